using System.Text.Json;
using LatentSim.Analysis;
using LatentSim.Molecules;

namespace Analysis.Tests;

public sealed class RunningEnergiesTests
{
    [Fact]
    public void MomentsAndTheFarthestChangeAreThoseOfAllFrames()
    {
        var random = new Random(1);
        double[][] energies = [.. Enumerable.Range(0, 3).Select(w => Enumerable.Range(0, 5000).Select(_ => -2 - w + (0.01 * random.NextDouble())).ToArray())];
        energies[1][1234] = -2;
        var running = Counted(energies, 0.5);

        var estimates = running.Estimate();

        Assert.Equal((15_000, 3, 0.5), (estimates.Frames, estimates.Walkers, estimates.LagTime));
        Assert.Equal(energies.Average(walker => walker.Average()), estimates.Energy.Value!.Value, 1e-12);
        Assert.Equal(Math.Sqrt(energies.Average(walker => Variance(walker))), estimates.Deviation!.Value, 1e-12);
        Assert.Equal(Math.Sqrt(energies.Average(walker => Variance(walker) / (walker[0] * walker[0]))), estimates.RelativeDeviation!.Value, 1e-12);
        Assert.Equal((1, 1234L), (estimates.GreatestChangeWalker, estimates.GreatestChangeFrame));
        Assert.Equal((-2 - energies[1][0]) / -energies[1][0], estimates.GreatestRelativeChange!.Value, 1e-12);
    }

    // The interval is of two standard errors with 18 or more degrees of freedom: 10 walkers' mean leaves it by chance in about one of twenty; the seed is fixed.
    [Theory]
    [InlineData(0, true)]
    [InlineData(1e-4, false)]
    public void ADriftIsFoundWhereThereIsOne(double slope, bool isNone)
    {
        var random = new Random(2);
        double[][] energies = [.. Enumerable.Range(0, 10).Select(_ => Enumerable.Range(0, 3000).Select(t => -4 * (1 - (slope * 0.1 * t) + (0.001 * (random.NextDouble() - 0.5)))).ToArray())];

        var estimates = Counted(energies, 0.1).Estimate();

        Assert.Equal(isNone, estimates.DriftIsConsistentWithZero);
        Assert.InRange(Math.Abs(estimates.RelativeDrift.Value!.Value - slope), 0, 4 * estimates.RelativeDrift.StandardError!.Value);
        Assert.InRange(estimates.RelativeDrift.StandardError.Value, 1e-9, 1e-6);
    }

    [Fact]
    public void WhatWasSavedGoesOnAsIfItHadNotBeen()
    {
        var random = new Random(3);
        double[] energies = [.. Enumerable.Range(0, 777).Select(_ => random.NextDouble())];
        var whole = Counted([energies], 1);
        var running = new RunningEnergies(1, 1);
        foreach (double[] part in energies.Chunk(50))
        {
            foreach (double energy in part)
                running.Add(0, energy);
            running = RunningEnergies.FromBytes(1, 1, running.ToBytes());
        }

        Assert.Equal(whole.ToBytes(), running.ToBytes());
        Assert.Equal(whole.Estimate(), running.Estimate());
    }

    [Fact]
    public void EnergiesThatAreNoNumbersDoNoHarm()
    {
        var running = Counted([[1, double.PositiveInfinity, double.NaN, 1], [0, 0, 0, 0]], 1);
        running = RunningEnergies.FromBytes(2, 1, running.ToBytes());

        using JsonDocument json = JsonDocument.Parse(running.Estimate().ToJson());
        Assert.Equal(1e100, json.RootElement.GetProperty("greatestRelativeChange").GetDouble());
        Assert.Equal(JsonValueKind.Null, JsonDocument.Parse(new RunningEnergies(2, 1).Estimate().ToJson()).RootElement.GetProperty("deviation").ValueKind);
    }

    [Theory]
    [InlineData(0, -1)]
    [InlineData(0, 2.5)]
    [InlineData(1, double.NaN)]
    [InlineData(7, 0)]
    [InlineData(8, 40)]
    public void ADamagedStateIsRefused(int number, double value)
    {
        byte[] bytes = Counted([[1, 2, 3, 4]], 1).ToBytes();
        BitConverter.GetBytes(value).CopyTo(bytes, number * sizeof(double));

        Assert.Throws<InvalidInputException>(() => RunningEnergies.FromBytes(1, 1, bytes));
        Assert.Throws<InvalidInputException>(() => RunningEnergies.FromBytes(2, 1, bytes));
    }

    private static RunningEnergies Counted(double[][] energies, double timestep)
    {
        var running = new RunningEnergies(energies.Length, timestep);
        for (var walker = 0; walker < energies.Length; walker++)
            foreach (var energy in energies[walker]) running.Add(walker, energy);
        return running;
    }

    private static double Variance(double[] values) => values.Average(value => Math.Pow(value - values.Average(), 2));
}
