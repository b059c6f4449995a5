using LatentSim.Models.Backmapper;
using LatentSim.Models.Stages;
using LatentSim.Models.Weights;
using LatentSim.Molecules.Numerics;

namespace Models.Tests.Backmapper;

/// <summary>A walker's atoms depend neither on the walkers beside it nor on the instructions that the processor has, also where frames are drawn again.</summary>
public sealed class FlowBackmapperRowsTests
{
    private const int Walkers = 520;
    private static readonly FlowBackmapperWeights Weights = RandomModels.FlowBackmapper();
    private static readonly float[] Coarse = RandomModels.CoarseOf(RandomModels.Frames(8, Walkers));
    private static readonly float[] Previous = RandomModels.Frames(9, Walkers);
    private static readonly int[] Expected = Backmap(Walkers, InstructionSet.Avx2);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(48)]
    [InlineData(96)]
    [InlineData(513)]
    public void BatchesGiveTheSameBits(int batch) => Assert.Equal(Expected, Backmap(batch, InstructionSet.Avx2));

    [Theory]
    [InlineData(InstructionSet.Portable)]
    [InlineData(InstructionSet.Avx512)]
    public void InstructionsGiveTheSameBits(InstructionSet instructions)
    {
        int[] some = Backmap(3, instructions, 50);
        Assert.Equal(Expected[..some.Length], some);
        Assert.Equal(some, Backmap(50, instructions, 50));
    }

    private static int[] Backmap(int batch, InstructionSet instructions, int rows = Walkers)
    {
        FlowBackmapper backmapper = new(Weights, null, instructions);
        List<int> bits = [];
        for (int walker = 0; walker < rows; walker += batch)
        {
            int count = Math.Min(batch, rows - walker);
            using FrameBlock coarse = FrameBlock.Rent(4, 1, walker, count, backmapper.Sites);
            Coarse.AsSpan(walker * backmapper.Sites * 3, count * backmapper.Sites * 3).CopyTo(coarse.Values);
            using FrameBlock atoms = FrameBlock.Rent(4, 1, walker, count, backmapper.Atoms);
            float[] previous = Previous.AsSpan(walker * backmapper.Atoms * 3, count * backmapper.Atoms * 3).ToArray();
            backmapper.Backmap(11, coarse, previous, atoms);
            bits.AddRange(Array.ConvertAll(atoms.Values.ToArray(), BitConverter.SingleToInt32Bits));
        }

        return [.. bits];
    }
}
