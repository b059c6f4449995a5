using LatentSim.Analysis;
using LatentSim.Molecules.Random;
using LatentSim.Molecules.Geometry;

namespace Analysis.Tests;

public sealed class StructureTests
{
    private const double Sigma = 0.01;
    private static readonly float[] Native = [.. Enumerable.Range(0, 20).SelectMany(i => new[] { 0.3f * MathF.Cos(i), 0.3f * MathF.Sin(i), 0.15f * i })];

    [Fact]
    public void MeanOfRotatedNoisyCopiesIsTheStructure()
    {
        // 400 copies: each of the 60 - 6 internal coordinates of the mean is uncertain by 0.01 / 20, so that its rmsd is 0.0008 nm; the spread is
        // sqrt(3 - 6/20) of sigma, and 2 % is four of its standard errors (6e-5).
        var frames = Enumerable.Range(0, 400).Select(Noisy).ToArray();
        var mean = MeanStructure.Of(frames);
        Assert.InRange(mean.DistanceTo(Native), 0, 0.0012);
        Assert.InRange(mean.Spread / (Sigma * Math.Sqrt(3 - 6.0 / 20)), 0.98, 1.02);

        var pairwise = 0.0;
        for (var i = 0; i < 400; i += 2) pairwise += Math.Pow(Superposition.MinimalRmsd(frames[i], frames[i + 1]), 2) / 200;
        Assert.InRange(Math.Sqrt(pairwise / 2) / mean.Spread, 0.97, 1.03);
    }

    [Fact]
    public void MeanDoesNotDependOnTheFirstFrame()
    {
        var frames = Enumerable.Range(0, 50).Select(Noisy).ToArray();
        var (first, second) = (MeanStructure.Of(frames), MeanStructure.Of([.. frames.Reverse()]));
        Assert.InRange(first.DistanceTo(second.Positions.ToArray()), 0, 1e-5);
        Assert.Equal(first.Spread, second.Spread, 1e-6);
        Assert.Throws<ArgumentException>(() => MeanStructure.Of([]));
    }

    [Fact]
    public void AveragesOfPartsAddUp()
    {
        var (whole, first, second) = (new StructureAverage(Native), new StructureAverage(Native), new StructureAverage(Native));
        for (var i = 0; i < 30; i++)
        {
            whole.Add(Noisy(i));
            (i < 11 ? first : second).Add(Noisy(i));
        }

        first.Add(second);
        Assert.Equal(whole.Mean(), first.Mean(), (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal(whole.Spread(), first.Spread(), 1e-9);
        Assert.Throws<ArgumentException>(() => first.Add(new StructureAverage(Noisy(1))));
        Assert.Throws<InvalidOperationException>(() => new StructureAverage(Native).Mean());
    }

    [Fact]
    public void WeightsDecideWhatIsSuperposed()
    {
        // The last atom moves at random: without weight it moves nothing else.
        double[] weights = [.. Enumerable.Range(0, 20).Select(i => i < 19 ? 1.0 : 0)];
        var frames = Enumerable.Range(0, 20).Select(i =>
        {
            var frame = (float[])Native.Clone();
            frame[57] += 0.1f * i;
            return Turned(frame, i);
        }).ToArray();
        Assert.InRange(MeanStructure.Of(frames, weights).Spread, 0, 1e-5);
        Assert.True(MeanStructure.Of(frames).Spread > 0.01);
    }

    [Fact]
    public void DistancesKnowTheRangesOfAReference()
    {
        var pairs = SiteDistances.Adjacent(3);
        var reference = new SiteDistances(pairs);
        foreach (var x in new[] { 0.36f, 0.38f, 0.40f }) reference.Add([0, 0, 0, x, 0, 0, x, 0.38f, 0]);
        var ranges = reference.Statistics();
        Assert.Equal((0, 1), (ranges[0].A, ranges[0].B));
        Assert.Equal(0.38, ranges[0].Mean, 1e-6);
        Assert.Equal(0.02 * Math.Sqrt(2.0 / 3), ranges[0].StandardDeviation, 1e-6);
        Assert.Equal(0.36, ranges[0].Minimum, 1e-6);
        Assert.Equal(0.40, ranges[0].Maximum, 1e-6);

        var run = new SiteDistances(pairs, ranges);
        foreach (var x in new[] { 0.341f, 0.339f, 0.419f, 0.421f }) run.Add([0, 0, 0, x, 0, 0, x, 0.38f, 0]);
        Assert.Equal((4, 2, 0.5), (run.Frames, run.FramesOutside, run.ShareInside));
        Assert.Throws<ArgumentException>(() => run.Add([0, 0, 0]));
        Assert.Throws<ArgumentException>(() => new SiteDistances(SiteDistances.Adjacent(5), ranges));
    }

    private static float[] Noisy(int seed)
    {
        var random = new PhiloxStream((ulong)seed, 0, 0, RandomPurpose.Start);
        var frame = (float[])Native.Clone();
        for (var i = 0; i < frame.Length; i++) frame[i] += (float)Sigma * random.NextNormal();
        return Turned(frame, seed);
    }

    private static float[] Turned(float[] frame, int seed)
    {
        double[] q = [Math.Cos(seed), Math.Sin(seed) * 0.6, 0, Math.Sin(seed) * 0.8];
        var rotation = RotationMatrix.FromQuaternion(q[0], q[1], q[2], q[3]);
        var turned = new float[frame.Length];
        for (var i = 0; i < frame.Length / 3; i++) (rotation.Apply(Vector3D.Read(frame, i)) + new Vector3D(seed, 0, -seed)).Write(turned, i);
        return turned;
    }
}
