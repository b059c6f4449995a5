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
}
