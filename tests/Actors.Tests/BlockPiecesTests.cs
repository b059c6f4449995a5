namespace LatentSim.Actors.Tests;

public class BlockPiecesTests
{
    [Fact]
    public void PiecesCoverTheBlockAndTheNextBeginsAtTheSizeThatFitted()
    {
        var pieces = new BlockPieces("cpu:0");
        Assert.Equal([(0, 3), (3, 3), (6, 3), (9, 3), (12, 1)], Sizes(pieces, steps: 13, fits: 4, attempts: out int attempts));
        Assert.Equal(5 + 2, attempts);
        Assert.Equal([(0, 3), (3, 3), (6, 1)], Sizes(pieces, 7, fits: 100, out attempts));
        Assert.Equal(3, attempts);
    }

    [Fact]
    public void AfterManyThatFittedTheSizeIsDoubled()
    {
        var pieces = new BlockPieces("cpu:0");
        Sizes(pieces, steps: 16, fits: 4, out _);
        for (int i = 0; i < 64; i++)
            Sizes(pieces, 16, fits: 100, out _);
        Assert.Equal([(0, 8), (8, 8)], Sizes(pieces, 16, fits: 100, out _));
    }

    [Fact]
    public void AStepThatDoesNotFitIsAFailure() =>
        Assert.Throws<OutOfMemoryException>(() => Sizes(new BlockPieces("cpu:0"), 10, fits: 0, out _));

    private static List<(int First, int Count)> Sizes(BlockPieces pieces, int steps, int fits, out int attempts)
    {
        var computed = new List<(int, int)>();
        int tried = 0;
        pieces.Compute(steps, (first, count) =>
        {
            tried++;
            if (count > fits)
                throw new OutOfMemoryException();
            computed.Add((first, count));
        });
        attempts = tried;
        return computed;
    }
}
