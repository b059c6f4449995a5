using LatentSim.Analysis;

namespace Analysis.Tests.LatentSpace;

/// <summary>Basins of profiles that are given.</summary>
public sealed class LatentBasinsTests
{
    [Fact]
    public void TheTwoMinimaUnderTheHighestBarrierAreChosen()
    {
        // Three minima: at bins 1, 4 and 8, with barriers of 1 and of 4 kT above the shallower one.
        var basins = LatentBasins.Find(Profile(2, 0, 2, 3, 2, 4, 6, 2, 1, 3))!;

        Assert.Equal((1, 2), (basins.Lower.Low, basins.Lower.High));
        Assert.True(basins.Upper.Contains(8.5) && basins.Barrier.Contains(6.5));
        Assert.Equal(5, basins.Height, 2);
    }

    [Fact]
    public void ABinThatOneFrameVisitedIsNoBasin()
    {
        var counts = new long[] { 1, 0, 0, 3000, 9000, 3000, 500, 100, 500, 4000 };
        var basins = LatentBasins.Find(FreeEnergyProfile.Along(new Histogram1D(new HistogramAxis(0, 10, 10), counts), []))!;

        Assert.True(basins.Lower.Contains(4.5) && basins.Upper.Contains(9.5) && basins.Barrier.Contains(7.5));
    }

    [Fact]
    public void OneMinimumHasNoBasins() => Assert.Null(LatentBasins.Find(Profile(3, 2, 1, 0, 0.2, 0.1, 1, 2)));

    private static FreeEnergyProfile Profile(params double[] f)
    {
        long[] counts = [.. f.Select(x => (long)Math.Round(1e9 * Math.Exp(-x)))];
        return FreeEnergyProfile.Along(new Histogram1D(new HistogramAxis(0, f.Length, f.Length), counts), []);
    }
}
