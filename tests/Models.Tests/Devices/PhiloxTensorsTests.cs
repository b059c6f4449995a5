using LatentSim.Models.Devices;
using LatentSim.Molecules.Random;
using Models.Tests.Training;
using TorchSharp;

namespace Models.Tests.Devices;

[Collection(TorchCollection.Name)]
public sealed class PhiloxTensorsTests
{
    private static readonly TorchDevice Device = TorchDevice.Open("torch:0");

    [Theory]
    [InlineData(1UL, 0L, 0, 0)]
    [InlineData(0xFFFFFFFFFFFFFFFFUL, 0xFFFFFFFEL, 2000000000, 32)]
    [InlineData(0x8000000012345678UL, 123456789012345L, 17, 255)]
    public void WordsAreThoseOfTheStreamBitForBit(ulong seed, long firstStep, int firstWalker, int attempt)
    {
        const int Words = 11;
        using DisposeScope scope = torch.NewDisposeScope();
        BlockRows rows = BlockRows.Of(firstStep, 3, firstWalker, 2, Device);
        torch.Tensor words = new PhiloxTensors(seed).Words(rows, RandomPurpose.Backmapper, attempt, Words);
        Assert.Equal([6, 12], words.shape);
        long[] found = words.data<long>().ToArray();

        for (int row = 0; row < 6; row++)
        {
            PhiloxStream stream = new(seed, firstWalker + (row % 2), firstStep + (row / 2), RandomPurpose.Backmapper, attempt);
            for (int word = 0; word < Words; word++)
                Assert.Equal((long)stream.NextWord(), found[(row * 12) + word]);
        }
    }

    [Fact]
    public void DrawsAreThoseOfTheStreamInItsOrder()
    {
        bool[] isNormal = [true, false, false, true, true, false, true, true];
        using DisposeScope scope = torch.NewDisposeScope();
        BlockRows rows = BlockRows.Of(5, 20, 3, 10, Device);
        float[] found = new DrawPlan(isNormal, Device).Draw(new PhiloxTensors(99), rows, RandomPurpose.Decoder).to(torch.ScalarType.Float32).data<float>().ToArray();

        for (int row = 0; row < 200; row++)
        {
            PhiloxStream stream = new(99, 3 + (row % 10), 5 + (row / 10), RandomPurpose.Decoder);
            for (int draw = 0; draw < isNormal.Length; draw++)
            {
                float expected = isNormal[draw] ? stream.NextNormal() : (float)stream.NextUniform();
                Assert.Equal(expected, found[(row * isNormal.Length) + draw], 1e-6f);
            }
        }
    }
}
