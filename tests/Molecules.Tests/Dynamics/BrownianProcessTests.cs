using LatentSim.Molecules.Dynamics;

namespace Molecules.Tests.Dynamics;

public sealed class BrownianProcessTests
{
    [Fact]
    public void TheGradientIsTheSlopeOfTheEnergy()
    {
        var potential = new FourWellPotential();
        for (double x = -1.2; x <= 1.2; x += 0.05)
        {
            double slope = (potential.Energy(x + 1e-5) - potential.Energy(x - 1e-5)) / 2e-5;
            Assert.Equal(slope, potential.Gradient(x), 1e-6 * Math.Max(1, Math.Abs(slope)));
        }
    }

    [Fact]
    public void TheEnergyIsThePublishedOne()
    {
        var potential = new FourWellPotential();
        Assert.Equal(2 * (0.8 + (0.2 * Math.Exp(-20)) + (0.5 * Math.Exp(-10))), potential.Energy(0), 1e-12);
        Assert.Equal(2, potential.Energy(1), 1e-8);
    }

    /// <summary>
    /// In V = x^2 / 2 the scheme is an autoregression with coefficient 1 - D dt / kT, whose variance is 2 D dt / (1 - rho^2). Variance and autocorrelation are
    /// known to sqrt(2 t / n) with t = 1 / (1 - rho^2); six of these are a false alarm once in 10^8 seeds.
    /// </summary>
    [Fact]
    public void InAHarmonicWellItIsTheKnownAutoregression()
    {
        const double rho = 0.9, temperature = 2;
        const int steps = 400_000;
        var process = new BrownianProcess(new Harmonic(), diffusion: 0.1 * temperature, temperature);
        var x = new float[steps];
        process.Generate(1, 0, x);
        double variance = x.Sum(value => (double)value * value) / steps;
        double lagged = Enumerable.Range(1, steps - 1).Sum(t => (double)x[t] * x[t - 1]) / (steps - 1);
        double error = 6 * Math.Sqrt(2 / (1 - (rho * rho)) / steps);
        Assert.InRange(variance / (2 * 0.1 * temperature / (1 - (rho * rho))), 1 - error, 1 + error);
        Assert.InRange(lagged / variance, rho - error, rho + error);
    }

    [Fact]
    public void ATrajectoryIsAFunctionOfSeedAndIndexAlone()
    {
        var process = new BrownianProcess(new FourWellPotential(), 4e-4);
        var (first, longer, other) = (new float[50], new float[80], new float[50]);
        process.Generate(1, 2, first);
        process.Generate(1, 2, longer);
        process.Generate(1, 3, other);
        Assert.Equal(first, longer[..50]);
        Assert.NotEqual(first, other);
    }

    private sealed class Harmonic : IReducedPotential
    {
        public double Energy(double x) => x * x / 2;

        public double Gradient(double x) => x;
    }
}
