namespace LatentSim.Engine.Tests.Live;

/// <summary>Tests that measure what the whole process holds: no other runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "alone";
}
