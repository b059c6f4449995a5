namespace LatentSim.Analysis;

/// <summary>What the frames of one ensemble of atoms measure.</summary>
public sealed record BackmapEnsemble
{
    /// <summary>What reports call it.</summary>
    public required string Name { get; init; }

    /// <summary>Its trajectories.</summary>
    public required int Trajectories { get; init; }

    /// <summary>All frames measured.</summary>
    public required long Frames { get; init; }

    /// <summary>Counts in the plane; null without one.</summary>
    public required BlockedPlane? Plane { get; init; }

    /// <summary>Transitions between the clusters; null without a plane.</summary>
    public required MarkovSample? Markov { get; init; }

    /// <summary>Bonds, in the topology's order; empty where only sites were measured, like all that follows.</summary>
    public IReadOnlyList<CoordinateStatistics> Bonds { get; init; } = [];

    /// <summary>Angles of bonds.</summary>
    public IReadOnlyList<CoordinateStatistics> Angles { get; init; } = [];

    /// <summary>The frame-to-frame motion of the frames as they are; null without pairs of frames.</summary>
    public VelocityDistribution? Velocities { get; init; }

    /// <summary>The same after superposing each frame on the one before it.</summary>
    public VelocityDistribution? InternalVelocities { get; init; }

    /// <summary>Torsions that the sites do not fix.</summary>
    public IReadOnlyList<TorsionMemory> FreeTorsions { get; init; } = [];

    /// <summary>Chiral centres.</summary>
    public IReadOnlyList<ChiralityStatistics> Chirality { get; init; } = [];

    /// <summary>Frames in which some chiral centre has the wrong handedness.</summary>
    public long FramesWithWrongHandedness { get; init; }
}
