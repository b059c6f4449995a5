namespace LatentSim.Analysis;

/// <summary>
/// Passages from one core to another. The mean first-passage time is from the entry into the core (or the first frame seen in it) to the first visit of the
/// other. Two estimators are given.
/// <list type="bullet">
/// <item><see cref="MeanFirstPassageTime"/> = time in the state / transitions, which is the maximum-likelihood estimate for exponential waiting times and uses
/// incomplete dwells (the first and the last of a trajectory) too; its standard error is the value / sqrt(transitions).</item>
/// <item><see cref="MeanDwell"/>: the mean of the complete dwells alone, with s / sqrt(n). It assumes nothing of their distribution, but is too short where
/// trajectories are not much longer than dwells, because long dwells are seldom complete.</item>
/// </list>
/// </summary>
/// <param name="Transitions">Transitions counted.</param>
/// <param name="Time">Time that belongs to the core left, in ps, incomplete dwells included.</param>
/// <param name="CompleteDwells">Dwells of which both the entry and the exit were seen.</param>
/// <param name="MeanDwell">Their mean in ps; null without any.</param>
/// <param name="MeanDwellError">Its standard error in ps; null with fewer than two.</param>
public sealed record CorePassage(long Transitions, double Time, long CompleteDwells, double? MeanDwell, double? MeanDwellError)
{
    /// <summary>Mean first-passage time in ps; null without transitions.</summary>
    public double? MeanFirstPassageTime => Transitions > 0 ? Time / Transitions : null;

    /// <summary>Its standard error in ps.</summary>
    public double? MeanFirstPassageTimeError => MeanFirstPassageTime / Math.Sqrt(Transitions);

    /// <summary>Rate in 1/ps: transitions / time; null where the core was never visited.</summary>
    public double? Rate => Time > 0 ? Transitions / Time : null;

    /// <summary>Its standard error, sqrt(transitions) / time, of a Poisson process; zero transitions give zero, which is no error bar.</summary>
    public double? RateError => Time > 0 ? Math.Sqrt(Transitions) / Time : null;
}
