using LatentSim.Molecules.Dynamics;

namespace Molecules.Tests.Dynamics;

public sealed class PotentialChainTests
{
    private static readonly PotentialChain FourWells = new(new FourWellPotential());

    [Theory]
    [InlineData(1, 6038.9)]
    [InlineData(2, 922.4)]
    [InlineData(3, 475.1)]
    public void TheFourWellChainHasItsExactTimescales(int process, double expected) =>
        Assert.Equal(expected, FourWells.Chain.Timescale(process), 0.05);

    [Fact]
    public void StepsFollowThePublishedRule()
    {
        var potential = new FourWellPotential();
        double[] v = [.. FourWells.Centers.Select(potential.Energy)];
        for (int i = 1; i < 99; i++)
        {
            double c = 1 / (Math.Exp(v[i] - v[i - 1]) + 1 + Math.Exp(v[i] - v[i + 1]));
            Assert.Equal(c * Math.Exp(v[i] - v[i - 1]), FourWells.Chain.Probability(i, i - 1), 1e-14);
            Assert.Equal(c, FourWells.Chain.Probability(i, i), 1e-14);
        }

        Assert.Equal(0, FourWells.Chain.Probability(10, 12));
        Assert.Equal((-1.0, 1.0, 2.0 / 99), (FourWells.Centers[0], FourWells.Centers[99], FourWells.Width));
    }

    [Fact]
    public void ItsStationaryLawIsNearlyThatOfTwiceThePotential()
    {
        var potential = new FourWellPotential();
        double[] twice = [.. FourWells.Centers.Select(x => Math.Exp(-2 * potential.Energy(x)))];
        double[] once = [.. FourWells.Centers.Select(x => Math.Exp(-potential.Energy(x)))];
        Assert.InRange(TotalVariation(FourWells.Chain.Stationary, twice), 0, 0.02);
        Assert.InRange(TotalVariation(FourWells.Chain.Stationary, once), 0.1, 1);
    }

    [Fact]
    public void EigenfunctionsAreOrthonormalAndInvariant()
    {
        double[,] power = FourWells.Chain.Power(10);
        for (int k = 0; k < 4; k++)
        {
            double[] r = FourWells.Chain.Eigenfunction(k);
            for (int l = 0; l <= k; l++)
                Assert.Equal(k == l ? 1 : 0, Mean(r.Zip(FourWells.Chain.Eigenfunction(l), (a, b) => a * b)), 1e-10);
            double moved = Enumerable.Range(0, 100).Sum(j => power[30, j] * r[j]);
            Assert.Equal(Math.Pow(FourWells.Chain.Eigenvalues[k], 10) * r[30], moved, 1e-10);
        }

        double Mean(IEnumerable<double> values) => values.Zip(FourWells.Chain.Stationary, (x, p) => x * p).Sum();
    }

    /// <summary>
    /// Each bin's share of a stationary trajectory, against its standard error: correlations make it at most sqrt(2 t_1) times that of independent draws.
    /// With six of these on 100 bins, the chance of a false alarm is below 1e-6.
    /// </summary>
    [Fact]
    public void TrajectoriesVisitBinsAsOftenAsTheyShould()
    {
        const int steps = 2_000_000;
        var positions = new float[steps];
        FourWells.Generate(3, 0, positions);
        var counts = new int[100];
        foreach (float x in positions)
            counts[FourWells.Bin(x)]++;
        double inflation = Math.Sqrt(2 * FourWells.Chain.Timescale(1));
        for (int i = 0; i < 100; i++)
        {
            double p = FourWells.Chain.Stationary[i];
            Assert.InRange(counts[i], steps * (p - (6 * inflation * Math.Sqrt(p / steps))), steps * (p + (6 * inflation * Math.Sqrt(p / steps))));
        }
    }

    /// <summary>Steps out of each bin are independent draws; a deviation of six standard errors in one of 300 counts has a chance below 1e-6.</summary>
    [Fact]
    public void TrajectoriesStepWithTheChainsProbabilitiesAndFillTheirBins()
    {
        const int steps = 500_000;
        var positions = new float[steps];
        FourWells.Generate(4, 7, positions);
        var counts = new double[100, 100];
        double offset = 0;
        for (int t = 1; t < steps; t++)
        {
            counts[FourWells.Bin(positions[t - 1]), FourWells.Bin(positions[t])]++;
            offset += (positions[t] - FourWells.Centers[FourWells.Bin(positions[t])]) / FourWells.Width;
        }

        for (int i = 0; i < 100; i++)
        {
            double visits = Enumerable.Range(0, 100).Sum(j => counts[i, j]);
            for (int j = 0; j < 100; j++)
            {
                double p = FourWells.Chain.Probability(i, j);
                double error = Math.Sqrt(visits * p * (1 - p));
                Assert.InRange(counts[i, j], (visits * p) - (6 * error) - 1e-9, (visits * p) + (6 * error) + 1e-9);
            }
        }

        Assert.InRange(offset / steps, -6 * Math.Sqrt(1 / 12.0 / steps), 6 * Math.Sqrt(1 / 12.0 / steps));
    }

    [Fact]
    public void ATrajectoryIsAFunctionOfSeedAndIndexAlone()
    {
        float[] first = Generate(1, 0, 100);
        Assert.Equal(first, Generate(1, 0, 200)[..100]);
        Assert.NotEqual(first, Generate(1, 1, 100));
        Assert.NotEqual(first, Generate(2, 0, 100));
    }

    [Fact]
    public void FlowsThatAreNotReversibleAreRefused()
    {
        Assert.Throws<ArgumentException>(() => new MarkovChain(new double[,] { { 1, 2 }, { 1, 1 } }));
        Assert.Throws<ArgumentException>(() => new MarkovChain(new double[,] { { 0, 0 }, { 0, 1 } }));
        Assert.Throws<ArgumentException>(() => new MarkovChain(new double[,] { { 1, -1 }, { -1, 3 } }));
    }

    private static float[] Generate(ulong seed, int trajectory, int steps)
    {
        var positions = new float[steps];
        FourWells.Generate(seed, trajectory, positions);
        return positions;
    }

    private static double TotalVariation(IReadOnlyList<double> p, double[] q) => 0.5 * p.Zip(q, (a, b) => Math.Abs(a - (b / q.Sum()))).Sum();
}
