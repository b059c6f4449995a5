using LatentSim.Models.Decoder;
using LatentSim.Models.Stages;
using LatentSim.Models.Weights;
using LatentSim.Molecules.Numerics;

namespace Models.Tests.Decoder;

/// <summary>A decoded frame depends neither on the frames beside it nor on the instructions that the processor has, also where frames are drawn again.</summary>
public sealed class FlowDecoderRowsTests
{
    private const int Rows = 520;
    private static readonly FlowDecoderWeights Weights = RandomModels.FlowDecoder();
    private static readonly int[] Expected = Decode(Rows, InstructionSet.Avx2);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(48)]
    [InlineData(96)]
    [InlineData(513)]
    public void BatchesGiveTheSameBits(int batch) => Assert.Equal(Expected, Decode(batch, InstructionSet.Avx2));

    [Theory]
    [InlineData(InstructionSet.Portable)]
    [InlineData(InstructionSet.Avx512)]
    public void InstructionsGiveTheSameBits(InstructionSet instructions)
    {
        int[] some = Decode(3, instructions, 50);
        Assert.Equal(Expected[..some.Length], some);
        Assert.Equal(some, Decode(50, instructions, 50));
    }

    private static int[] Decode(int batch, InstructionSet instructions, int rows = Rows)
    {
        FlowDecoder decoder = new(Weights, instructions);
        float[] points = RandomWeights.Normals(new Random(3), Rows * RandomModels.Dimension);
        List<int> bits = [];
        for (int row = 0; row < rows; row += batch)
        {
            int count = Math.Min(batch, rows - row);
            using LatentBlock latents = LatentBlock.Rent(9, 1, row, count, RandomModels.Dimension);
            points.AsSpan(row * RandomModels.Dimension, count * RandomModels.Dimension).CopyTo(latents.Values);
            using FrameBlock coarse = FrameBlock.Rent(9, 1, row, count, decoder.Sites);
            decoder.Decode(5, latents, coarse);
            bits.AddRange(Array.ConvertAll(coarse.Values.ToArray(), BitConverter.SingleToInt32Bits));
        }

        return [.. bits];
    }
}
