using System.Buffers;
using LatentSim.Models.Integrators;
using LatentSim.Models.ModelFile;
using LatentSim.Molecules;
using MessagePack;
using static Models.Tests.Integrators.SymplecticSamples;

namespace Models.Tests.Integrators;

public sealed class SymplecticCodecTests
{
    [Fact]
    public void WhatIsReadIsWhatWasWritten()
    {
        SymplecticWeights read = Read(Write(Weights));
        Assert.Equal(Write(Weights), Write(read));
        double[] frame = Frame(Periodic(8), 1, 1);
        Assert.Equal(Advance(Weights.CreateIntegrator(Periodic(8), 0.2), frame, 1), Advance(read.CreateIntegrator(Periodic(8), 0.2), frame, 1));
    }

    [Fact]
    public void WeightsThatMakeNoSenseAreRefused()
    {
        Refused(Weights with { Spacing = 0 });
        Refused(Weights with { Spacing = 2 });
        Refused(Weights with { FirstKnot = 0 });
        Refused(Weights with { LastKnot = 0.5 });
        Refused(Weights with { Quadratic = [], Quartic = [] });
        Refused(Weights with { Quartic = [1] });
        Refused(Weights with { Quadratic = new double[257], Quartic = new double[257] });
        Refused(Weights with { Processor = [0.1] });
        Refused(Weights with { Processor = [0, 0, 1e7, 0, 0, 0] });
    }

    [Fact]
    public void DamagedBytesNeverCrash()
    {
        byte[] good = Write(Weights);
        Random random = new(1);
        for (int i = 0; i < 500; i++)
        {
            byte[] bytes = [.. good];
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            Attempt(i % 3 == 0 ? bytes[..random.Next(bytes.Length)] : bytes);
        }
    }

    // An array that announces 4 billion numbers is refused before there is memory for them.
    [Fact]
    public void SizesThatAreNotThereAreNotAllocated()
    {
        byte[] bytes = Write(Weights with { Quadratic = [1.5], Quartic = [1.5] });
        byte[] name = "quadratic"u8.ToArray();
        int after = bytes.AsSpan().IndexOf(name) + name.Length;
        byte[] hostile = [.. bytes[..after], 0xdd, 0xff, 0xff, 0xff, 0xff, .. bytes[(after + 1)..]];
        long before = GC.GetAllocatedBytesForCurrentThread();
        Attempt(hostile);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20);
        Assert.ThrowsAny<Exception>(() => Read(hostile));
    }

    private static void Refused(SymplecticWeights weights) => Assert.Throws<InvalidInputException>(() => Read(Write(weights)));

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

    private static byte[] Write(SymplecticWeights weights)
    {
        ArrayBufferWriter<byte> buffer = new();
        PayloadWriter writer = new(buffer);
        SymplecticCodec.Write(ref writer, weights);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static SymplecticWeights Read(byte[] bytes)
    {
        PayloadReader reader = new("test", bytes, 0);
        return SymplecticCodec.Read(ref reader);
    }
}
