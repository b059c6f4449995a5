using LatentSim.Molecules.Dynamics;

namespace Molecules.Tests.Dynamics;

public sealed class TimescaleErrorTests
{
    /// <summary>A two-state chain's counted eigenvalue has the variance (a (1 - a) / pi_0 + b (1 - b) / pi_1) / n at a lag of one step.</summary>
    [Fact]
    public void AtOneStepItIsTheErrorOfIndependentDraws()
    {
        const double a = 0.03, b = 0.01, steps = 1e6;
        MarkovChain chain = TwoStates(a, b);
        double eigenvalue = 1 - a - b;
        double timescale = -1 / Math.Log(eigenvalue);
        double variance = ((a * (1 - a) / (b / (a + b))) + (b * (1 - b) / (a / (a + b)))) / steps;
        Assert.Equal(timescale * timescale / eigenvalue * Math.Sqrt(variance), TimescaleError.Of(chain, 1, 1, steps), 1e-6);
    }

    /// <summary>
    /// Against the spread of 400 simulated trajectories, which is known to 3.5 %: four standard errors of it are a false alarm once in 15 000 seeds.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    public void ItIsTheSpreadOfSimulatedTrajectories(int lag)
    {
        const int steps = 20_000;
        const int trajectories = 400;
        MarkovChain chain = TwoStates(0.03, 0.02);
        var random = new Random(5);
        double[] found = [.. Enumerable.Range(0, trajectories).Select(_ => CountedTimescale(Simulate(chain, random, steps), lag))];
        double mean = found.Average();
        double spread = Math.Sqrt(found.Sum(t => (t - mean) * (t - mean)) / (trajectories - 1));
        double expected = TimescaleError.Of(chain, 1, lag, steps);
        Assert.InRange(spread / expected, 1 - (4 * 0.0354) - 0.02, 1 + (4 * 0.0354) + 0.02);
    }

    [Fact]
    public void FiveMillionStepsOfTheFourWellChainTellItsSlowestTimescaleToFourPercent()
    {
        MarkovChain chain = new PotentialChain(new FourWellPotential()).Chain;
        Assert.Equal(0.033, TimescaleError.Of(chain, 1, 1, 5e6) / chain.Timescale(1), 5e-4);
        Assert.Equal(0.0405, TimescaleError.Of(chain, 1, 100, 5e6) / chain.Timescale(1), 5e-4);
    }

    private static MarkovChain TwoStates(double a, double b) => new(new double[,] { { b * (1 - a), a * b }, { a * b, a * (1 - b) } });

    private static int[] Simulate(MarkovChain chain, Random random, int steps)
    {
        var states = new int[steps];
        int state = random.NextDouble() < chain.Stationary[0] ? 0 : 1;
        for (int t = 0; t < steps; t++)
        {
            states[t] = state;
            state = random.NextDouble() < chain.Probability(state, 0) ? 0 : 1;
        }

        return states;
    }

    private static double CountedTimescale(int[] states, int lag)
    {
        var counts = new double[2, 2];
        for (int t = lag; t < states.Length; t++)
            counts[states[t - lag], states[t]]++;
        double a = counts[0, 1] / (counts[0, 0] + counts[0, 1]);
        double b = counts[1, 0] / (counts[1, 0] + counts[1, 1]);
        return -lag / Math.Log(1 - a - b);
    }
}
