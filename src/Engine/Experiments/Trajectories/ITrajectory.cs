namespace LatentSim.Engine.Experiments;

/// <summary>A trajectory that is made frame by frame, equal times apart. Frame 0 is the start.</summary>
internal interface ITrajectory
{
    /// <summary>The time between frames.</summary>
    double Interval { get; }

    /// <summary>The number of the frame at hand.</summary>
    long Index { get; }

    /// <summary>Whether the frame at hand was made by the integrator itself, not by Verlet on its behalf.</summary>
    bool IsOwn { get; }

    /// <summary>[2, particle, dimension], the frame at hand: positions followed by velocities.</summary>
    ReadOnlySpan<double> Frame { get; }

    /// <summary>The time of the frame at hand.</summary>
    double Time => Index * Interval;

    /// <summary>Makes the next frame.</summary>
    void Advance();
}
