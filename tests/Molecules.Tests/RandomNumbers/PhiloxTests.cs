using LatentSim.Molecules.Random;
using TestSupport;

namespace Molecules.Tests.RandomNumbers;

public sealed class PhiloxTests
{
    // The known-answer vectors that Random123 publishes for philox4x32-10.
    [Theory]
    [InlineData(0u, 0u, 0u, 0u, 0u, 0u, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [InlineData(~0u, ~0u, ~0u, ~0u, ~0u, ~0u, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [InlineData(
        0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u, 0xa4093822u, 0x299f31d0u, 0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)]
    public void GivesThePublishedWords(uint c0, uint c1, uint c2, uint c3, uint k0, uint k1, uint x0, uint x1, uint x2, uint x3) =>
        Assert.Equal((x0, x1, x2, x3), Philox.Block(c0, c1, c2, c3, k0, k1));

    [Fact]
    public void StreamCountsAsDocumented()
    {
        const ulong Seed = 0x0123456789abcdef;
        const long Step = 0x1122334455;
        PhiloxStream stream = new(Seed, 7, Step, RandomPurpose.Decoder);
        for (uint draw = 0; draw < 3; draw++)
        {
            (uint x0, uint x1, uint x2, uint x3) = Philox.Block(7, (3u << 24) | draw, 0x22334455, 0x11, 0x89abcdef, 0x01234567);
            Assert.Equal([x0, x1, x2, x3], new[] { stream.NextWord(), stream.NextWord(), stream.NextWord(), stream.NextWord() });
        }
    }

    [Fact]
    public void UniformsStayInsideTheOpenInterval()
    {
        PhiloxStream stream = new(1, 0, 0, RandomPurpose.Start);
        for (int i = 0; i < 10_000; i++)
            Assert.InRange(stream.NextUniform(), double.Epsilon, 1 - 1e-10);
    }

    // Chi-square with 255 degrees of freedom exceeds 378 once in a million.
    [Fact]
    public void UniformsFillTheIntervalEvenly()
    {
        const int Count = 256_000;
        int[] bins = new int[256];
        PhiloxStream stream = new(6, 1, 2, RandomPurpose.Propagator);
        for (int i = 0; i < Count; i++)
            bins[(int)(stream.NextUniform() * bins.Length)]++;

        const double Expected = Count / 256.0;
        Assert.InRange(bins.Sum(count => (count - Expected) * (count - Expected) / Expected), 0, 378);
    }

    [Fact]
    public void NormalsAreNormal()
    {
        const int Count = 100_000;
        double[] sample = new double[Count];
        PhiloxStream stream = new(42, 3, 9, RandomPurpose.Propagator);
        for (int i = 0; i < Count; i++)
            sample[i] = stream.NextNormal();

        Assert.True(KolmogorovSmirnov.Distance(sample, KolmogorovSmirnov.NormalCdf) < KolmogorovSmirnov.OneInAMillion(Count));
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, -1)]
    public void NegativeKeysAreRefused(int walker, long step) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new PhiloxStream(0, walker, step, RandomPurpose.Start));
}
