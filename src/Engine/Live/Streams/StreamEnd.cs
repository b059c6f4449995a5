namespace LatentSim.Engine.Live.Streams;

/// <summary>Why a subscription has no more frames.</summary>
internal static class StreamEnd
{
    /// <summary>The client wanted no more.</summary>
    public const string Unsubscribed = "unsubscribed";

    /// <summary>The reason, where a run says that there is no more: it ended, or goes on without those who did not take its frames.</summary>
    public static string Of(LiveState state) => state.Phase switch
    {
        LivePhase.Failed => state.Reason is { } reason ? $"failed: {reason}" : "failed",
        LivePhase.Stopped => "stopped",
        LivePhase.Complete => "complete",
        _ => "given up: the log says why",
    };
}
