using System.Buffers;
using LatentSim.Models.Integrators;
using LatentSim.Models.ModelFile;
using LatentSim.Models.Weights;
using LatentSim.Molecules;
using LatentSim.Molecules.Particles;
using MessagePack;

namespace Models.Tests.Integrators;

public sealed class LstmIntegratorCodecTests
{
    private static readonly ParticleSystem System = RandomLstm.Fluid(3);
    private static readonly LstmIntegratorWeights Weights = RandomLstm.Weights(System, 4, [9, 17], Activation.Tanh, residual: true);

    [Fact]
    public void WhatIsReadIsWhatWasWritten()
    {
        byte[] bytes = Write(Weights);
        LstmIntegratorWeights read = Read(bytes);
        Assert.Equal(bytes, Write(read));
        Assert.Equal((Weights.Window, Weights.Residual, Weights.Activation), (read.Window, read.Residual, read.Activation));
        double[] written = RandomLstm.States(Weights.CreateIntegrator(System, 1), 3);
        double[] again = [.. written];
        Weights.CreateIntegrator(System, 1).Step(written);
        read.CreateIntegrator(System, 1).Step(again);
        Assert.Equal(written, again);
    }

    [Fact]
    public void WeightsThatDoNotFitTogetherAreRefused()
    {
        Refused(Weights with { Window = 0 });
        Refused(Weights with { Window = int.MaxValue });
        Refused(Weights with { Activation = (Activation)9 });
        Refused(Weights with { Range = [.. Weights.Range.Select(_ => -1.0)] });
        Refused(Weights with { Minimum = [] });
        Refused(Weights with { Layers = [] });
        Refused(Weights with { Layers = [.. Enumerable.Repeat(Weights.Layers[1], 20)] });
        Refused(Weights with { Layers = [Weights.Layers[0] with { Units = int.MaxValue }, Weights.Layers[1]] });
        Refused(Weights with { Layers = [Weights.Layers[0], Weights.Layers[1] with { Bias = [float.NaN] }] });
        Refused(Weights with { Output = Weights.Output with { Bias = [1] } });
    }

    [Fact]
    public void DamagedBytesNeverCrash()
    {
        byte[] good = Write(Weights);
        global::System.Random random = new(1);
        for (int i = 0; i < 500; i++)
        {
            byte[] bytes = [.. good];
            bytes[random.Next(i % 2 == 0 ? 200 : bytes.Length)] = (byte)random.Next(256);
            Attempt(i % 3 == 0 ? bytes[..random.Next(bytes.Length)] : bytes);
        }
    }

    // A header that announces 4 GiB costs no memory before it is found out.
    [Fact]
    public void SizesThatAreNotThereAreNotAllocated()
    {
        byte[] good = Write(Weights);
        int at = good.AsSpan().IndexOf("input_weights"u8) + "input_weights".Length;
        byte[] hostile = [.. good[..at], 0xc6, 0xff, 0xff, 0xff, 0xff, .. good[(at + 3)..]];
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.False(Attempt(hostile));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    private static void Refused(LstmIntegratorWeights weights) => Assert.Throws<InvalidInputException>(() => Read(Write(weights)));

    private static byte[] Write(LstmIntegratorWeights weights)
    {
        ArrayBufferWriter<byte> buffer = new();
        PayloadWriter writer = new(buffer);
        LstmIntegratorCodec.Write(ref writer, weights);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static LstmIntegratorWeights Read(byte[] bytes)
    {
        PayloadReader reader = new("model.lsbox", bytes, 0);
        return LstmIntegratorCodec.Read(ref reader);
    }

    // The model file turns the errors of MessagePack into its own.
    private static bool Attempt(byte[] bytes)
    {
        try
        {
            Read(bytes);
            return true;
        }
        catch (Exception error) when (error is InvalidInputException or MessagePackSerializationException or EndOfStreamException or OverflowException)
        {
            return false;
        }
    }
}
