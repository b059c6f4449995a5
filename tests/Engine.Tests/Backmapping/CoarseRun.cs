using LatentSim.Actors;
using LatentSim.Engine.Runs;
using LatentSim.Engine.Tests.Runs;
using LatentSim.Models.ModelFile;
using LatentSim.Molecules;
using Models.Tests;
using Models.Tests.ModelFile;

namespace LatentSim.Engine.Tests.Backmapping;

/// <summary>A folder with a small model, coarse trajectories of its molecule, and runs that turn them into atoms.</summary>
internal sealed class CoarseRun : IDisposable
{
    public const double Spacing = 2;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly TemporaryFolder folder = new();

    public CoarseRun(Simulator? model = null)
    {
        (model ?? TestSimulators.LoneBackmapper()).Save(PathOf("model.lsbox"));
        WritePdb("cg.pdb", RandomModels.Coarse, RandomModels.CoarseOf(RandomModels.Positions));
    }

    public static int Sites => RandomModels.CoarseAtoms.Length;

    public string PathOf(string name) => folder.Path(name);

    /// <summary>The molecule with noise, as coarse sites.</summary>
    public static float[] Coarse(int seed, int frames) => RandomModels.CoarseOf(RandomModels.Frames(seed, frames));

    /// <summary>Writes a trajectory: [frame, particle, 3] in nm.</summary>
    public string Write(string name, float[] positions, int particles, double spacing = Spacing, float[]? box = null)
    {
        using ITrajectoryWriter writer = TrajectoryFile.Create(PathOf(name), Unnamed(particles));
        for (int frame = 0; frame < positions.Length / (3 * particles); frame++)
            writer.Write(frame, 10 + (frame * spacing), positions.AsSpan(frame * 3 * particles, 3 * particles), box ?? []);
        writer.Flush();
        return PathOf(name);
    }

    /// <summary>Writes a coarse trajectory of a seed.</summary>
    public string WriteCoarse(string name, int seed, int frames) => Write(name, Coarse(seed, frames), Sites);

    public string WritePdb(string name, Topology topology, float[] positions)
    {
        PdbFile.Write(PathOf(name), topology, positions);
        return PathOf(name);
    }

    public RunRequest Request(string name, params string[] files) => new()
    {
        ModelFile = PathOf("model.lsbox"),
        Directory = PathOf(name),
        Walkers = 1,
        Frames = long.MaxValue,
        Seed = 5,
        Pace = new RunPace { CheckpointSeconds = 0.001, CheckpointShare = 1 },
        Coarse = new CoarseRequest { Files = files, Topology = PathOf("cg.pdb") },
    };

    /// <summary>Runs to the end.</summary>
    public static async Task<RunResult> Run(RunRequest request)
    {
        using RunSession session = RunSession.Create(request);
        return await session.Run().WaitAsync(Limit);
    }

    /// <summary>Goes on to the end.</summary>
    public static async Task<RunResult> Resume(RunRequest request, ResumeOptions? options = null)
    {
        using RunSession session = RunSession.Resume(request.Directory, options);
        return await session.Run().WaitAsync(Limit);
    }

    /// <summary>Starts or goes on, and breaks off without a word after a number of blocks.</summary>
    public static async Task BreakOff(RunRequest request, int blocks, bool resume)
    {
        using RunSession session = resume ? RunSession.Resume(request.Directory) : RunSession.Create(request);
        RunSettings settings = session.Settings with { FramesPerBlock = 10 };
        var run = new DurableRun(session.Directory, settings, SimulatorPipeline.Of(session.Model, settings, energy: null)) { Through = store => new BreakingStore(store, blocks) };
        await Assert.ThrowsAsync<SmallRun.BrokenOffException>(() => run.Run(new RunWatch(), CancellationToken.None).WaitAsync(Limit));
    }

    public static byte[] Walker(RunRequest request, int walker) => File.ReadAllBytes(Path.Combine(request.Directory, "walkers", $"{walker:D4}.xtc"));

    /// <summary>The frames of a walker.</summary>
    public static List<Frame> Frames(RunRequest request, int walker)
    {
        using var reader = new XtcReader(Path.Combine(request.Directory, "walkers", $"{walker:D4}.xtc"));
        var frames = new List<Frame>();
        while (true)
        {
            var frame = new Frame(reader.AtomCount);
            if (!reader.ReadNext(frame))
                return frames;
            frames.Add(frame);
        }
    }

    /// <summary>All that a run promises to be the same, however often it was broken off.</summary>
    public static Dictionary<string, byte[]> Files(RunRequest request) => Directory
        .EnumerateFiles(request.Directory, "*", SearchOption.AllDirectories)
        .Where(path => Path.GetFileName(path) is not (".lock" or "checkpoint.previous.msgpack"))
        .ToDictionary(path => Path.GetRelativePath(request.Directory, path), File.ReadAllBytes);

    public string ErrorOf(RunRequest request)
    {
        string message = Assert.Throws<InvalidInputException>(() => RunSession.Create(request)).Message;
        Assert.DoesNotContain('\n', message);
        Assert.False(Directory.Exists(request.Directory));
        return message;
    }

    public void Dispose() => folder.Dispose();

    private static Topology Unnamed(int particles)
    {
        var builder = new TopologyBuilder();
        builder.AddResidue("MOL", 1, "A");
        for (int i = 0; i < particles; i++)
            builder.AddAtom($"P{i}", Element.FromAtomName(" C", "MOL"));
        return builder.Build();
    }

    private sealed class BreakingStore(IRunStore inner, int blocks) : IRunStore
    {
        private int left = blocks;

        public void Append(ShardBlock block)
        {
            inner.Append(block);
            if (--left < 0)
                throw new SmallRun.BrokenOffException();
        }

        public void Checkpoint(RunState state) => inner.Checkpoint(state);
    }
}
