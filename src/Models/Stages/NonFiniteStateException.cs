namespace LatentSim.Models.Stages;

/// <summary>A stage computed a number that is not finite, or beyond all bounds, for a walker; the walker cannot go on, others can.</summary>
/// <param name="walker">The walker's index in the whole run.</param>
/// <param name="step">The step whose values are not finite.</param>
/// <param name="stage">The stage that computed them.</param>
/// <param name="what">What it computed.</param>
public sealed class NonFiniteStateException(int walker, long step, string stage, string what = "a value that is not finite")
    : Exception($"The {stage} computed {what} for walker {walker} at step {step}.")
{
    /// <summary>The walker's index in the whole run.</summary>
    public int Walker { get; } = walker;

    /// <summary>The step whose values are not finite.</summary>
    public long Step { get; } = step;
}
