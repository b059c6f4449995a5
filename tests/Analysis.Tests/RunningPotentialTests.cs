using LatentSim.Analysis;
using LatentSim.Models.Stages;
using LatentSim.Molecules;

namespace Analysis.Tests;

public class RunningPotentialTests
{
    private const int Walkers = 3;
    private const int Steps = 400;
    private const double Typical = -50;

    [Fact]
    public void FiguresAreThoseOfAllFrames()
    {
        double[,] energies = Energies(5);
        PotentialEstimates found = Counted(energies, Steps, Walkers, limit: 20).Estimate();

        double[] all = [.. energies.Cast<double>()];
        Assert.Equal(all.Length, found.Frames);
        Assert.Equal(all.Average(), found.Mean.Value!.Value, 1e-9);
        Assert.Equal(Math.Sqrt(all.Average(value => Math.Pow(value - all.Average(), 2))), found.Deviation!.Value, 1e-9);
        Assert.Equal((all.Min(), all.Max()), (found.Least, found.Most));
        Assert.Equal(all.Count(value => value > 20), found.Above);
        double[] sorted = [.. all.Order()];
        foreach (EnergyQuantile quantile in found.Quantiles)
            Assert.Equal(sorted[(int)(quantile.Share * all.Length)], quantile.Energy!.Value, 2.5);
    }

    // Normal energies without correlation: the error is deviation / sqrt(frames), known to one part in five from so many blocks; false alarms below 1e-4.
    [Fact]
    public void TheErrorOfTheMeanIsThatOfIndependentFrames()
    {
        PotentialEstimates found = Counted(Energies(6), Steps, Walkers, null).Estimate();
        double expected = 30 / Math.Sqrt(Walkers * Steps);
        Assert.InRange(found.Mean.StandardError!.Value, 0.6 * expected, 1.5 * expected);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 2)]
    public void BlocksHaveNoInfluence(int blockSteps, int blockWalkers)
    {
        double[,] energies = Energies(7);
        energies[30, 1] = double.PositiveInfinity;
        Assert.Equal(Counted(energies, Steps, Walkers, 10).ToBytes(), Counted(energies, blockSteps, blockWalkers, 10).ToBytes());
    }

    [Fact]
    public void AStateGoesOnWhereItWas()
    {
        double[,] energies = Energies(8);
        RunningPotential once = Counted(energies, Steps, Walkers, 10);
        RunningPotential again = RunningPotential.FromBytes(Walkers, Typical, 10, once.ToBytes());
        Assert.Equal(once.ToBytes(), again.ToBytes());
        using FrameBlock more = Block(0, 1, 0, Walkers, (_, _) => 1e30);
        again.Add(more);
        Assert.Equal(1e30, again.Estimate().Most);
        Assert.Equal(once.Estimate().Above + Walkers, again.Estimate().Above);
    }

    [Fact]
    public void CoincidingAtomsAreCountedAndLeftOut()
    {
        using FrameBlock block = Block(0, 2, 0, Walkers, (step, _) => step == 0 ? 5 : double.PositiveInfinity);
        var running = new RunningPotential(Walkers, Typical, 100);
        running.Add(block);
        PotentialEstimates found = running.Estimate();
        Assert.Equal((6, 3L, 3L, 5.0), (found.Frames, found.Coinciding, found.Above, found.Mean.Value));
    }

    [Fact]
    public void NothingCountedIsNothingKnown()
    {
        PotentialEstimates found = new RunningPotential(Walkers, Typical, null).Estimate();
        Assert.Equal((0, null, null, null), (found.Frames, found.Mean.Value, found.Least, found.Redrawn));
        Assert.All(found.Quantiles, quantile => Assert.Null(quantile.Energy));
    }

    [Fact]
    public void DamageAndBlocksWithoutEnergiesAreRefused()
    {
        byte[] bytes = Counted(Energies(9), Steps, Walkers, null).ToBytes();
        Assert.Throws<InvalidInputException>(() => RunningPotential.FromBytes(Walkers, Typical, null, bytes.AsSpan(8)));
        BitConverter.GetBytes(-1L).CopyTo(bytes, bytes.Length - 8);
        Assert.Throws<InvalidInputException>(() => RunningPotential.FromBytes(Walkers, Typical, null, bytes));
        using FrameBlock plain = FrameBlock.Rent(0, 1, 0, Walkers, 1);
        Assert.Throws<ArgumentException>(() => new RunningPotential(Walkers, Typical, null).Add(plain));
    }

    private static double[,] Energies(int seed)
    {
        var random = new Random(seed);
        double[,] energies = new double[Steps, Walkers];
        for (int i = 0; i < energies.Length; i++)
            energies[i / Walkers, i % Walkers] = -40 + (30 * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        return energies;
    }

    private static RunningPotential Counted(double[,] energies, int blockSteps, int blockWalkers, double? limit)
    {
        var running = new RunningPotential(Walkers, Typical, limit);
        for (int walker = 0; walker < Walkers; walker += blockWalkers)
        {
            for (int step = 0; step < Steps; step += blockSteps)
            {
                using FrameBlock block = Block(
                    step, Math.Min(blockSteps, Steps - step), walker, Math.Min(blockWalkers, Walkers - walker), (s, w) => energies[s, w]);
                running.Add(block);
            }
        }

        return running;
    }

    private static FrameBlock Block(int firstStep, int steps, int firstWalker, int walkers, Func<int, int, double> energy)
    {
        FrameBlock block = FrameBlock.Rent(firstStep, steps, firstWalker, walkers, 1);
        Span<double> energies = block.AddEnergies();
        for (int i = 0; i < energies.Length; i++)
            energies[i] = energy(firstStep + (i / walkers), firstWalker + (i % walkers));
        return block;
    }
}
