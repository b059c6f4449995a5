using LatentSim.Analysis;
using LatentSim.Molecules.Particles;

namespace LatentSim.Engine.Experiments;

/// <summary>Gathers what the particles of one trajectory do.</summary>
internal sealed class FluidSampling
{
    /// <summary>The longest lag of the velocity autocorrelation and of the displacement.</summary>
    public const double LongestLag = 20;

    private const double BinWidth = 0.05;
    private const double SpeedBinWidth = 0.1;
    private const int SpeedBins = 150;
    private readonly ParticleSystem system;
    private readonly double interval;
    private readonly RadialDistribution radial;
    private readonly VelocityAutocorrelation velocity;
    private readonly MeanSquareDisplacement displacement;
    private readonly SpeedDistribution speeds;
    private readonly Unwrapping? unwrapping;

    /// <summary>Of a trajectory.</summary>
    /// <param name="system">Its system, of many particles.</param>
    /// <param name="interval">The time between frames.</param>
    /// <param name="isWrapped">Whether its positions are wrapped into the periodic cube.</param>
    public FluidSampling(ParticleSystem system, double interval, bool isWrapped)
    {
        this.system = system;
        this.interval = interval;
        double end = system.Boundary == ParticleBoundary.Periodic ? system.Size / 2 : 2 * system.Size;
        int bins = (int)Math.Max(10, Math.Round(end / (BinWidth * system.Sigma)));
        int lags = (int)Math.Max(1, TimestepCheck.Frames(LongestLag, interval));
        radial = system.Boundary == ParticleBoundary.Periodic
            ? RadialDistribution.InPeriodicCube(system.Particles, system.Size, bins)
            : RadialDistribution.InSphere(system.Particles, system.Size, bins);
        velocity = new VelocityAutocorrelation(system.CoordinateCount, lags);
        displacement = new MeanSquareDisplacement(system.Particles, system.Dimensions, lags);
        speeds = new SpeedDistribution(system.Dimensions, SpeedBinWidth, SpeedBins);
        unwrapping = isWrapped && system.Boundary == ParticleBoundary.Periodic ? new Unwrapping(system) : null;
    }

    /// <summary>Adds the next frame.</summary>
    public void Add(ReadOnlySpan<double> frame)
    {
        ReadOnlySpan<double> positions = frame[..system.CoordinateCount];
        ReadOnlySpan<double> velocities = frame[system.CoordinateCount..];
        radial.Add(positions);
        velocity.Add(velocities);
        speeds.Add(velocities);
        displacement.Add(unwrapping is { } unwrap ? unwrap.Next(positions) : positions);
    }

    /// <summary>What it did.</summary>
    public FluidProperties Finish() => new(
        interval, radial.Distances, radial.Values(), velocity.Values(), displacement.Values(), speeds.Speeds, speeds.Densities(), speeds.RootMeanSquare);
}
