using LatentSim.Models.ModelFile;
using LatentSim.Models.Stages;
using LatentSim.Molecules;

namespace LatentSim.Engine.Benchmarks;

/// <summary>XTC files of a run's frames: written and read, against MDTraj's C library.</summary>
internal sealed class TrajectoryBenchmark : IBenchmark
{
    private const int Frames = 5000;
    private const double PicosecondsApart = 1;

    public string Name => "xtc";

    public IEnumerable<BenchmarkFigure> Measure(BenchmarkSettings settings)
    {
        Simulator model = Simulator.Load(settings.ModelFile);
        float[] positions = Positions(model, out int atoms);
        string ours = Path.Combine(settings.Folder, "ours.xtc");
        string theirs = Path.Combine(settings.Folder, "theirs.xtc");
        using PythonPeer? peer = PythonPeer.Start(settings.Python, "xtc.py");
        Write(ours, positions, atoms);
        peer?.Run($"load {ours}");
        Interleaved times = Interleaved.Run(
            settings.Rounds,
            settings.Stop,
            Candidate.Repeating("write", Frames, settings.Slice, () => Write(ours, positions, atoms)),
            new Candidate("MDTraj writes", () => peer is null ? double.NaN : peer.Run($"write {theirs}") / Frames),
            Candidate.Repeating("read", Frames, settings.Slice, () => Read(ours)),
            new Candidate("MDTraj reads", () => peer is null ? double.NaN : peer.Run($"read {ours}") / Frames));
        yield return Against(peer, $"XTC writing against MDTraj's C library, {atoms} atoms", times, 0);
        yield return Against(peer, $"XTC reading against MDTraj's C library, {atoms} atoms", times, 2);
    }

    private static BenchmarkFigure Against(PythonPeer? peer, string name, Interleaved times, int candidate) => peer is null
        ? BenchmarkFigure.Missing(name, ">= 1 x", "there is no MDTraj for this Python")
        : BenchmarkFigure.AtLeast(
            name, times.Speedup(candidate, candidate + 1), "x", 1,
            FormattableString.Invariant($"us a frame: {1e6 * times.Seconds(candidate):0.00}, MDTraj {1e6 * times.Seconds(candidate + 1):0.00}"));

    private static void Write(string path, float[] positions, int atoms)
    {
        using XtcWriter writer = new(path, atoms);
        int size = 3 * atoms;
        for (int frame = 0; frame < Frames; frame++)
            writer.Write(frame, frame * PicosecondsApart, positions.AsSpan(frame % (positions.Length / size) * size, size), []);
    }

    private static void Read(string path)
    {
        using XtcReader reader = new(path);
        Frame frame = new(reader.AtomCount);
        while (reader.ReadNext(frame))
        {
        }
    }

    private static float[] Positions(Simulator model, out int atoms)
    {
        using FrameBlock block = new StageChain(model, 0).Next();
        atoms = block.Sites;
        return block.Values.ToArray();
    }
}
