using LatentSim.Molecules.Numerics;
using LatentSim.Molecules.Random;
using TestSupport;

namespace Molecules.Tests.RandomNumbers;

public sealed class NormalNumbersTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(15, 1)]
    [InlineData(16, 0)]
    [InlineData(33, 255)]
    [InlineData(1001, 7)]
    public void TheNumbersAreThoseOfTheStreamBitForBit(int count, int attempt)
    {
        const ulong Seed = 0xfedcba9876543210;
        const long Step = (5L << 32) + 3;
        float[] expected = new float[count];
        PhiloxStream stream = new(Seed, 123, Step, RandomPurpose.Decoder, attempt);
        for (int i = 0; i < count; i++)
            expected[i] = stream.NextNormal();

        float[] normals = new float[count];
        NormalNumbers.Fill(normals, Seed, 123, Step, RandomPurpose.Decoder, attempt);
        Assert.Equal(Bits(expected), Bits(normals));
        RandomKey key = new(123, Step, attempt);
        NormalNumbers.Fill<NumberLanes4>(normals, Seed, key, RandomPurpose.Decoder);
        Assert.Equal(Bits(expected), Bits(normals));
        NormalNumbers.Fill<NumberLanes8>(normals, Seed, key, RandomPurpose.Decoder);
        Assert.Equal(Bits(expected), Bits(normals));
    }

    // Kolmogorov-Smirnov over many walkers and steps: a false alarm once in a million.
    [Fact]
    public void NumbersOfManyWalkersAndStepsAreNormal()
    {
        const int OfStream = 10;
        double[] sample = new double[100_000];
        float[] normals = new float[OfStream];
        for (int i = 0; i < sample.Length; i += OfStream)
        {
            NormalNumbers.Fill(normals, 9, i / OfStream % 100, i / OfStream / 100, RandomPurpose.Propagator);
            for (int k = 0; k < OfStream; k++)
                sample[i + k] = normals[k];
        }

        Assert.True(KolmogorovSmirnov.Distance(sample, KolmogorovSmirnov.NormalCdf) < KolmogorovSmirnov.OneInAMillion(sample.Length));
    }

    // A correlation of n independent pairs is normal with variance 1 / n: 4.9 deviations are exceeded once in a million; six are tried.
    [Fact]
    public void NeighboursInWalkerStepAndOrderAreUncorrelated()
    {
        const int Side = 200;
        float[,][] streams = new float[Side, Side][];
        for (int walker = 0; walker < Side; walker++)
        {
            for (int step = 0; step < Side; step++)
                NormalNumbers.Fill(streams[walker, step] = new float[3], 4, walker, step, RandomPurpose.Decoder);
        }

        foreach ((int walker, int step, int first, int second) in new[] { (1, 0, 0, 0), (0, 1, 0, 0), (1, 1, 0, 0), (0, 0, 0, 1), (0, 0, 1, 2), (0, 1, 1, 0) })
        {
            double sum = 0;
            int pairs = 0;
            for (int i = 0; i < Side - walker; i++)
            {
                for (int j = 0; j < Side - step; j++, pairs++)
                    sum += streams[i, j][first] * streams[i + walker, j + step][second];
            }

            Assert.InRange(sum / Math.Sqrt(pairs), -4.9, 4.9);
        }
    }

    [Fact]
    public void WhatNoStreamHasIsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => NormalNumbers.Fill(new float[1], 0, -1, 0, RandomPurpose.Start));
        Assert.Throws<ArgumentOutOfRangeException>(() => NormalNumbers.Fill(new float[1], 0, 0, -1, RandomPurpose.Start));
        Assert.Throws<ArgumentOutOfRangeException>(() => NormalNumbers.Fill(new float[1], 0, 0, 0, RandomPurpose.Start, 256));
        Assert.Throws<ArgumentOutOfRangeException>(() => NormalNumbers.Fill(new float[(1 << 18) + 1], 0, 0, 0, RandomPurpose.Start));
    }

    [Fact]
    public void AllocatesNothing()
    {
        float[] normals = new float[50];
        NormalNumbers.Fill(normals, 1, 0, 0, RandomPurpose.Start);
        long before = GC.GetAllocatedBytesForCurrentThread();
        NormalNumbers.Fill(normals, 1, 0, 1, RandomPurpose.Start);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static int[] Bits(float[] values) => Array.ConvertAll(values, BitConverter.SingleToInt32Bits);
}
