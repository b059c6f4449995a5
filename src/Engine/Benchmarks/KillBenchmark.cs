using System.Diagnostics;
using LatentSim.Engine.Commands;
using LatentSim.Engine.Streaming;

namespace LatentSim.Engine.Benchmarks;

/// <summary>One run, killed at random instants and resumed each time on other devices, against the same run left alone.</summary>
internal sealed class KillBenchmark : IBenchmark
{
    private const int Seed = 50;
    private const int Walkers = 8;
    private const long TrialFrames = 2000;
    private const double SecondsOfWorkBetweenKills = 0.6;
    private const int MostMilliseconds = 1800;
    private static readonly string[] Devices = ["cpu:0", "cpu:1", "cpu:0,cpu:1", "cpu:1,cpu:0", "cpu:0,cpu:1,cpu:2"];
    private static readonly string[] OftenCheckpoints = ["--checkpoint-seconds", "0.1", "--checkpoint-share", "1"];

    public string Name => "kills";

    public IEnumerable<BenchmarkFigure> Measure(BenchmarkSettings settings)
    {
        string frames = $"{FramesThatLast(settings)}";
        string whole = Path.Combine(settings.Folder, "whole");
        OwnProgram.Run(RunArguments(settings, frames, whole));

        string killed = Path.Combine(settings.Folder, "killed");
        int kills = Torment(settings, frames, killed);
        OwnProgram.Run("resume", killed);
        bool identical = RunDigest.Of(whole) == RunDigest.Of(killed);
        string beside = $"files {(identical ? "identical" : "differ")}; a process that had ended before it was to be killed does not count";
        yield return BenchmarkFigure.AtLeast("kill -9 at random instants, resumed on other devices, byte-identical", identical ? kills : 0, $"of {settings.Kills}", settings.Kills, beside);
    }

    // Returns how many processes were running when they were killed. The first may be killed before the run has a directory, which begins it anew.
    private static int Torment(BenchmarkSettings settings, string frames, string folder)
    {
        var random = new Random(Seed);
        int kills = 0;
        for (int attempt = 0; attempt < settings.Kills; attempt++)
        {
            settings.Stop.ThrowIfCancellationRequested();
            bool isThere = File.Exists(Path.Combine(folder, "run.yaml"));
            if (!isThere && Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
            string[] arguments = isThere
                ? ["resume", folder, "--devices", Devices[random.Next(Devices.Length)]]
                : [.. RunArguments(settings, frames, folder), .. OftenCheckpoints];
            using Process process = OwnProgram.Start([], arguments);
            if (!process.WaitForExit(random.Next(MostMilliseconds)))
            {
                process.Kill();
                kills++;
            }

            process.WaitForExit();
        }

        return kills;
    }

    private static long FramesThatLast(BenchmarkSettings settings)
    {
        string json = Path.Combine(settings.Folder, "trial.json");
        OwnProgram.Run([.. RunArguments(settings, $"{TrialFrames}", Path.Combine(settings.Folder, "trial")), "--json", json]);
        double rate = CommandOutput.ReadJson<RunPerformance>(json)!.FramesPerSecond;
        return Math.Max(TrialFrames, (long)(rate * SecondsOfWorkBetweenKills * settings.Kills / Walkers));
    }

    private static string[] RunArguments(BenchmarkSettings settings, string frames, string folder) =>
        ["run", settings.ModelFile, "--walkers", $"{Walkers}", "--frames", frames, "--devices", "cpu:0,cpu:1", "--out", folder];
}
