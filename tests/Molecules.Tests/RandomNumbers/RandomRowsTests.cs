using LatentSim.Molecules.Numerics;
using LatentSim.Molecules.Random;
using TestSupport;

namespace Molecules.Tests.RandomNumbers;

public sealed class RandomRowsTests
{
    private const ulong Seed = 0x0f1e2d3c4b5a6978;

    [Theory]
    [InlineData("n", 1)]
    [InlineData("un", 9)]
    [InlineData("unn", 4)]
    [InlineData("nunnunnnuuun", 8)]
    [InlineData("uuuuunnnnnununun", 23)]
    public void TheNumbersAreThoseOfTheStreamsBitForBit(string pattern, int rows)
    {
        RandomKind[] kinds = [.. pattern.Select(letter => letter == 'u' ? RandomKind.Uniform : RandomKind.Normal)];
        RandomKey[] keys = [.. Enumerable.Range(0, rows).Select(row => new RandomKey(7 + (row % 5), ((long)row << 31) + row, row % 3 * 100))];
        double[] expected = [.. keys.SelectMany(key => Drawn(key, kinds))];
        foreach (InstructionSet instructions in Enum.GetValues<InstructionSet>())
        {
            double[] drawn = new double[expected.Length];
            new RandomRows(kinds, instructions).Fill(drawn, Seed, keys, RandomPurpose.Backmapper);
            Assert.Equal(expected, drawn);
        }
    }

    // Kolmogorov-Smirnov over many walkers and steps: a false alarm once in a million.
    [Fact]
    public void NumbersOfManyWalkersAndStepsAreNormal()
    {
        double[] sample = Normals(10, [.. Enumerable.Range(0, 10_000).Select(i => new RandomKey(i % 100, i / 100))]);
        Assert.True(KolmogorovSmirnov.Distance(sample, KolmogorovSmirnov.NormalCdf) < KolmogorovSmirnov.OneInAMillion(sample.Length));
    }

    // A correlation of n independent pairs is normal with variance 1 / n: 4.9 deviations are exceeded once in a million; six are tried.
    [Theory]
    [InlineData(1, 0, 0, 0)]
    [InlineData(0, 1, 0, 0)]
    [InlineData(1, 1, 0, 0)]
    [InlineData(0, 0, 0, 1)]
    [InlineData(0, 0, 1, 2)]
    [InlineData(0, 1, 1, 0)]
    public void NeighboursInWalkerStepAndOrderAreUncorrelated(int walker, int step, int first, int second)
    {
        const int Side = 200;
        double[] normals = Normals(3, [.. Enumerable.Range(0, Side * Side).Select(i => new RandomKey(i / Side, i % Side))]);
        double sum = 0;
        int pairs = 0;
        for (int i = 0; i < Side - walker; i++)
        {
            for (int j = 0; j < Side - step; j++, pairs++)
                sum += normals[(3 * ((i * Side) + j)) + first] * normals[(3 * (((i + walker) * Side) + j + step)) + second];
        }

        Assert.InRange(sum / Math.Sqrt(pairs), -4.9, 4.9);
    }

    [Fact]
    public void AllocatesNothing()
    {
        RandomRows rows = new([RandomKind.Uniform, RandomKind.Normal]);
        RandomKey[] keys = [new(1, 2), new(3, 4)];
        double[] drawn = new double[4];
        rows.Fill(drawn, Seed, keys, RandomPurpose.Start);
        long before = GC.GetAllocatedBytesForCurrentThread();
        rows.Fill(drawn, Seed, keys, RandomPurpose.Start);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void WhatDoesNotFitIsRefused()
    {
        RandomRows rows = new([RandomKind.Uniform]);
        Assert.Throws<ArgumentException>(() => rows.Fill(new double[2], Seed, [new RandomKey(0, 0)], RandomPurpose.Start));
        Assert.Throws<ArgumentOutOfRangeException>(() => rows.Fill(new double[1], Seed, [new RandomKey(-1, 0)], RandomPurpose.Start));
        Assert.Throws<ArgumentOutOfRangeException>(() => rows.Fill(new double[1], Seed, [new RandomKey(0, -1)], RandomPurpose.Start));
        Assert.Throws<ArgumentOutOfRangeException>(() => rows.Fill(new double[1], Seed, [new RandomKey(0, 0, 256)], RandomPurpose.Start));
    }

    private static double[] Normals(int count, RandomKey[] keys)
    {
        double[] drawn = new double[count * keys.Length];
        new RandomRows([.. Enumerable.Repeat(RandomKind.Normal, count)]).Fill(drawn, 4, keys, RandomPurpose.Decoder);
        return drawn;
    }

    private static IEnumerable<double> Drawn(RandomKey key, RandomKind[] kinds)
    {
        PhiloxStream stream = new(Seed, key.Walker, key.Step, RandomPurpose.Backmapper, key.Attempt);
        double[] numbers = new double[kinds.Length];
        for (int i = 0; i < kinds.Length; i++)
            numbers[i] = kinds[i] == RandomKind.Uniform ? stream.NextUniform() : stream.NextNormal();
        return numbers;
    }
}
