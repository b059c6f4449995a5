using System.Runtime.InteropServices;
using LatentSim.Molecules;

namespace Molecules.Tests.Trajectories;

public sealed class XtcPrecisionTests
{
    [Theory]
    [InlineData(1, 1f)]
    [InlineData(9, 3f)]
    [InlineData(10, 3f)]
    [InlineData(11, 0.01f)]
    [InlineData(22, 1f)]
    [InlineData(23, 50f)]
    [InlineData(301, 1000f)]
    public void PositionsAreThoseThatAreReadFromAFile(int atoms, float size)
    {
        var random = new Random(atoms);
        for (var trial = 0; trial < 200; trial++)
        {
            var positions = Enumerable.Range(0, 3 * atoms).Select(_ => Coordinate(random, size)).ToArray();
            var expected = WrittenAndRead(positions);
            XtcPrecision.Round(positions);
            Assert.True(MemoryMarshal.AsBytes<float>(expected).SequenceEqual(MemoryMarshal.AsBytes<float>(positions)));
        }
    }

    [Fact]
    public void WhatAFileCannotHoldIsLeftAsItIs()
    {
        float[] positions = [float.NaN, float.PositiveInfinity, 1e30f, .. new float[30]];
        XtcPrecision.Round(positions);
        Assert.Equal([float.NaN, float.PositiveInfinity, 1e30f], positions[..3]);
    }

    // Among them those in the middle between two cells, and zeros of both signs.
    private static float Coordinate(Random random, float size) => random.Next(10) switch
    {
        0 => (random.Next(-1000, 1000) + 0.5f) / 1000,
        1 => random.Next(2) == 0 ? 0f : -0f,
        2 => -0.0003f,
        _ => (random.NextSingle() - 0.5f) * size,
    };

    private static float[] WrittenAndRead(float[] positions)
    {
        using var bytes = new MemoryStream();
        using (var writer = new XtcWriter(bytes, positions.Length / 3, leaveOpen: true))
            writer.Write(0, 0, positions, []);
        bytes.Position = 0;
        using var reader = new XtcReader(bytes, "memory");
        var frame = new Frame(reader.AtomCount);
        Assert.True(reader.ReadNext(frame));
        return frame.Positions.ToArray();
    }
}
