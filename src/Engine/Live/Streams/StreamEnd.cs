namespace LatentSim.Engine.Live.Streams;

/// <summary>Why a subscription has no more frames.</summary>
internal static class StreamEnd
{
    /// <summary>The client wanted no more.</summary>
    public const string Unsubscribed = "unsubscribed";

    /// <summary>The reason of a run that ended, or is about to.</summary>
    public static string Of(LiveState state) => state.Phase switch
    {
        LivePhase.Failed => state.Reason is { } reason ? $"failed: {reason}" : "failed",
        LivePhase.Stopped => "stopped",
        _ => "complete",
    };
}
