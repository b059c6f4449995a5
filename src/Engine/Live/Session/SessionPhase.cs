using LatentSim.Actors;

namespace LatentSim.Engine.Live.Session;

/// <summary>Whether a run goes on, and how it ended.</summary>
/// <param name="Phase">Whether it goes on.</param>
/// <param name="Reason">How it ended, a line; null where there is nothing to say.</param>
internal sealed record SessionPhase(LivePhase Phase, string? Reason)
{
    /// <summary>Of a run that ended, or failed; null where it goes on.</summary>
    public static SessionPhase? Of(RunStatus status) => status switch
    {
        { Failure: { } cause } => new SessionPhase(LivePhase.Failed, cause),
        { Outcome: { } outcome } => Of(outcome),
        _ => null,
    };

    private static SessionPhase Of(RunOutcome outcome) => outcome switch
    {
        RunOutcome.Completed => new SessionPhase(LivePhase.Complete, null),
        RunOutcome.Stopped => new SessionPhase(LivePhase.Stopped, "stopped at a checkpoint"),
        RunOutcome.StoppedWithoutRoom => new SessionPhase(LivePhase.Stopped, "stopped while the disk was full"),
        _ => new SessionPhase(LivePhase.Failed, "some walkers failed on every device; the others are complete"),
    };
}
