using LatentSim.Molecules.Particles;

namespace LatentSim.Engine.Experiments;

/// <summary>
/// How far particles are from where they should be: the mean over particles of |r_i - r_i'|, equation 17 of Kadupitiya, Fox and Jadhao (2020),
/// |x - x'| for one coordinate. In a periodic cube distances are to the nearest image, so that it does not matter who wraps positions; they are then at most
/// 0.87 edges, and 0.48 on average between unrelated points.
/// </summary>
internal static class PositionDistance
{
    /// <summary>The distance of two frames.</summary>
    /// <param name="system">The system.</param>
    /// <param name="frame">[2, particle, dimension].</param>
    /// <param name="other">[2, particle, dimension].</param>
    public static double Of(ParticleSystem system, ReadOnlySpan<double> frame, ReadOnlySpan<double> other)
    {
        int dimensions = system.Dimensions;
        bool isPeriodic = system.Boundary == ParticleBoundary.Periodic;
        double sum = 0;
        for (int i = 0; i < system.CoordinateCount; i += dimensions)
        {
            double square = 0;
            for (int k = i; k < i + dimensions; k++)
            {
                double difference = frame[k] - other[k];
                if (isPeriodic)
                    difference = ParticleBox.MinimumImage(difference, system.Size);
                square += difference * difference;
            }

            sum += Math.Sqrt(square);
        }

        return sum / system.Particles;
    }
}
