using LatentSim.Models.Propagator;
using LatentSim.Models.Stages;
using LatentSim.Models.Weights;
using TestSupport;

namespace Models.Tests.Propagator;

public sealed class MixtureDensityPropagatorTests
{
    private static readonly MixtureDensityWeights Weights = RandomWeights.Mixture(new System.Random(1), 2, 5);
    private static readonly StartLatents Starts = new(2, RandomWeights.Normals(new System.Random(2), 60));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 7)]
    [InlineData(40, 4)]
    public void AWalkerDoesNotDependOnBlocksOrNeighbours(int blockSteps, int blockWalkers)
    {
        float[] whole = Generate(40, 30, 40, 30);
        float[] parts = Generate(40, 30, blockSteps, blockWalkers);
        Assert.Equal(whole, parts);
    }

    // More walkers than go together, more steps than noise is drawn for at once, and blocks that do not fit either.
    [Theory]
    [InlineData(1, 60)]
    [InlineData(210, 1)]
    [InlineData(50, 33)]
    public void ManyWalkersAndStepsAreThoseOfEachWalkerAlone(int blockSteps, int blockWalkers) =>
        Assert.Equal(Generate(210, 60, 210, 60), Generate(210, 60, blockSteps, blockWalkers));

    [Fact]
    public void StartsAreTrainingPoints()
    {
        MixtureDensityPropagator propagator = new(Weights, Starts);
        using LatentBlock block = LatentBlock.Rent(0, 1, 0, 200, 2);
        propagator.Propagate(5, block, new float[400]);

        HashSet<(float, float)> allowed = Starts.Values.Chunk(2).Select(point => (point[0], point[1])).ToHashSet();
        (float, float)[] drawn = block.Values.ToArray().Chunk(2).Select(point => (point[0], point[1])).ToArray();
        Assert.All(drawn, point => Assert.Contains(point, allowed));
        Assert.True(drawn.Distinct().Count() > 20);
    }

    [Fact]
    public void StepsFollowTheMixture()
    {
        // One hidden unit that is off: the parameters are the biases, so that the density is known. Logits 0 and log 3, means at sigmoid(-1) and
        // sigmoid(2), deviations softplus + floor.
        float[] bias = [0, MathF.Log(3), -1, 2, -3, -2];
        Perceptron constant = new([new DenseLayer(1, 1, [0], [0]), new DenseLayer(1, 6, new float[6], bias)], Activation.Relu);
        MixtureDensityPropagator propagator = new(new MixtureDensityWeights(1, 2, 1e-3f, constant), new StartLatents(1, [0.5f]));
        const int Walkers = 50_000;
        using LatentBlock block = LatentBlock.Rent(1, 1, 0, Walkers, 1);
        propagator.Propagate(11, block, new float[Walkers]);

        double[] sample = block.Values.ToArray().Select(x => (double)x).ToArray();
        double distance = KolmogorovSmirnov.Distance(
            sample, x => (0.25 * Component(x, -1, -3)) + (0.75 * Component(x, 2, -2)));
        Assert.True(distance < KolmogorovSmirnov.OneInAMillion(Walkers));

        static double Component(double x, double rawMean, double rawDeviation) =>
            KolmogorovSmirnov.NormalCdf((x - (1 / (1 + Math.Exp(-rawMean)))) / (Math.Log(1 + Math.Exp(rawDeviation)) + 1e-3));
    }

    /// <summary>Drawing follows the density that <see cref="MixtureDensity"/> tells, at a state of a random network.</summary>
    [Fact]
    public void StepsFollowTheDensityThatIsTold()
    {
        MixtureDensityWeights weights = RandomWeights.Mixture(new System.Random(4), 1, 6);
        MixtureDensity density = new(weights);
        var (alpha, mean, deviation) = (new double[6], new double[6], new double[6]);
        density.At([0.3f], alpha, mean, deviation);
        Assert.Equal(1, alpha.Sum(), 1e-12);

        const int Walkers = 50_000;
        MixtureDensityPropagator propagator = new(weights, new StartLatents(1, [0.3f]));
        using LatentBlock block = LatentBlock.Rent(1, 1, 0, Walkers, 1);
        float[] state = [.. Enumerable.Repeat(0.3f, Walkers)];
        propagator.Propagate(2, block, state);
        double distance = KolmogorovSmirnov.Distance(
            [.. state.Select(x => (double)x)],
            x => Enumerable.Range(0, 6).Sum(c => alpha[c] * KolmogorovSmirnov.NormalCdf((x - mean[c]) / deviation[c])));
        Assert.True(distance < KolmogorovSmirnov.OneInAMillion(Walkers));
    }

    [Fact]
    public void StateIsTheLastStep()
    {
        MixtureDensityPropagator propagator = new(Weights, Starts);
        float[] state = new float[6];
        using LatentBlock block = LatentBlock.Rent(0, 4, 0, 3, 2);
        propagator.Propagate(1, block, state);
        Assert.Equal(block.Step(3).ToArray(), state);
    }

    [Fact]
    public void ANonFiniteStateNamesItsWalkerAndStep()
    {
        MixtureDensityPropagator propagator = new(Weights, Starts);
        float[] state = [0.1f, 0.1f, 0.1f, 0.1f, float.NaN, 0.1f];
        using LatentBlock block = LatentBlock.Rent(17, 2, 100, 3, 2);
        NonFiniteStateException thrown = Assert.Throws<NonFiniteStateException>(() => propagator.Propagate(1, block, state));
        Assert.Equal((102, 17L), (thrown.Walker, thrown.Step));
    }

    [Fact]
    public void LogitsThatAreNotNumbersAreANonFiniteState()
    {
        Perceptron broken = new([new DenseLayer(1, 6, new float[6], [0, float.NaN, 0, 0, 0, 0])], Activation.Relu);
        MixtureDensityPropagator propagator = new(new MixtureDensityWeights(1, 2, 1e-3f, broken), new StartLatents(1, [0.5f]));
        using LatentBlock block = LatentBlock.Rent(4, 2, 9, 3, 1);
        NonFiniteStateException thrown = Assert.Throws<NonFiniteStateException>(() => propagator.Propagate(1, block, new float[3]));
        Assert.Equal((9, 4L), (thrown.Walker, thrown.Step));
    }

    [Fact]
    public void AllocatesNothingOnceWarm()
    {
        MixtureDensityPropagator propagator = new(Weights, Starts);
        using LatentBlock block = LatentBlock.Rent(0, 5, 0, 30, 2);
        float[] state = new float[60];
        propagator.Propagate(1, block, state);

        long before = GC.GetAllocatedBytesForCurrentThread();
        propagator.Propagate(1, block, state);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void SizesThatDoNotAgreeAreRefused()
    {
        Assert.Throws<ArgumentException>(() => new MixtureDensityPropagator(Weights with { Components = 4 }, Starts));
        Assert.Throws<ArgumentException>(() => new MixtureDensityPropagator(Weights, new StartLatents(2, [1, 2, 3])));
    }

    private static float[] Generate(int steps, int walkers, int blockSteps, int blockWalkers)
    {
        MixtureDensityPropagator propagator = new(Weights, Starts);
        float[] all = new float[steps * walkers * 2];
        for (int first = 0; first < walkers; first += blockWalkers)
        {
            int count = Math.Min(blockWalkers, walkers - first);
            float[] state = new float[count * 2];
            for (int step = 0; step < steps; step += blockSteps)
            {
                using LatentBlock block = LatentBlock.Rent(step, Math.Min(blockSteps, steps - step), first, count, 2);
                propagator.Propagate(99, block, state);
                for (int s = 0; s < block.Steps; s++)
                    block.Step(s).CopyTo(all.AsSpan((((step + s) * walkers) + first) * 2));
            }
        }

        return all;
    }
}
