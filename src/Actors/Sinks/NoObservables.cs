namespace LatentSim.Actors;

/// <summary>Counts nothing.</summary>
public sealed class NoObservables : IRunObservables
{
    /// <inheritdoc/>
    public void Add(ShardBlock block)
    {
    }

    /// <inheritdoc/>
    public byte[] Save() => [];
}
