using System.Text.Json;
using System.Text.Json.Serialization;
using LatentSim.Analysis;
using LatentSim.Models.Stages;
using LatentSim.Molecules;

namespace Analysis.Tests;

public sealed class RunningObservablesTests
{
    private const int Walkers = 7;
    private const int Steps = 60;
    private static readonly float[][][] Paths = [.. Enumerable.Range(0, Walkers).Select(walker => Dipeptide.Frames(walker, Steps))];

    [Fact]
    public void EstimatesDoNotDependOnTheOrderOrSizeOfBlocks()
    {
        var byWalker = New();
        for (var walker = 0; walker < Walkers; walker++) byWalker.AddFrames(walker, 0, Paths[walker].SelectMany(x => x).ToArray());

        var byBlocks = New();
        foreach (var (first, steps) in new[] { (0, 1), (1, 17), (18, 42) })
        {
            byBlocks.Add(Block(first, steps, 3, 4));
            byBlocks.Add(Block(first, steps, 0, 3));
        }

        var (shard, other) = (New(), New());
        other.Add(Block(0, Steps, 5, 2));
        shard.Add(Block(0, Steps, 0, 5));
        other.Merge(shard);

        Assert.Equal(byWalker.ToBytes(), byBlocks.ToBytes());
        Assert.Equal(byWalker.ToBytes(), other.ToBytes());
        Assert.Equal(byWalker.Estimate().ToJson(), other.Estimate().ToJson());
        Assert.InRange(byWalker.ToBytes().Length, 1, 5 * 9000 + 40 * Walkers);
    }

    [Fact]
    public void JsonIsWhatASerializerMakesOfTheEstimates()
    {
        var observables = New();
        observables.Add(Block(0, Steps, 0, Walkers));
        var latents = new RunningLatents(2, 1, 5);
        for (var step = 0; step < 100; step++) latents.Add(1, step, [0.5f + 0.3f * MathF.Sin(step)]);
        var options = new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };
        foreach (var estimates in new[] { observables.Estimate(), RunningEstimates.Of(latents.Estimate()), observables.Estimate() with { Latent = latents.Estimate() }, New().Estimate() })
            Assert.Equal(JsonSerializer.Serialize(estimates, options), estimates.ToJson());
    }

    [Fact]
    public void ContinuesFromACheckpoint()
    {
        var whole = New();
        whole.Add(Block(0, Steps, 0, Walkers));
        var half = New();
        half.Add(Block(0, 25, 0, Walkers));
        var resumed = RunningObservables.FromBytes(Dipeptide.Definition, Walkers, 5, half.ToBytes());
        resumed.Add(Block(25, Steps - 25, 0, Walkers));
        Assert.Equal(whole.ToBytes(), resumed.ToBytes());
    }

    [Fact]
    public void EstimatesAreThoseOfTheFrames()
    {
        var observables = New();
        observables.Add(Block(0, Steps, 0, Walkers));
        var estimates = observables.Estimate();
        var pair = estimates.TorsionPairs[0];
        Assert.Equal(Walkers * Steps, estimates.Frames);
        Assert.Equal(Walkers * Steps, pair.Counts.Sum());
        Assert.Equal(1, pair.Populations.Sum(p => p.Value!.Value), 12);
        Assert.NotNull(estimates.RadiusOfGyration.StandardError);
        Assert.NotNull(estimates.RadiusOfGyrationDeviation.StandardError);
        Assert.Empty(estimates.AdjacentDistances);

        // psi jumps with probability 0.05 in a step of 5 ps, so both rates are 10 a nanosecond. 20 jumps: 5 standard errors leave more than 0.
        Assert.Equal(2, pair.Rates.Length);
        Assert.All(pair.Rates, rate => Assert.InRange(rate.PerNanosecond.Value!.Value, 1, 25));
        Assert.NotNull(pair.SlowestTimescale.Value);
        Assert.Contains("\"slowestTimescale\"", estimates.ToJson());
        Assert.Null(New().Estimate().RadiusOfGyration.Value);
    }

    [Fact]
    public void NothingIsCountedTwice()
    {
        var observables = New();
        observables.Add(0, 0, Paths[0][0]);
        Assert.Throws<InvalidOperationException>(() => observables.Add(0, 0, Paths[0][0]));
        var other = New();
        other.Add(0, 0, Paths[0][0]);
        Assert.Throws<ArgumentException>(() => observables.Merge(other));
        Assert.Throws<ArgumentException>(() => observables.Merge(new RunningObservables(Dipeptide.Definition, Walkers + 1, 5)));
        Assert.Throws<ArgumentOutOfRangeException>(() => observables.Add(Walkers, 0, Paths[0][0]));
        Assert.Throws<ArgumentException>(() => observables.Add(1, 0, new float[3]));
    }

    [Fact]
    public void DamagedCheckpointsAreRefused()
    {
        var bytes = New().ToBytes();
        for (var i = 0; i < 32; i++)
        {
            var damaged = (byte[])bytes.Clone();
            damaged[i] ^= 0x80;
            Assert.Throws<InvalidInputException>(() => RunningObservables.FromBytes(Dipeptide.Definition, Walkers, 5, damaged));
        }

        Assert.Throws<InvalidInputException>(() => RunningObservables.FromBytes(Dipeptide.Definition, Walkers, 5, bytes.AsSpan(1)));
        Assert.Throws<InvalidInputException>(() => RunningObservables.FromBytes(Dipeptide.Definition, Walkers - 1, 5, bytes));
        Array.Fill(bytes, (byte)0xFF, 32, 200);
        Assert.Throws<InvalidInputException>(() => RunningObservables.FromBytes(Dipeptide.Definition, Walkers, 5, bytes));
    }

    [Fact]
    public void AdjacentAlphaCarbonsAreWatched()
    {
        // Chains A of three residues and B of one: two distances.
        var builder = new TopologyBuilder();
        foreach (var (residue, chain) in new[] { (1, "A"), (2, "A"), (3, "A"), (1, "B") })
        {
            builder.AddResidue("GLY", residue, chain);
            builder.AddAtom("CA", Element.Carbon);
        }

        var definition = EnsembleDefinition.Of(builder.Build().WithBonds([(0, 1), (1, 2)]));
        var observables = new RunningObservables(definition, 2, 5);
        foreach (var (walker, x) in new[] { (0, 0.37f), (1, 0.39f) }) observables.Add(walker, 0, [0, 0, 0, x, 0, 0, x, 0.38f, 0, 9, 9, 9]);
        var read = RunningObservables.FromBytes(definition, 2, 5, observables.ToBytes()).Estimate().AdjacentDistances;
        Assert.Equal(["GLY1:CA-GLY2:CA", "GLY2:CA-GLY3:CA"], read.Select(d => d.Name));
        Assert.Equal(0.38, read[0].Mean.Value!.Value, 1e-9);
        Assert.Equal(0.01, read[0].Mean.StandardError!.Value, 1e-9);
        Assert.Equal(0.01, read[0].StandardDeviation.Value!.Value, 1e-9);
        Assert.Equal((0.37, 0.39), (Math.Round(read[0].Minimum!.Value, 6), Math.Round(read[0].Maximum!.Value, 6)));
        Assert.Null(new RunningObservables(definition, 2, 5).Estimate().AdjacentDistances[0].Mean.Value);
    }

    private static RunningObservables New() => new(Dipeptide.Definition, Walkers, 5);

    private static FrameBlock Block(int firstStep, int steps, int firstWalker, int walkers)
    {
        var block = FrameBlock.Rent(firstStep, steps, firstWalker, walkers, 22);
        for (var step = 0; step < steps; step++)
        {
            for (var walker = 0; walker < walkers; walker++) Paths[firstWalker + walker][firstStep + step].CopyTo(block.Step(step)[(66 * walker)..]);
        }

        return block;
    }
}
