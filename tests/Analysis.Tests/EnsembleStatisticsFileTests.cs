using LatentSim.Analysis;
using LatentSim.Molecules;

namespace Analysis.Tests;

public sealed class EnsembleStatisticsFileTests
{
    private static readonly EnsembleStatistics Statistics = Dipeptide.Measure(1, 500);
    private static readonly string Json = EnsembleStatisticsFile.ToJson(Statistics);

    [Fact]
    public void ReadsWhatItWrote()
    {
        var read = EnsembleStatisticsFile.Parse(Json, "x.json");
        Assert.Equal(Json, EnsembleStatisticsFile.ToJson(read));
        Assert.Equal(Statistics.Trajectories, read.Trajectories);
        Assert.Equal(Statistics.Bonds, read.Bonds);
        Assert.Equal(Statistics.TorsionPairs[0].Histogram.Counts.ToArray(), read.TorsionPairs[0].Histogram.Counts.ToArray());
        Assert.Equal(Statistics.ClosestPair.Quantile(1e-4), read.ClosestPair.Quantile(1e-4));
        Assert.All(Comparison.Of(Statistics, read).Rows, row => Assert.NotEqual(Verdict.Fail, row.Verdict));
        Assert.InRange(Json.Length, 1, 300_000);
    }

    [Fact]
    public void SavesAndLoadsAFile()
    {
        var path = Path.GetTempFileName();
        try
        {
            EnsembleStatisticsFile.Save(Statistics, path);
            Assert.Equal(Json, EnsembleStatisticsFile.ToJson(EnsembleStatisticsFile.Load(path)));
        }
        finally
        {
            File.Delete(path);
        }

        Assert.Contains(path, Assert.Throws<InvalidInputException>(() => EnsembleStatisticsFile.Load(path)).Message);
    }

    [Theory]
    [InlineData("\"version\":1", "\"version\":2", "version")]
    [InlineData("\"format\":\"latentsim ensemble statistics\"", "\"format\":\"cake\"", "format")]
    [InlineData("\"lagTime\":2", "\"lagTime\":0", "lagTime")]
    [InlineData("\"lagTime\":2", "\"lagTime\":\"2\"", "lagTime")]
    [InlineData("\"lagTime\":2", "\"lagTime\":2,\"extra\":1", "extra")]
    [InlineData("\"lagTime\":2,", "", "lagTime")]
    [InlineData("\"bins\":32", "\"bins\":31", "bins")]
    [InlineData("\"bins\":32", "\"bins\":2000000000", "bins")]
    [InlineData("\"dimension\":4", "\"dimension\":0", "dimension")]
    [InlineData("\"dimension\":4", "\"dimension\":3", "dimension")]
    [InlineData("\"centres\":[", "\"centres\":[7,", "centres")]
    [InlineData("\"sign\":1", "\"sign\":0", "sign")]
    [InlineData("\"frames\":500", "\"frames\":-1", "frames")]
    [InlineData("\"firstBin\":", "\"firstBin\":1999", "bins")]
    [InlineData("\"firstBin\":", "\"firstBin\":-", "bins")]
    [InlineData("\"blocks\":[[0", "\"blocks\":[null,[0", "counts")]
    [InlineData("\"blocks\":[[0", "\"blocks\":[[-1", "counts")]
    [InlineData("\"blocks\":[[0", "\"blocks\":[[9223372036854775807", "counts")]
    [InlineData("\"blocks\":[[0,", "\"blocks\":[[", "counts")]
    [InlineData("\"atoms\":[", "\"atoms\":[[[[[[[[[[[[[[[[[[[", "$")]
    [InlineData("\"atoms\":[", "\"atoms\":null,\"atoms\":[", "atoms")]
    public void RefusesWhatDoesNotFitAndSaysWhere(string good, string bad, string place)
    {
        var at = Json.IndexOf(good, StringComparison.Ordinal);
        Assert.True(at >= 0, good);
        var error = Assert.Throws<InvalidInputException>(() => EnsembleStatisticsFile.Parse(Json[..at] + bad + Json[(at + good.Length)..], "x.json"));
        Assert.StartsWith("x.json", error.Message);
        Assert.Contains(place, error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void RefusesTruncatedTexts()
    {
        for (var length = 0; length < Json.Length; length += 997) Assert.Throws<InvalidInputException>(() => EnsembleStatisticsFile.Parse(Json[..length], "x.json"));
        foreach (var text in new[] { "null", "[]", "1", "{}", "\0" }) Assert.Throws<InvalidInputException>(() => EnsembleStatisticsFile.Parse(text, "x.json"));
    }
}
