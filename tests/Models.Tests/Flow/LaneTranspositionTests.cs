using LatentSim.Models.Flow;

namespace Models.Tests.Flow;

public sealed class LaneTranspositionTests
{
    [Fact]
    public void ValuesOfEightPlacesComeToLieSideBySide()
    {
        float[] values = [.. Enumerable.Range(0, 200).Select(i => (float)i)];
        int[] places = [3, 50, 0, 184, 17, 17, 99, 120];
        float[] lanes = new float[128];
        LaneTransposition.Load(ref values[0], places, 2, ref lanes[0]);
        Assert.Equal(Enumerable.Range(0, 128).Select(i => (float)(places[i % 8] + (i / 8))), lanes);

        float[] plain = new float[64];
        LaneTransposition.Transpose(ref values[0], places, ref plain[0]);
        Assert.Equal(lanes[..64], plain);
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(3, 19)]
    [InlineData(8, 16)]
    [InlineData(8, 30)]
    public void RowsGoSideBySideAndBack(int rows, int length)
    {
        float[] values = [.. Enumerable.Range(1, rows * length).Select(i => (float)i)];
        float[] lanes = new float[length * 8];
        SideBySide.Gather(values, length, lanes);
        for (int i = 0; i < lanes.Length; i++)
            Assert.Equal(values[(Math.Min(i % 8, rows - 1) * length) + (i / 8)], lanes[i]);

        float[] back = new float[values.Length];
        SideBySide.Scatter(lanes, length, back);
        Assert.Equal(values, back);
    }
}
