using System.Buffers;
using LatentSim.Models.Integrators;
using LatentSim.Models.ModelFile;
using LatentSim.Molecules;
using MessagePack;
using static Models.Tests.Integrators.ActionAngleSamples;

namespace Models.Tests.Integrators;

public sealed class ActionAngleCodecTests
{
    private static readonly CorrectionCurve Curve = new(-1, 2, [0.1, 0.2, 0.3], [0.01]);
    private static readonly ActionAngleWeights Small = new(2, 1, 1, [new(0, PassageKind.LeftEnd, [Curve, CorrectionCurve.None]), new(1, PassageKind.Crossing, [Curve])]);

    [Fact]
    public void WhatIsReadIsWhatWasWritten()
    {
        ActionAngleWeights weights = Weights(DoubleWell);
        ActionAngleWeights read = Read(Write(weights));
        Assert.Equal(Write(weights), Write(read));
        Assert.Equal(
            Advance(weights.CreateIntegrator(DoubleWell, 0.4), [-2, 0], 1, 1, 100), Advance(read.CreateIntegrator(DoubleWell, 0.4), [-2, 0], 1, 1, 100));
    }

    [Fact]
    public void WeightsThatMakeNoSenseAreRefused()
    {
        Assert.Null(Small.Problem());
        Refused(Small with { Intervals = 1 });
        Refused(Small with { CrossingIntervals = 0 });
        Refused(Small with { Intervals = 3 });
        Refused(Small with { MassReference = 0 });
        Refused(Small with { Passages = [Small.Passages[1], Small.Passages[1]] });
        Refused(Small with { Passages = [Small.Passages[1] with { Well = -1 }] });
        Refused(Small with { Passages = [Small.Passages[1] with { Kind = (PassageKind)7 }] });
        Refused(Small with { Passages = [Small.Passages[1] with { Curves = [Curve with { Lower = 3 }] }] });
        Refused(Small with { Passages = [Small.Passages[1] with { Curves = [Curve with { Coefficients = [double.NaN] }] }] });
        Refused(Small with { Passages = [Small.Passages[1] with { Curves = [Curve with { MassCoefficients = new double[4] }] }] });
        Refused(Small with { Passages = [Small.Passages[1] with { Curves = [Curve with { Coefficients = new double[257] }] }] });
    }

    [Fact]
    public void DamagedBytesNeverCrash()
    {
        byte[] good = Write(Small);
        Random random = new(1);
        for (int i = 0; i < 1000; i++)
        {
            byte[] bytes = [.. good];
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            Attempt(i % 3 == 0 ? bytes[..random.Next(bytes.Length)] : bytes);
        }
    }

    // An array that announces 4 billion numbers is refused before there is memory for them.
    [Theory]
    [InlineData("coefficients")]
    [InlineData("counts")]
    [InlineData("passages")]
    public void SizesThatAreNotThereAreNotAllocated(string field)
    {
        byte[] bytes = Write(Small);
        byte[] name = [(byte)(0xa0 + field.Length), .. System.Text.Encoding.UTF8.GetBytes(field)];
        int after = bytes.AsSpan().IndexOf(name) + name.Length;
        byte[] hostile = [.. bytes[..after], 0xdd, 0xff, 0xff, 0xff, 0xff, .. bytes[(after + 1)..]];
        long before = GC.GetAllocatedBytesForCurrentThread();
        Attempt(hostile);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20);
        Assert.ThrowsAny<Exception>(() => Read(hostile));
    }

    private static byte[] Write(ActionAngleWeights weights)
    {
        ArrayBufferWriter<byte> buffer = new();
        PayloadWriter writer = new(buffer);
        ActionAngleCodec.Write(ref writer, weights);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static ActionAngleWeights Read(byte[] bytes)
    {
        PayloadReader reader = new("model.lsbox", bytes, 0);
        return ActionAngleCodec.Read(ref reader);
    }

    private static void Attempt(byte[] bytes)
    {
        try
        {
            Read(bytes);
        }
        catch (Exception error) when (error is InvalidInputException or MessagePackSerializationException or EndOfStreamException)
        {
        }
    }

    private static void Refused(ActionAngleWeights weights) => Assert.Throws<InvalidInputException>(() => Read(Write(weights)));
}
