namespace SrvEpoch;

/// <summary>What an epoch took.</summary>
/// <param name="Seconds">Training, by the wall clock, s.</param>
/// <param name="UserSeconds">Training, processor time of the program itself, s.</param>
/// <param name="Loss">Its mean loss.</param>
internal sealed record EpochTime(double Seconds, double UserSeconds, double Loss)
{
    /// <summary>The score on held-out pairs after it, s; 0 where it is not computed.</summary>
    public double ValidationSeconds { get; init; }
}
