using System.Buffers;
using LatentSim.Models.ModelFile;
using LatentSim.Models.Weights;
using LatentSim.Molecules;
using MessagePack;

namespace Models.Tests.Backmapper.Voxel;

public sealed class VoxelBackmapperCodecTests
{
    private static readonly VoxelBackmapperWeights Weights = RandomVoxels.Weights();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void WhatIsReadIsWhatWasWritten(bool usesPrevious)
    {
        VoxelBackmapperWeights written = RandomVoxels.Weights(usesPrevious: usesPrevious);
        Assert.Equivalent(written, Read(Write(written)), strict: true);
    }

    [Fact]
    public void AReferenceComesBackAsItWas()
    {
        VoxelBackmapperWeights written = Weights with { Reference = Weights.Seeds.Coarse[..15] };
        Assert.Equal(written.Reference, Read(Write(written)).Reference);
        Refused(Weights with { Reference = [1, 2, 3] }, "3 reference values, expected none or 5 x 3");
    }

    [Fact]
    public void EverySizeIsChecked()
    {
        VoxelDecoderWeights decoder = Weights.Decoder;
        ResidualBlock block = decoder.Body[1];
        Refused(Weights with { CoarseAtoms = [] }, "no coarse sites");
        Refused(Weights with { CoarseAtoms = [0, 1, 2, 4, 4] }, "coarse site 4 is at atom 4, expected ascending indices below 9");
        Refused(Weights with { Atoms = 5 }, "coarse site 4 is at atom 5");
        Refused(Weights with { Atoms = 8 }, "condition: 14 input channels, expected 13");
        Refused(Weights with { UsesPrevious = false }, "condition: 14 input channels, expected 5");
        Refused(Weights with { Grid = Weights.Grid with { Points = 3 } }, "a grid of 3 points along an edge, expected 4 to 64");
        Refused(Weights with { Grid = Weights.Grid with { Points = int.MaxValue } }, "expected 4 to 64");
        Refused(Weights with { Grid = Weights.Grid with { Width = 0 } }, "a grid 0 nm wide");
        Refused(Weights with { Grid = Weights.Grid with { Deviation = -1 } }, "deviation -1 nm");
        Refused(Weights with { Seeds = new BackmapperSeeds([], []) }, "0 coarse seed values");
        Refused(Weights with { Seeds = Weights.Seeds with { PreviousAtoms = new float[27] } }, "27 seed atom values, expected 10 x 9 x 3");
        Refused(decoder with { ConditionBlocks = [decoder.Body[0]] }, "condition block 0: 11 input channels, expected 5");
        Refused(decoder with { LatentWhole = decoder.LatentHalf }, "latent whole: 1 input channels, expected 5");
        Refused(decoder with { Body = [] }, "output: 5 input channels, expected 11");
        Refused(decoder with { Body = [decoder.Body[0], block with { First = decoder.Body[0].First }] }, "no shortcut from 11 to 5 channels");
        Refused(decoder with { Body = [decoder.Body[0] with { Shortcut = decoder.Body[0].First }, block] }, "a shortcut over 3 points, expected 1");
        Refused(decoder with { Body = [decoder.Body[0], block with { SecondNorm = new GridNormalization([1], [1]) }] }, "1 scales of a normalization, expected 5");
        Refused(decoder with { Output = decoder.Output with { Kernel = 2 } }, "a convolution over 2 points, expected 1 or 3");
        Refused(decoder with { Output = decoder.Output with { Outputs = 1 << 20 } }, "1048576 output channels");
        Refused(decoder with { Output = decoder.Output with { Inputs = 6 } }, "1215 weights of a convolution, expected 9 x 6 x 3^3");
        Refused(decoder with { Output = decoder.Output with { Bias = [1] } }, "1 biases of a convolution, expected 9");
    }

    [Fact]
    public void AMixtureThatIsNoDensityIsRefused()
    {
        GaussianMixture codes = Weights.Codes;
        Refused(Weights with { Codes = new GaussianMixture([], [], []) }, "no Gaussians");
        Refused(Weights with { Codes = codes with { Means = codes.Means[1..] } }, "23 means of a mixture, expected 3 x 8");
        Refused(Weights with { Codes = codes with { Factors = codes.Factors[1..] } }, "191 Cholesky factors");
        Refused(Weights with { Codes = codes with { Shares = [0.5f, 0.2f, 0.2f] } }, "not parts of 1");
        Refused(Weights with { Codes = codes with { Shares = [1.5f, -0.25f, -0.25f] } }, "not parts of 1");
        Refused(Weights with { Codes = codes with { Factors = With(codes.Factors, 1, 0.5f) } }, "0.5 at row 0, column 1 of a Cholesky factor, expected 0");
        Refused(Weights with { Codes = codes with { Factors = With(codes.Factors, 9, 0) } }, "0 at row 1, column 1 of a Cholesky factor, expected a positive number");
        Refused(Weights with { Codes = codes with { Means = With(codes.Means, 3, float.NaN) } }, "NaN");
    }

    [Fact]
    public void DamagedBytesNeverCrash()
    {
        byte[] good = Write(Weights);
        System.Random random = new(1);
        for (int i = 0; i < 500; i++)
        {
            byte[] bytes = [.. good];
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            Attempt(i % 3 == 0 ? bytes[..random.Next(bytes.Length)] : bytes);
        }
    }

    // Weights that announce 4 GiB are refused before there is memory for them, and so is a network for a grid that would need more than there is.
    [Fact]
    public void SizesThatAreNotThereAreNotAllocated()
    {
        byte[] bytes = Write(Weights);
        byte[] name = "weights"u8.ToArray();
        int after = bytes.AsSpan().IndexOf(name) + name.Length;
        byte[] hostile = [.. bytes[..after], 0xc6, 0xff, 0xff, 0xff, 0xff, .. bytes[(after + 3)..]];
        long before = GC.GetAllocatedBytesForCurrentThread();
        Attempt(hostile);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        Assert.ThrowsAny<Exception>(() => Read(hostile));

        VoxelBackmapperWeights wide = RandomVoxels.Weights(points: 64, channels: 64);
        Assert.Contains("a layer of 33816576 values, expected at most 33554432", wide.Problem());
    }

    private static void Refused(VoxelDecoderWeights decoder, string expected) => Refused(Weights with { Decoder = decoder }, expected);

    private static void Refused(VoxelBackmapperWeights weights, string expected) =>
        Assert.Contains(expected, Assert.Throws<InvalidInputException>(() => Read(Write(weights))).Message);

    private static float[] With(float[] values, int index, float value)
    {
        float[] changed = [.. values];
        changed[index] = value;
        return changed;
    }

    private static void Attempt(byte[] bytes)
    {
        try
        {
            Assert.Null(Read(bytes).Problem());
        }
        catch (Exception error) when (error is InvalidInputException or MessagePackSerializationException or EndOfStreamException)
        {
        }
    }

    private static byte[] Write(VoxelBackmapperWeights weights)
    {
        ArrayBufferWriter<byte> buffer = new();
        PayloadWriter writer = new(buffer);
        VoxelBackmapperCodec.Write(ref writer, weights);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static VoxelBackmapperWeights Read(byte[] bytes)
    {
        PayloadReader reader = new("test", bytes, 0);
        return VoxelBackmapperCodec.Read(ref reader);
    }
}
