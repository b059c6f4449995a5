using LatentSim.Actors;

namespace LatentSim.Engine.Live.Imd;

/// <summary>Which frames a client gets.</summary>
/// <param name="Frames">Where from.</param>
/// <param name="Name">Who gets them.</param>
/// <param name="Walker">The walker.</param>
/// <param name="IsLossless">Whether every frame is sent, at the client's pace; else the newest.</param>
/// <param name="KeepsPaused">Whether what a pause holds back is sent when it ends; else what is made meanwhile is not sent.</param>
/// <param name="From">The first step, of a source that holds past frames; null for those that come from now on.</param>
internal sealed record ImdStreamPlan(ILiveSource Frames, string Name, int Walker, bool IsLossless, bool KeepsPaused, long? From)
{
    /// <summary>The plan for a client that comes now.</summary>
    /// <param name="settings">What was asked for.</param>
    /// <param name="run">The run.</param>
    /// <param name="name">The client.</param>
    public static ImdStreamPlan Of(ImdSettings settings, ILiveRun run, string name)
    {
        bool isPast = !run.Scene.IsComputedHere;
        bool isOver = run.State().Phase is LivePhase.Complete or LivePhase.Stopped or LivePhase.Failed;
        bool isLossless = settings.Delivery == LiveDelivery.All || (isPast && isOver);
        return new ImdStreamPlan(run.Frames, name, settings.Walker, isLossless, isLossless || settings.Control, isPast && isLossless ? 0 : null);
    }
}
