using LatentSim.Analysis;
using LatentSim.Models.Stages;
using LatentSim.Molecules;

namespace Analysis.Tests;

public sealed class RunningLatentsTests
{
    private const int Walkers = 10;
    private const int Steps = 3000;
    private const double Lag = 5;
    private const int HeadBytes = 24;

    // psi_1 relaxes in 30 steps, psi_2 in 4, both about 0.5 with a deviation of 0.1.
    private static readonly float[][] Paths = [.. Enumerable.Range(0, Walkers).Select(Path)];

    [Fact]
    public void EstimatesDoNotDependOnTheOrderOrSizeOfBlocks()
    {
        var byWalker = New();
        for (var walker = 0; walker < Walkers; walker++) byWalker.Add(Block(0, Steps, walker, 1));

        var byBlocks = New();
        foreach (var (first, steps) in new[] { (0, 1), (1, 1717), (1718, Steps - 1718) })
        {
            byBlocks.Add(Block(first, steps, 3, 7));
            byBlocks.Add(Block(first, steps, 0, 3));
        }

        var (shard, other) = (New(), New());
        other.Add(Block(0, Steps, 5, 5));
        shard.Add(Block(0, Steps, 0, 5));
        other.Merge(shard);

        Assert.Equal(byWalker.ToBytes(), byBlocks.ToBytes());
        Assert.Equal(byWalker.ToBytes(), other.ToBytes());
        Assert.Equal(Json(byWalker), Json(other));
        Assert.InRange(byWalker.ToBytes().Length, 1, 400 * Walkers + 5 * 2700);
    }

    [Fact]
    public void BlocksCountWhatTheirStepsCountOneByOne()
    {
        var (byBlocks, bySteps) = (New(), New());
        foreach (var (first, steps) in new[] { (0, 700), (700, 9), (709, 1), (710, 65), (900, 3), (903, 1500), (2403, 7) })
        {
            byBlocks.Add(Block(first, steps, 0, Walkers));
            for (var step = first; step < first + steps; step++)
                for (var walker = 0; walker < Walkers; walker++)
                    bySteps.Add(walker, step, Paths[walker].AsSpan(2 * step, 2));
        }

        Assert.Equal(bySteps.ToBytes(), byBlocks.ToBytes());
    }

    [Fact]
    public void CountingAllocatesNothing()
    {
        var latents = New();
        using LatentBlock first = Block(0, 100, 0, Walkers), second = Block(100, 100, 0, Walkers);
        latents.Add(first);
        var before = GC.GetAllocatedBytesForCurrentThread();
        latents.Add(second);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void ContinuesFromACheckpoint()
    {
        var whole = New();
        whole.Add(Block(0, Steps, 0, Walkers));
        var half = New();
        half.Add(Block(0, 1234, 0, Walkers));
        var resumed = RunningLatents.FromBytes(Walkers, 2, Lag, half.ToBytes());
        resumed.Add(Block(1234, Steps - 1234, 0, Walkers));
        Assert.Equal(whole.ToBytes(), resumed.ToBytes());
        Assert.Equal(Json(whole), Json(resumed));
    }

    [Fact]
    public void EstimatesAreThoseOfTheWholePaths()
    {
        var latents = New();
        latents.Add(Block(0, Steps, 0, Walkers));
        var estimates = latents.Estimate();
        Assert.Equal((Walkers * Steps, Walkers, Lag), (estimates.Frames, estimates.Walkers, estimates.LagTime));

        // The fit to some of the lags is within a few percent of the fit to all of them; groups of walkers are the same blocks.
        for (var d = 0; d < 2; d++)
        {
            double[][] series = [.. Paths.Select(path => path.Where((_, i) => i % 2 == d).Select(x => (double)x).ToArray())];
            var direct = AutocorrelationTime.Of(series, Lag);
            var running = estimates.AutocorrelationTimes[d];
            Assert.InRange(running.Value!.Value / direct.Time.Value!.Value, 0.9, 1.1);
            Assert.InRange(running.StandardError!.Value / direct.Time.StandardError!.Value, 0.6, 1.6);
        }

        // F = (psi - 0.5)^2 / 2 0.1^2, in units of kT, within 0.25 at one deviation: five standard errors of some 350 independent points.
        Assert.Equal(Walkers * Steps, estimates.Counts.Sum() + estimates.Outside);
        var axis = new HistogramAxis(estimates.Low, estimates.High, estimates.Counts.Length);
        var (centre, side) = (axis.BinOf(0.501), axis.BinOf(0.601));
        Assert.InRange(estimates.FreeEnergy[side].Value!.Value - estimates.FreeEnergy[centre].Value!.Value, 0.25, 0.8);
        Assert.InRange(estimates.FreeEnergy[side].StandardError!.Value, 0.005, 0.3);
        Assert.Null(estimates.FreeEnergy[0].Value);
    }

    [Fact]
    public void AutocorrelationsAreExactAtEveryLag()
    {
        // A single sine wave: C(k) = cos(w k), at each lag that is kept, whatever its level.
        var latents = new RunningLatents(1, 1, 1);
        for (var t = 0; t < 40_000; t++) latents.Add(0, t, [0.5f + 0.4f * MathF.Cos(0.001f * t)]);
        var time = latents.Estimate().AutocorrelationTimes[0].Value!.Value;

        // The exponential that fits a cosine up to three times its own decay best.
        var cosine = Enumerable.Range(0, 16_000).Select(k => Math.Cos(0.001 * k)).ToArray();
        var (window, expected) = (cosine.Length - 1, 0.0);
        for (var i = 0; i < 20; i++)
        {
            expected = Autocorrelation.ExponentialTimescale(cosine.AsSpan(0, window + 1), 1);
            window = Math.Min(cosine.Length - 1, (int)(3 * expected));
        }

        Assert.InRange(time / expected, 0.8, 1.25);
    }

    [Fact]
    public void NothingIsCountedTwiceAndGapsAreNotBridged()
    {
        var latents = New();
        latents.Add(0, 3, [0.5f, 0.5f]);
        Assert.Throws<InvalidOperationException>(() => latents.Add(0, 3, [0.5f, 0.5f]));
        var other = New();
        other.Add(0, 0, [0.5f, 0.5f]);
        Assert.Throws<ArgumentException>(() => latents.Merge(other));
        Assert.Throws<ArgumentException>(() => latents.Merge(new RunningLatents(Walkers, 3, Lag)));
        Assert.Throws<ArgumentOutOfRangeException>(() => latents.Add(Walkers, 0, [0.5f, 0.5f]));
        Assert.Throws<ArgumentException>(() => latents.Add(1, 0, [0.5f]));

        // Alternating ends of a gap of four steps: no pair at any lag, so no time.
        var gaps = new RunningLatents(1, 1, 1);
        for (var t = 0; t < 200; t++) gaps.Add(0, 4 * t, [t % 2]);
        Assert.Equal(200, gaps.Frames);
        Assert.Null(gaps.Estimate().AutocorrelationTimes[0].Value);
    }

    [Fact]
    public void ARunOfLatentsAloneHasObservables()
    {
        var latents = New();
        Assert.Null(latents.Estimate().AutocorrelationTimes[0].Value);
        Assert.Contains("\"frames\":0", Json(latents));
        latents.Add(Block(0, 500, 0, Walkers));
        var json = Json(latents);
        Assert.Contains($"\"frames\":{500 * Walkers}", json);
        Assert.Contains("\"autocorrelationTimes\":[{\"value\":", json);
        Assert.Contains("\"freeEnergy\":[{\"value\":null,\"standardError\":null}", json);
    }

    [Fact]
    public void DamagedCheckpointsAreRefused()
    {
        var bytes = New().ToBytes();
        for (var i = 0; i < HeadBytes; i++)
        {
            var damaged = (byte[])bytes.Clone();
            damaged[i] ^= 0x80;
            Assert.Throws<InvalidInputException>(() => RunningLatents.FromBytes(Walkers, 2, Lag, damaged));
        }

        Assert.Throws<InvalidInputException>(() => RunningLatents.FromBytes(Walkers, 2, Lag, bytes.AsSpan(1)));
        Assert.Throws<InvalidInputException>(() => RunningLatents.FromBytes(Walkers - 1, 2, Lag, bytes));
        Assert.Throws<InvalidInputException>(() => RunningLatents.FromBytes(Walkers, 1, Lag, bytes));
        Array.Fill(bytes, (byte)0xFF, HeadBytes, 200);
        Assert.Throws<InvalidInputException>(() => RunningLatents.FromBytes(Walkers, 2, Lag, bytes));
    }

    private static RunningLatents New() => new(Walkers, 2, Lag);

    private static string Json(RunningLatents latents) => RunningEstimates.Of(latents.Estimate()).ToJson();

    private static float[] Path(int walker)
    {
        var (slow, fast) = (Noise.OrnsteinUhlenbeck(2 * walker, Math.Exp(-1 / 30.0), Steps), Noise.OrnsteinUhlenbeck(2 * walker + 1, Math.Exp(-1 / 4.0), Steps));
        return [.. Enumerable.Range(0, Steps).SelectMany(t => new[] { (float)(0.5 + 0.1 * slow[t]), (float)(0.5 + 0.1 * fast[t]) })];
    }

    private static LatentBlock Block(int firstStep, int steps, int firstWalker, int walkers)
    {
        var block = LatentBlock.Rent(firstStep, steps, firstWalker, walkers, 2);
        for (var step = 0; step < steps; step++)
        {
            for (var walker = 0; walker < walkers; walker++) Paths[firstWalker + walker].AsSpan(2 * (firstStep + step), 2).CopyTo(block.Step(step)[(2 * walker)..]);
        }

        return block;
    }
}
