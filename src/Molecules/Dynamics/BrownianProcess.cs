using LatentSim.Molecules.Random;

namespace LatentSim.Molecules.Dynamics;

/// <summary>
/// Overdamped (Brownian) dynamics in a potential by Euler and Maruyama's scheme: x' = x - V'(x) D dt / kT + sqrt(2 D dt) xi, xi from N(0, 1). For small steps
/// its stationary density is exp(-V / kT).
/// </summary>
public sealed class BrownianProcess
{
    private const double StartRange = 1.5;
    private readonly IReducedPotential potential;
    private readonly double mobility;

    /// <summary>Makes the process.</summary>
    /// <param name="potential">V, in units of the thermal energy at temperature 1.</param>
    /// <param name="diffusion">D dt, the square of the coordinate's unit.</param>
    /// <param name="temperature">kT, in units of the potential.</param>
    /// <exception cref="ArgumentException">A number is not positive.</exception>
    public BrownianProcess(IReducedPotential potential, double diffusion, double temperature = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(diffusion);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(temperature);
        this.potential = potential;
        Temperature = temperature;
        mobility = diffusion / temperature;
        Deviation = Math.Sqrt(2 * diffusion);
    }

    /// <summary>kT, in units of the potential.</summary>
    public double Temperature { get; }

    /// <summary>The standard deviation of a step.</summary>
    public double Deviation { get; }

    /// <summary>The mean of where a step from <paramref name="x"/> ends.</summary>
    public double Mean(double x) => x - (potential.Gradient(x) * mobility);

    /// <summary>A trajectory that starts from exp(-V / kT) on [-1.5, 1.5]: a pure function of the seed and the trajectory's index.</summary>
    /// <param name="seed">The key of the random numbers.</param>
    /// <param name="trajectory">The trajectory's index.</param>
    /// <param name="positions">Filled with the coordinate of each step.</param>
    public void Generate(ulong seed, int trajectory, Span<float> positions)
    {
        double x = 0;
        for (int step = 0; step < positions.Length; step++)
        {
            PhiloxStream random = new(seed, trajectory, step, RandomPurpose.Reference);
            x = step == 0 ? Start(ref random) : Mean(x) + (Deviation * random.NextNormal());
            positions[step] = (float)x;
        }
    }

    // By rejection; energies are not negative.
    private double Start(ref PhiloxStream random)
    {
        while (true)
        {
            double x = ((2 * random.NextUniform()) - 1) * StartRange;
            if (random.NextUniform() < Math.Exp(-potential.Energy(x) / Temperature))
                return x;
        }
    }
}
