namespace LatentSim.Actors;

/// <summary>The steps of one block of a shard.</summary>
/// <param name="FirstStep">The first step.</param>
/// <param name="Steps">The number of steps.</param>
public sealed record BlockRange(long FirstStep, int Steps)
{
    /// <summary>The step after the last.</summary>
    public long NextStep => FirstStep + Steps;

    /// <inheritdoc/>
    public override string ToString() => $"steps {FirstStep} to {NextStep - 1}";
}
