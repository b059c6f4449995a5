using System.Diagnostics;

namespace LatentSim.Engine.Benchmarks.Live;

/// <summary>What becomes of the servers when clients send them messages that are almost right.</summary>
internal static class FuzzFigures
{
    private const int Seed = 7;

    /// <summary>Sends them.</summary>
    /// <param name="messages">How many to each server.</param>
    public static IEnumerable<BenchmarkFigure> Measure(long messages)
    {
        var clock = Stopwatch.StartNew();
        ImdFuzzResult imd = ImdFuzz.Run(messages, Seed).GetAwaiter().GetResult();
        yield return Figure("IMD", imd.Messages, imd.Crashes, imd.Hangs, imd.LogLines, FormattableString.Invariant($"{imd.Sessions:N0} sessions, {clock.Elapsed.TotalSeconds:0} s"));

        clock.Restart();
        StreamFuzzResult stream = StreamFuzz.Run(messages, Seed).GetAwaiter().GetResult();
        yield return Figure("WebSocket", stream.Messages, stream.Crashes, stream.Hangs, stream.LogLines, FormattableString.Invariant($"{clock.Elapsed.TotalSeconds:0} s"));
    }

    private static BenchmarkFigure Figure(string protocol, long messages, long crashes, long hangs, long lines, string beside) => BenchmarkFigure.AtMost(
        FormattableString.Invariant($"{messages:N0} mutated messages of {protocol} clients: crashes, hangs and lines of log beyond one each"),
        crashes + hangs + Math.Max(0, lines - messages), "in all", 0, FormattableString.Invariant($"{lines:N0} lines of log; {beside}"));
}
