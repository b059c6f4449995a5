using LatentSim.Analysis;
using LatentSim.Molecules.Random;

namespace Analysis.Tests.Backmapping;

/// <summary>
/// Velocities and memories of processes whose answers are exact. Kolmogorov's and Smirnov's distance of n values exceeds 1.95 / sqrt(n) once in a thousand
/// times; other random figures are given five standard errors. Seeds are fixed.
/// </summary>
public sealed class MotionTests
{
    private const int Frames = 20_000;

    [Fact]
    public void AWalkersVelocitiesAreMaxwells()
    {
        // A step of one atom has three normal coordinates of deviation s: |step| / s is chi-distributed with 3 degrees of freedom.
        const double Step = 0.05;
        var velocities = Walk(seed: 1, Step).Velocities!;

        for (var x = 0.2; x < 4; x += 0.1)
            Assert.InRange(velocities.Displacements.FractionBelow(x * Step) - Maxwell(x), -1.95 / Math.Sqrt(Frames), 1.95 / Math.Sqrt(Frames));
        Assert.Equal(Step / 2 * Math.Sqrt(8 / Math.PI), velocities.Mean.Value!.Value, 5 * 0.673 * Step / 2 / Math.Sqrt(Frames));
        Assert.Equal(2, velocities.LagTime);
    }

    [Fact]
    public void VelocitiesOfOneProcessAreAlikeAndOnesTwiceAsFastAreOnceTheyAreHalved()
    {
        var (slow, same, fast) = (Walk(seed: 1, 0.05).Velocities!, Walk(seed: 2, 0.05).Velocities!, Walk(seed: 3, 0.1).Velocities!);
        var bound = 1.95 * Math.Sqrt(2.0 / Frames);

        // Of two Maxwell distributions with speeds 1 : 2 the distribution functions differ most where the densities cross, x^2 = 8 ln 2 (of 1).
        var apart = Maxwell(Math.Sqrt(8 * Math.Log(2))) - Maxwell(Math.Sqrt(8 * Math.Log(2)) / 2);

        Assert.InRange(same.DistanceTo(slow), 0, bound);
        Assert.InRange(fast.DistanceTo(slow), apart - bound, apart + bound);
        Assert.InRange(fast.DistanceTo(slow, 0.5), 0, bound);
        Assert.InRange(slow.BlockDistance!.Value, 0, 1.95 * Math.Sqrt(5.0 / Frames));
    }

    [Fact]
    public void ABodyThatMovesAsAWholeHasNoVelocityAfterSuperposition()
    {
        float[] shape = [0, 0, 0, 0.15f, 0, 0, 0.2f, 0.14f, 0, 0.34f, 0.15f, 0.1f];
        float[][] frames = [.. Enumerable.Range(0, 50).Select(t => Turned(shape, 0.3 * t, 0.1f * t))];

        var ensemble = Measured.Of(Measured.Chain(4), [0, 1, 2], frames);

        Assert.True(ensemble.Velocities!.Mean.Value > 0.1);
        Assert.InRange(ensemble.InternalVelocities!.Mean.Value!.Value, 0, 1e-4);
    }

    [Fact]
    public void ATorsionThatIsDrawnAnewNowAndThenForgetsExponentially()
    {
        // With chance q a frame draws one of three wells anew: C(k) = (1 - q)^k.
        const double Anew = 0.3;
        var memory = Assert.Single(Wells(seed: 4, Anew).FreeTorsions);

        Assert.Equal("CHN1:C3 about CHN1:C2-CHN1:C1", memory.Name);
        for (var k = 1; k < 10; k++) Assert.Equal(Math.Pow(1 - Anew, k), memory.Function[k], 5 * 3 / Math.Sqrt(Frames));
        Assert.Equal(9, memory.Window);
        var kept = Enumerable.Range(1, memory.Window).Sum(k => Math.Pow(1 - Anew, k));
        Assert.Equal(2 * (0.5 + kept), memory.Time(memory.Window).Value!.Value, 0.3);
        Assert.InRange(memory.NextFrame.StandardError!.Value, 0.0005, 0.02);
        Assert.Equal([Frames / 3.0, Frames / 3.0, Frames / 3.0], Peaks(memory.Distribution), (a, b) => Math.Abs(a - b) < 5 * Math.Sqrt(Frames * 2));
    }

    [Fact]
    public void ATorsionThatIsDrawnAnewEachFrameIsForgottenAtOnce()
    {
        var memory = Assert.Single(Wells(seed: 5, anew: 1).FreeTorsions);

        Assert.Equal(0, memory.NextFrame.Value!.Value, 5 / Math.Sqrt(Frames));
        Assert.Equal(1, memory.Window);
        Assert.Equal(1, memory.Time(0).Value!.Value, 1e-12);
    }

    private static BackmapEnsemble Walk(int seed, double step)
    {
        var (random, position) = (new PhiloxStream((ulong)seed, 0, 0, RandomPurpose.Start), new float[3]);
        float[][] frames = [.. Enumerable.Range(0, Frames + 1).Select(_ =>
        {
            for (var d = 0; d < 3; d++) position[d] += (float)step * random.NextNormal();
            return (float[])position.Clone();
        })];
        return Measured.Of(Measured.Chain(1), [0], frames, spacing: 2);
    }

    private static double Maxwell(double x) => Erf(x / Math.Sqrt(2)) - Math.Sqrt(2 / Math.PI) * x * Math.Exp(-x * x / 2);

    private static double Erf(double x)
    {
        const int Steps = 2000;
        return 2 / Math.Sqrt(Math.PI) * Enumerable.Range(0, Steps).Sum(i => Math.Exp(-Math.Pow((i + 0.5) * x / Steps, 2))) * x / Steps;
    }

    private static float[] Turned(float[] shape, double angle, float shift)
    {
        var (sine, cosine) = Math.SinCos(angle);
        return [.. Enumerable.Range(0, shape.Length / 3).SelectMany(i => new[]
        {
            (float)(cosine * shape[3 * i] - sine * shape[3 * i + 1]) + shift, (float)(sine * shape[3 * i] + cosine * shape[3 * i + 1]), shape[3 * i + 2] - shift,
        })];
    }

    // Four atoms; the last turns about the bond before it, in wells at 0 and at 120 degrees either way.
    private static BackmapEnsemble Wells(int seed, double anew)
    {
        var (random, well) = (new PhiloxStream((ulong)seed, 0, 0, RandomPurpose.Start), 0);
        float[][] frames = [.. Enumerable.Range(0, Frames).Select(_ =>
        {
            if (random.NextUniform() < anew) well = (int)(3 * random.NextUniform());
            var (sine, cosine) = Math.SinCos(0.1 + well * 2 * Math.PI / 3);
            return (float[])[0, 0.1f, 0, 0, 0, 0, 0.15f, 0, 0, 0.2f, (float)(0.1 * cosine), (float)(0.1 * sine)];
        })];
        return Measured.Of(Measured.Chain(4), [0, 1, 2], frames, spacing: 2);
    }

    private static double[] Peaks(Histogram1D distribution) => [.. Enumerable.Range(0, distribution.Axis.Bins).Select(i => (double)distribution[i]).Where(count => count > 0)];
}
