using LatentSim.Actors;
using LatentSim.Engine.Runs;
using LatentSim.Models.ModelFile;
using LatentSim.Models.Weights;
using Models.Tests.ModelFile;

namespace LatentSim.Engine.Tests.Runs;

/// <summary>A run of a model with random weights in a temporary directory, which tests interrupt, damage and resume.</summary>
internal sealed class SmallRun : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly TemporaryFolder folder = new();
    private readonly Simulator model;

    public SmallRun(Simulator? model = null, int walkers = 6, long frames = 60)
    {
        this.model = model ?? TestSimulators.Whole();
        string modelFile = folder.Path("model.lsbox");
        this.model.Save(modelFile);
        Request = new RunRequest
        {
            ModelFile = modelFile,
            Directory = folder.Path("run"),
            Walkers = walkers,
            Frames = frames,
            Seed = 11,
            WalkersPerShard = Math.Min(2, walkers),
            Pace = new RunPace { CheckpointSeconds = 0.001, CheckpointShare = 1 },
        };
    }

    public RunRequest Request { get; set; }

    public RunDirectory Directory => new(Request.Directory);

    /// <summary>Runs from the start, or from the last checkpoint, to the end.</summary>
    public async Task<RunResult> Finish(bool resume = false, ResumeOptions? options = null)
    {
        using RunSession session = resume ? RunSession.Resume(Request.Directory, options) : RunSession.Create(Request);
        return await session.Run().WaitAsync(Limit);
    }

    /// <summary>Starts or resumes, and breaks off without a word after a number of blocks: in the middle of one, as a killed process does.</summary>
    public Task BreakOff(int blocks, bool resume) =>
        Assert.ThrowsAsync<BrokenOffException>(() => Through(store => new BreakingStore(store, blocks), resume));

    /// <summary>Starts or resumes, with the store and everything else as a test has it.</summary>
    public async Task<RunResult> Through(Func<IRunStore, IRunStore> through, bool resume = false, IProgress<string>? news = null, CancellationToken stop = default)
    {
        using RunSession session = resume ? RunSession.Resume(Request.Directory) : RunSession.Create(Request);
        RunSettings settings = session.Settings with { FramesPerBlock = 10 };
        var run = new DurableRun(Directory, settings, SimulatorPipeline.Of(model, settings, RunEnergy.Read(Request.EnergyFile, settings)))
        {
            Through = through,
            Retries = new RetryPolicy { FirstRoomDelay = TimeSpan.FromMilliseconds(1), LongestRoomDelay = TimeSpan.FromMilliseconds(20) },
        };
        return await run.Run(new RunWatch { News = news }, stop).WaitAsync(Limit);
    }

    /// <summary>Every file that a user reads, by name, and the last checkpoint.</summary>
    public Dictionary<string, byte[]> Files() => System.IO.Directory
        .EnumerateFiles(Request.Directory, "*", SearchOption.AllDirectories)
        .Where(path => Path.GetFileName(path) is not (".lock" or "checkpoint.previous.msgpack"))
        .ToDictionary(path => Path.GetRelativePath(Request.Directory, path), File.ReadAllBytes);

    /// <summary>A model whose latents are coordinates of its own.</summary>
    public static Simulator OfCoordinates() =>
        TestSimulators.LatentOnly() with { TimeUnit = "steps", Coordinates = new CoordinateRange([-1, 10], [1, 30]) };

    public string Walker(int walker, string extension = ".xtc") => Directory.WalkerFile(walker, Request.Walkers, extension);

    public void Dispose() => folder.Dispose();

    public static void AssertSame(Dictionary<string, byte[]> expected, Dictionary<string, byte[]> found)
    {
        Assert.Equal(expected.Keys.Order(), found.Keys.Order());
        foreach ((string name, byte[] bytes) in expected)
            Assert.True(bytes.AsSpan().SequenceEqual(found[name]), $"{name} differs");
    }

    internal sealed class BrokenOffException : Exception;

    private sealed class BreakingStore(IRunStore inner, int blocks) : IRunStore
    {
        private int left = blocks;

        public void Append(ShardBlock block)
        {
            inner.Append(block);
            if (--left < 0)
                throw new BrokenOffException();
        }

        public void Checkpoint(RunState state) => inner.Checkpoint(state);
    }
}
