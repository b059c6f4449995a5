using System.Diagnostics;
using LatentSim.Engine.Runs;
using LatentSim.Molecules;

namespace LatentSim.Engine.Benchmarks.Live;

/// <summary>How many frames a second one lossless IMD client gets: of a long file, and of a run that waits for it.</summary>
/// <param name="settings">How thoroughly it is measured.</param>
internal sealed class ImdThroughput(BenchmarkSettings settings)
{
    private const int FramesOfRun = 4096;
    private const long Endless = 1L << 32;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(3);

    /// <summary>Measures.</summary>
    public IEnumerable<BenchmarkFigure> Measure()
    {
        long frames = settings.RunRounds == 1 ? 100_000 : 1_000_000;
        string folder = Path.Combine(settings.Folder, "imd");
        OwnProgram.Run("run", settings.ModelFile, "--walkers", "1", "--frames", $"{FramesOfRun}", "--devices", "cpu:0", "--out", folder);
        Lengthen(new RunDirectory(folder).WalkerFile(0, 1, ".xtc"), frames);

        double[] rates = new double[settings.RunRounds];
        using (WatchedProgram server = WatchedProgram.Start(1, "serve", folder, "--imd-delivery", "all"))
        {
            for (int round = 0; round < rates.Length; round++)
                rates[round] = RateOf(server.ImdPorts[0], frames);
        }

        Array.Sort(rates);
        yield return BenchmarkFigure.AtLeast(
            "IMD, dipeptide, one lossless client of a file", rates[rates.Length / 2], "frames/s", 50_000,
            FormattableString.Invariant($"{frames:N0} frames, all of them, in order; {rates[0]:N0} to {rates[^1]:N0}"));
        yield return OfLiveRun();
    }

    private double RateOf(int port, long frames)
    {
        settings.Stop.ThrowIfCancellationRequested();
        var client = new ImdClient(port);
        var clock = Stopwatch.StartNew();
        client.Watch(settings.Stop).GetAwaiter().GetResult();
        double seconds = clock.Elapsed.TotalSeconds;
        if (client.Frames != frames || client.OutOfOrder != 0)
            throw new InvalidOperationException($"The IMD client received {client.Frames} frames of {frames}, {client.OutOfOrder} of them out of order.");
        return frames / seconds;
    }

    private BenchmarkFigure OfLiveRun()
    {
        string[] arguments = ["run", settings.ModelFile, "--walkers", "1", "--frames", $"{Endless}", "--devices", "cpu:0", "--out", Path.Combine(settings.Folder, "imd-live")];
        using WatchedProgram run = WatchedProgram.Start(1, [.. arguments, "--imd-delivery", "all"]);
        double alone = AlternatingRates.RateOf(run, Interval, settings.Stop);
        var client = new ImdClient(run.ImdPorts[0]);
        using var watching = new Watchers([client]);
        double rate = AlternatingRates.RateOf(run, Interval, settings.Stop);
        return BenchmarkFigure.Of(
            "IMD, dipeptide, one lossless client of a run of one walker", rate, "frames/s",
            FormattableString.Invariant($"as fast as the run makes them: {alone:N0} frames/s without a client; {client.Frames:N0} frames received"));
    }

    // The frames of the run again and again, under steps that go on.
    private static void Lengthen(string path, long frames)
    {
        var whole = new List<float[]>();
        using (var reader = new XtcReader(path))
        {
            var frame = new Frame(reader.AtomCount);
            while (reader.ReadNext(frame))
                whole.Add([.. frame.Positions]);
        }

        using var writer = new XtcWriter(path, whole[0].Length / 3);
        for (long step = 0; step < frames; step++)
            writer.Write(step, step, whole[(int)(step % whole.Count)], []);
    }
}
