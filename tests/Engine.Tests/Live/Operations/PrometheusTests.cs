using System.Globalization;
using System.Text.RegularExpressions;
using Engine.Tests;
using LatentSim.Actors;
using LatentSim.Engine.Live;
using LatentSim.Engine.Live.Operations;

namespace LatentSim.Engine.Tests.Live;

/// <summary>The page for Prometheus.</summary>
public sealed class PrometheusTests
{
    private readonly FakeLiveRun run = new() { Now = Busy(frames: 10) };
    private readonly TestClock clock = new();

    [Fact]
    public void EveryLineIsOfTheFormat()
    {
        string text = PrometheusText.Write(new LiveBoard(run));

        Assert.EndsWith("\n", text);
        Assert.All(text.TrimEnd('\n').Split('\n'), line => Assert.Matches(@"^(# HELP latentsim_[a-z_]+ .+|# TYPE latentsim_[a-z_]+ (counter|gauge)|latentsim_[a-z_]+(\{[a-z]+=""([^""\\]|\\.)*""\})? -?[0-9.E+-]+)$", line));
    }

    [Fact]
    public void NamesAreOnceEachAndCountersEndInTotal()
    {
        Match[] types = Regex.Matches(PrometheusText.Write(new LiveBoard(run)), "^# TYPE ([a-z_]+) ([a-z]+)$", RegexOptions.Multiline).ToArray();

        Assert.Equal(types.Length, types.Select(type => type.Groups[1].Value).Distinct().Count());
        Assert.All(types, type => Assert.Equal(type.Groups[2].Value == "counter", type.Groups[1].Value.EndsWith("_total", StringComparison.Ordinal)));
    }

    [Fact]
    public void FiguresFollowTheRun()
    {
        var board = new LiveBoard(run, clock);
        using IDisposable client = board.Clients.Enter(LiveClientKind.Imd);
        Assert.Equal(10, Figure(board, "latentsim_frames_total"));
        Assert.Equal(1, Figure(board, "latentsim_clients{kind=\"imd\"}"));
        Assert.Equal(3, Figure(board, "latentsim_slot_failures_total{slot=\"cpu:\\\"0\\\"\"}"));
        Assert.Equal(1, Figure(board, "latentsim_run_phase{phase=\"running\"}"));
        Assert.True(Figure(board, "latentsim_memory_resident_bytes") > 1e6);

        run.Now = Busy(frames: 25);
        clock.Advance(1);

        Assert.Equal(25, Figure(board, "latentsim_frames_total"));
    }

    [Fact]
    public void WhatIsUnknownIsLeftOut()
    {
        string text = PrometheusText.Write(new LiveBoard(run));

        Assert.DoesNotMatch("(?m)^latentsim_frames_per_second ", text);
        Assert.DoesNotMatch("(?m)^latentsim_checkpoint_age_seconds ", text);
    }

    [Fact]
    public void TheDocumentationHasEveryFigure()
    {
        string page = File.ReadAllText(RepositoryRoot.File("docs", "operations.md"));

        Assert.All(RunMetricTable.All, metric => Assert.Contains(Row(metric), page, StringComparison.Ordinal));
    }

    private static string Row(RunMetric metric) =>
        $"| `{metric.Name}` | `{metric.Prometheus}{(metric.Label is { } label ? $"{{{label}}}" : "")}` | {metric.Unit} | {metric.Kind.ToString().ToLowerInvariant()} | {metric.Help} |\n";

    private static double Figure(LiveBoard board, string name)
    {
        string line = PrometheusText.Write(board).Split('\n').Single(line => line.StartsWith(name + " ", StringComparison.Ordinal));
        return double.Parse(line[(name.Length + 1)..], CultureInfo.InvariantCulture);
    }

    private static LiveState Busy(long frames) => new()
    {
        Phase = LivePhase.Running,
        FramesKept = frames,
        Run = new RunStatus { Frames = frames, Slots = [new SlotStatus("cpu:\"0\"", SlotState.Working, 2, frames, 3, null)] },
    };
}
