using System.Globalization;
using LatentSim.Actors;
using LatentSim.Engine.Commands;
using LatentSim.Engine.Information;
using LatentSim.Engine.Live;
using LatentSim.Engine.Live.Session;
using LatentSim.Engine.Runs;
using LatentSim.Engine.Terminal;
using LatentSim.Models.ModelFile;
using LatentSim.Molecules;

namespace LatentSim.Engine.Streaming;

/// <summary>A run as a user sees it: progress while it lasts, and in the end what it did and how to go on.</summary>
internal static class StreamedRun
{
    private const double PicosecondsPerNanosecond = 1000;

    /// <summary>Runs a session to its end, or until the user, or someone who watches and may do so, interrupts.</summary>
    /// <param name="session">The session.</param>
    /// <param name="json">The file for its figures; null for none.</param>
    /// <param name="live">How it is shown while it lasts.</param>
    /// <param name="format">How it says what happens.</param>
    /// <param name="interruption">The user's interruption.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="InvalidInputException">It cannot be shown as it is asked for. A new run leaves no directory then.</exception>
    public static async Task<int> Run(RunSession session, string? json, LiveSettings live, LogFormat format, CancellationToken interruption)
    {
        try
        {
            return await Show(session, json, live, format, interruption).ConfigureAwait(false);
        }
        catch (InvalidInputException)
        {
            session.Discard();
            throw;
        }
    }

    private static async Task<int> Show(RunSession session, string? json, LiveSettings live, LogFormat format, CancellationToken interruption)
    {
        session.Live.AllowAll = live.AllowsAll;
        using var shown = new SessionRun(session);
        using var output = new RunOutput(shown.Log, format);
        foreach (string remark in session.Remarks)
            output.Say("information", "start", remark);
        output.Say("information", "start", Introduction(session));
        using MolecularTarget? target = live.Reference is { } reference
            ? MolecularTarget.Start(reference, session.Model, session.Settings, shown.Log, MolecularTarget.FileOf(session.Directory))
            : null;
        shown.TargetEstimates = () => target?.Text;
        await using IAsyncDisposable? servers = live.IsAsked ? await LiveServers.Start(live, shown).ConfigureAwait(false) : null;
        var clock = new RunClock(output, session.Control, session.FrameSpacing, session.Model.TimeUnit);
        RunResult result = await shown.Run(clock, interruption).ConfigureAwait(false);

        RunPerformance performance = Measure(session, result, clock);
        // A resumption of what was complete already tells nothing of the run's rate.
        if (result.Frames > 0 && result.Outcome != RunOutcome.StoppedWithoutRoom)
            performance.Write(session.Directory);
        // A serializer looks at the types first, for a tenth of a second of every short run.
        output.Say("information", "end", Summary(session, performance, clock), format == LogFormat.Json ? CommandOutput.Figures(performance) : null);
        foreach (LostShard lost in result.LostShards)
            output.Say("error", "lost-shard", lost.ToString().ReplaceLineEndings(" "));
        CommandOutput.WriteJson(json, performance);
        return result.Outcome == RunOutcome.ShardsLost ? ExitCode.Failed : ExitCode.Success;
    }

    private static RunPerformance Measure(RunSession session, RunResult result, RunClock clock)
    {
        double rate = clock.Rate(result.Frames);
        return new RunPerformance(
            result.Outcome, session.Settings.Devices, session.Settings.Walkers, session.Settings.Frames, result.Frames, clock.Seconds, rate,
            session.Model.TimeUnit == Simulator.Picoseconds ? clock.TimePerDay(rate) / PicosecondsPerNanosecond : null, PeakMemory.OfThisProcess,
            result.Checkpoints.Count, result.Checkpoints.Total.TotalSeconds, result.Checkpoints.Total.TotalSeconds / Math.Max(clock.Seconds, 1e-3));
    }

    private static string Introduction(RunSession session)
    {
        RunSettings settings = session.Settings;
        if (settings.Coarse is { } coarse)
            return IntroductionTo(session, coarse);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{session.Model.Name}: {Display.Count(settings.Walkers, "walker")} of {Display.Count(settings.Frames, "frame")}, {Duration.In(session.Model.TimeUnit, settings.Frames * session.Model.LagTime)} each; {string.Join(" -> ", settings.Stages)} on {string.Join(", ", settings.Devices)}");
    }

    private static string IntroductionTo(RunSession session, CoarseSettings coarse)
    {
        long frames = Enumerable.Range(0, session.Settings.Walkers).Sum(session.Settings.FramesOf);
        string replicas = coarse.Replicas > 1 ? $", {coarse.Replicas} times each" : "";
        return $"{session.Model.Name}: {Display.Count(coarse.Trajectories.Count, "coarse trajectory", "coarse trajectories")}{replicas}, {Display.Count(frames, "frame")} in all; {string.Join(" -> ", session.Settings.Stages)} on {string.Join(", ", session.Settings.Devices)}";
    }

    private static string Summary(RunSession session, RunPerformance performance, RunClock clock)
    {
        if (performance is { FramesWritten: 0, Outcome: RunOutcome.Completed })
            return "complete already; nothing was left to do";
        string folder = Display.Path(session.Directory.Root);
        string figures = string.Create(
            CultureInfo.InvariantCulture,
            $"{Display.Count(performance.FramesWritten, "frame")} in {performance.Seconds:0.0} s: {performance.FramesPerSecond:N0} frames/s, {Duration.In(session.Model.TimeUnit, clock.TimePerDay(performance.FramesPerSecond))}/day; peak memory {InformationText.Size(performance.PeakMemoryBytes)}; {Display.Count(performance.Checkpoints, "checkpoint")}, {performance.CheckpointShare:0.00%} of the time{EnergyLine.Of(session.Directory)}");
        return performance.Outcome switch
        {
            RunOutcome.Stopped => $"{figures}\nstopped at a checkpoint; go on with: latentsim resume {folder}",
            RunOutcome.StoppedWithoutRoom => $"stopped while the disk was full; the run is whole up to its last checkpoint: make room, then go on with: latentsim resume {folder}",
            RunOutcome.ShardsLost => $"{figures}\nsome walkers failed on every device; the others are complete in {folder}",
            _ => $"{figures}\ncomplete in {folder}",
        };
    }
}
