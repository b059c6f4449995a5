using LatentSim.Models.Flow;
using LatentSim.Models.Weights;
using LatentSim.Molecules.Numerics;
using LatentSim.Molecules.Random;
using TestSupport;

namespace Models.Tests.Flow;

public sealed class SplineFlowTests
{
    private const int Conditions = 3;

    // More than eight of each, so that splines side by side are of several groups, none of which is full.
    private static readonly bool[] ManyOfBothKinds = [.. Enumerable.Range(0, 44).Select(d => d / 2 % 2 == 1)];

    public static TheoryData<bool[]> Spaces => new() { new[] { false }, new[] { true }, new[] { false, true, false, true, true }, ManyOfBothKinds };

    // x is rounded to a float between the two, which a slope dz/dx magnifies: hence a flow whose slopes stay near 1.
    [Theory]
    [MemberData(nameof(Spaces))]
    public void ForwardUndoesInverse(bool[] circular)
    {
        const int Rows = 500;
        SplineFlow flow = new(RandomWeights.Flow(new System.Random(1), circular, Conditions, spread: 0.3));
        float[] z = DrawBase(flow, Rows);
        float[] conditions = RandomWeights.Normals(new System.Random(2), Rows * Conditions);
        float[] x = new float[z.Length];
        float[] back = new float[z.Length];
        flow.Inverse(z, conditions, x);
        flow.Forward(x, conditions, back, new double[Rows]);

        for (int i = 0; i < z.Length; i++)
        {
            double difference = Math.Abs(z[i] - back[i]);
            if (circular[i % circular.Length])
                difference = Math.Min(difference, (2 * Math.PI) - difference);
            Assert.InRange(difference, 0, 1e-5);
        }

        Assert.NotEqual(z, x);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void DensityOfOneCoordinateIntegratesToOne(bool circle)
    {
        SplineFlow flow = new(RandomWeights.Flow(new System.Random(3), [circle], Conditions));
        const int Points = 20_000;
        double half = circle ? Math.PI : 9;
        float[] x = Midpoints(half, Points);
        Assert.Equal(1, Densities(flow, x, Points).Sum() * 2 * half / Points, 1e-4);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void DensityOfTwoCoordinatesIntegratesToOne(bool first, bool second)
    {
        SplineFlow flow = new(RandomWeights.Flow(new System.Random(4), [first, second], Conditions, couplings: 2, hidden: 12, spread: 0.5));
        const int Points = 200;
        double halfFirst = first ? Math.PI : 7;
        double halfSecond = second ? Math.PI : 7;
        float[] x = (from a in Midpoints(halfFirst, Points) from b in Midpoints(halfSecond, Points) from value in new[] { a, b } select value).ToArray();
        double cell = 4 * halfFirst * halfSecond / (Points * Points);
        Assert.Equal(1, Densities(flow, x, Points * Points).Sum() * cell, 2e-3);
    }

    // Kolmogorov-Smirnov against the integrated density; false alarm once in a million.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void SamplesFollowTheDensity(bool circle)
    {
        const int Samples = 20_000;
        const int Points = 20_000;
        SplineFlow flow = new(RandomWeights.Flow(new System.Random(5), [circle], Conditions));
        double half = circle ? Math.PI : 9;
        double[] cumulative = new double[Points + 1];
        double[] densities = Densities(flow, Midpoints(half, Points), Points);
        for (int i = 0; i < Points; i++)
            cumulative[i + 1] = cumulative[i] + (densities[i] * 2 * half / Points);

        float[] x = new float[Samples];
        flow.Inverse(DrawBase(flow, Samples), SameCondition(Samples), x);
        double distance = KolmogorovSmirnov.Distance(x.Select(v => (double)v).ToArray(), Cdf);
        Assert.True(distance < KolmogorovSmirnov.OneInAMillion(Samples), $"distance {distance}");

        double Cdf(double value)
        {
            double position = Math.Clamp((value + half) / (2 * half) * Points, 0, Points - 1e-9);
            int cell = (int)position;
            return cumulative[cell] + ((position - cell) * (cumulative[cell + 1] - cumulative[cell]));
        }
    }

    [Fact]
    public void LogDensityIsTheLogOfTheSlope()
    {
        SplineFlow flow = new(RandomWeights.Flow(new System.Random(6), [true], Conditions, couplings: 2));
        const float Step = 1e-3f;
        float[] x = Midpoints(3, 300);
        float[] below = x.Select(v => v - Step).ToArray();
        float[] above = x.Select(v => v + Step).ToArray();
        float[] zBelow = new float[300];
        float[] zAbove = new float[300];
        flow.Forward(below, SameCondition(300), zBelow, new double[300]);
        flow.Forward(above, SameCondition(300), zAbove, new double[300]);
        double[] density = Densities(flow, x, 300);

        double[] relative = x.Select((_, i) =>
            Math.Abs((Wrapped(zAbove[i] - zBelow[i]) / (2 * Step) / (2 * Math.PI * density[i])) - 1)).Order().ToArray();
        Assert.InRange(relative[150], 0, 2e-3);

        static double Wrapped(double d) => d < -Math.PI ? d + (2 * Math.PI) : d;
    }

    [Fact]
    public void ZeroParametersAreTheIdentity()
    {
        SplineFlowWeights weights = RandomWeights.Flow(new System.Random(7), [false, true, false], Conditions);
        SplineFlow flow = new(weights with { Couplings = weights.Couplings.Select(WithZeroOutput).ToArray() });
        float[] z = DrawBase(flow, 100);
        z[0] = 6.5f;
        float[] x = new float[z.Length];
        flow.Inverse(z, SameCondition(100), x);
        for (int i = 0; i < z.Length; i++)
            Assert.Equal(z[i], x[i], 2e-6f);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(48)]
    [InlineData(96)]
    [InlineData(513)]
    public void ARowDependsNeitherOnItsBatchNorOnTheInstructions(int batch)
    {
        const int Rows = 530;
        bool[] circular = [false, true, false, true, true];
        SplineFlowWeights weights = RandomWeights.Flow(new System.Random(8), circular, Conditions, spread: 2);
        SplineFlow flow = new(weights, InstructionSet.Avx2);
        float[] z = DrawBase(flow, Rows);
        float[] conditions = RandomWeights.Normals(new System.Random(9), Rows * Conditions);
        float[] whole = new float[z.Length];
        flow.Inverse(z, conditions, whole);

        foreach (InstructionSet instructions in Enum.GetValues<InstructionSet>())
        {
            SplineFlow other = new(weights, instructions);
            float[] parts = new float[z.Length];
            for (int row = 0; row < Rows; row += batch)
            {
                int count = Math.Min(batch, Rows - row);
                other.Inverse(z.AsSpan(row * 5, count * 5), conditions.AsSpan(row * Conditions, count * Conditions), parts.AsSpan(row * 5, count * 5));
            }

            Assert.Equal(Array.ConvertAll(whole, BitConverter.SingleToInt32Bits), Array.ConvertAll(parts, BitConverter.SingleToInt32Bits));
        }
    }

    [Fact]
    public void BaseCoordinatesAreThoseOfTheStreamsInOrder()
    {
        bool[] circular = [false, true, true, false, false, true, false];
        SplineFlow flow = new(RandomWeights.Flow(new System.Random(12), circular, Conditions));
        float[] z = DrawBase(flow, 100);
        for (int row = 0; row < 100; row++)
        {
            PhiloxStream stream = new(21, row, 0, RandomPurpose.Decoder);
            for (int d = 0; d < circular.Length; d++)
                Assert.Equal(circular[d] ? (float)((stream.NextUniform() - 0.5) * (2 * Math.PI)) : stream.NextNormal(), z[(row * circular.Length) + d]);
        }
    }

    [Fact]
    public void AllocatesNothing()
    {
        SplineFlow flow = new(RandomWeights.Flow(new System.Random(10), [false, true, false, true], Conditions));
        float[] z = DrawBase(flow, 100);
        float[] conditions = SameCondition(100);
        flow.Inverse(z, conditions, z);

        long before = GC.GetAllocatedBytesForCurrentThread();
        flow.Inverse(z, conditions, z);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void MasksThatDoNotFitAreRefused()
    {
        SplineFlowWeights weights = RandomWeights.Flow(new System.Random(11), [false, true, false], Conditions);
        SplineCoupling first = weights.Couplings[0];
        Refused([.. first.Transformed.Reverse().Skip(1)], "mask of 2");
        Refused([false, false, false], "transforms nothing");
        Refused([false, true, false], "outputs");

        void Refused(bool[] mask, string expected)
        {
            SplineFlowWeights broken = weights with { Couplings = [first with { Transformed = mask }] };
            Assert.Contains(expected, Assert.Throws<ArgumentException>(() => new SplineFlow(broken)).Message);
        }
    }

    private static SplineCoupling WithZeroOutput(SplineCoupling coupling)
    {
        DenseLayer last = coupling.Conditioner.Layers[^1];
        DenseLayer zero = last with { Weights = new float[last.Weights.Length], Bias = new float[last.Outputs] };
        return coupling with { Conditioner = coupling.Conditioner with { Layers = [.. coupling.Conditioner.Layers.SkipLast(1), zero] } };
    }

    private static float[] DrawBase(SplineFlow flow, int rows)
    {
        float[] z = new float[rows * flow.Dimension];
        flow.DrawBase(21, [.. Enumerable.Range(0, rows).Select(row => new RandomKey(row, 0))], RandomPurpose.Decoder, z);
        return z;
    }

    private static float[] Midpoints(double half, int points) =>
        Enumerable.Range(0, points).Select(i => (float)(half * ((2 * (i + 0.5) / points) - 1))).ToArray();

    private static float[] SameCondition(int rows) => Enumerable.Range(0, rows).SelectMany(_ => new[] { 0.3f, -0.8f, 1.1f }).ToArray();

    private static double[] Densities(SplineFlow flow, float[] x, int rows)
    {
        double[] logDensity = new double[rows];
        flow.Forward(x, SameCondition(rows), new float[x.Length], logDensity);
        return Array.ConvertAll(logDensity, Math.Exp);
    }
}
