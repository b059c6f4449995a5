using LatentSim.Molecules.Particles;

namespace LatentSim.Models.Integrators;

/// <summary>
/// A learned splitting of Hamilton's equations for particles that act on each other in pairs. A timestep is n stages of length h,
/// each a drift by h/2, a kick and a drift by h/2, between a processor P and its inverse: P^-1 (D(h/2) K(h) D(h/2))^n P. The kick is minus the gradient of a sum
/// over pairs, -d/dr = F(r) + 24 r^-13 (rho^2 A(r) + rho^4 B(r)) with rho = h / spacing: the true force and what makes up for the length of the stage. P is
/// D(z1 h) K(y h) D(z2 h) K(-y h) D(-(z1 + z2) h). Every such map is symplectic and conserves momentum, whatever was learned. As h shrinks it is the leapfrog
/// with the true force. Units are those of Lennard-Jones: sigma, epsilon and sigma sqrt(m / epsilon), so that one set of weights serves every mass.
/// </summary>
/// <param name="Spacing">The longest stage, in sigma sqrt(m / epsilon).</param>
/// <param name="FirstKnot">Where the splines A and B begin, in sigma; below, they stay what they are there.</param>
/// <param name="LastKnot">Where they end, in sigma; beyond, they are 0.</param>
/// <param name="Quadratic">The coefficients of the uniform cubic B-splines of A.</param>
/// <param name="Quartic">The coefficients of B, as many.</param>
/// <param name="Processor">z1, z2 and y at rho = 0, then what rho^2 adds to each.</param>
/// <param name="Projection">Whether each timestep ends with velocities scaled, about their mean, to the energy that the walker started with.</param>
public sealed record SymplecticWeights(
    double Spacing, double FirstKnot, double LastKnot, double[] Quadratic, double[] Quartic, double[] Processor, bool Projection) : IIntegratorWeights
{
    /// <summary>The most coefficients of a spline.</summary>
    public const int MostKnots = 256;

    /// <summary>The numbers of the processor.</summary>
    public const int ProcessorLength = 6;

    private const double LargestCoefficient = 1e6;

    /// <summary>What is wrong with the numbers among themselves, or null.</summary>
    public string? Problem()
    {
        if (!(Spacing > 0) || !(Spacing <= 1))
            return FormattableString.Invariant($"a spacing of {Spacing}, expected a number above 0 and at most 1");
        if (!(FirstKnot > 0) || !(LastKnot > FirstKnot) || !double.IsFinite(LastKnot))
            return FormattableString.Invariant($"splines from {FirstKnot} to {LastKnot}, expected ascending positive distances");
        if (Quadratic.Length is 0 or > MostKnots || Quartic.Length != Quadratic.Length)
            return $"{Quadratic.Length} and {Quartic.Length} coefficients, expected 1 to {MostKnots} and as many of each";
        if (Processor.Length != ProcessorLength)
            return $"a processor of {Processor.Length} numbers, expected {ProcessorLength}";
        bool isBounded = Quadratic.Concat(Quartic).Concat(Processor).All(value => Math.Abs(value) <= LargestCoefficient);
        return isBounded ? null : FormattableString.Invariant($"a coefficient that is not finite or beyond {LargestCoefficient}");
    }

    /// <inheritdoc/>
    public string? Problem(ParticleSystem system)
    {
        if (system.Potential != ParticlePotential.LennardJones)
            return $"a symplectic integrator of pairs, expected a system of Lennard-Jones particles and not {system.Potential}";
        return Problem();
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The weights do not fit together or to the system, or the timestep has too many stages.</exception>
    public IIntegrator CreateIntegrator(ParticleSystem system, double timestep) =>
        Problem(system) is { } problem ? throw new ArgumentException(problem, nameof(system)) : new SymplecticIntegrator(this, system, timestep);
}
