using LatentSim.Molecules;

namespace LatentSim.Analysis;

/// <summary>The JSON shape of <see cref="EnsembleStatistics"/>, with its checks.</summary>
internal sealed record EnsembleStatisticsDocument(
    string Format,
    int Version,
    double LagTime,
    MeasuredTrajectory[] Trajectories,
    string[] Atoms,
    EnsembleStatisticsDocument.Pair[] TorsionPairs,
    EnsembleStatisticsDocument.Kinetic? Kinetics,
    BondStatistics[] Bonds,
    EnsembleStatisticsDocument.Lengths ClosestPair,
    PairStatistics[] Pairs,
    EnsembleStatisticsDocument.Lengths Displacement,
    ChiralityStatistics[] Chirality,
    long FramesWithWrongHandedness)
{
    private const int MostStates = 10_000;
    private const int MostBlocks = 1000;
    private const long MostCounts = 1L << 53;

    /// <summary>Counts of each block, row by row; the whole is their sum.</summary>
    internal sealed record Pair(string Name, int Bins, long[][] Blocks);

    /// <summary>Cluster centres, one after the other, and timescales.</summary>
    internal sealed record Kinetic(int Dimension, double[] Centres, Time[] Timescales);

    /// <summary>A timescale.</summary>
    internal sealed record Time(double? Value, double? StandardError, double?[] Blocks);

    /// <summary>Counts from the first bin that is not empty to the last.</summary>
    internal sealed record Lengths(double BinWidth, int FirstBin, long[] Counts);

    internal static EnsembleStatisticsDocument From(EnsembleStatistics s, string format, int version) => new(
        format,
        version,
        s.LagTime,
        [.. s.Trajectories],
        [.. s.Atoms],
        [.. s.TorsionPairs.Select(p => new Pair(p.Name, p.Histogram.Bins, [.. p.Blocks.Select(b => b.Counts.ToArray())]))],
        s.Kinetics is { } k ? new Kinetic(k.Clusters.Dimension, k.Clusters.Centres.ToArray(), [.. k.Timescales.Select(t => new Time(t.Value, t.StandardError, [.. t.Blocks]))]) : null,
        [.. s.Bonds],
        From(s.ClosestPair),
        [.. s.Pairs],
        From(s.Displacement),
        [.. s.Chirality],
        s.FramesWithWrongHandedness);

    internal EnsembleStatistics ToStatistics(string input)
    {
        Require(LagTime > 0, input, "lagTime", "expected a positive number");
        Require(Trajectories.Length > 0, input, "trajectories", "expected one or more");
        foreach (var t in Trajectories) Require(t.Frames is >= 0 and <= MostCounts && t.Spacing > 0, input, $"trajectories, {t.Name}", "expected frames and a positive spacing");
        foreach (var b in Bonds) Require(b.Mean > 0 && b.StandardDeviation >= 0, input, $"bonds, {b.Name}", "expected a positive mean and a deviation");
        foreach (var p in Pairs) Require(p.Minimum >= 0 && p.Mean >= 0, input, $"pairs, {p.Name}", "expected distances of zero or more");
        foreach (var c in Chirality) Require(c.Sign is 1 or -1 && c.WrongFrames >= 0, input, $"chirality, {c.Name}", "expected the sign 1 or -1 and a count");
        Require(FramesWithWrongHandedness >= 0, input, "framesWithWrongHandedness", "expected a count");
        return new EnsembleStatistics
        {
            Trajectories = Trajectories,
            Atoms = Atoms,
            LagTime = LagTime,
            TorsionPairs = [.. TorsionPairs.Select(pair => ToPair(pair, input))],
            Kinetics = Kinetics is { } kinetic ? ToKinetics(kinetic, input, TorsionPairs.Length) : null,
            Bonds = Bonds,
            ClosestPair = ToHistogram(ClosestPair, input, "closestPair"),
            Pairs = Pairs,
            Displacement = ToHistogram(Displacement, input, "displacement"),
            Chirality = Chirality,
            FramesWithWrongHandedness = FramesWithWrongHandedness,
        };
    }

    private static Lengths From(DistanceHistogram histogram)
    {
        var first = histogram.Counts.IndexOfAnyExcept(0L);
        return first < 0
            ? new Lengths(DistanceHistogram.BinWidth, 0, [])
            : new Lengths(DistanceHistogram.BinWidth, first, histogram.Counts[first..(histogram.Counts.LastIndexOfAnyExcept(0L) + 1)].ToArray());
    }

    private static DistanceHistogram ToHistogram(Lengths lengths, string input, string field)
    {
        Require(lengths.BinWidth == DistanceHistogram.BinWidth, input, $"{field}.binWidth", $"expected {DistanceHistogram.BinWidth} nm");
        Require(lengths.FirstBin >= 0 && lengths.FirstBin + (long)lengths.Counts.Length <= DistanceHistogram.MaximumBins, input, $"{field}.counts", $"expected bins 0 to {DistanceHistogram.MaximumBins - 1}");
        RequireCounts(lengths.Counts, input, $"{field}.counts");
        var histogram = new DistanceHistogram();
        for (var i = 0; i < lengths.Counts.Length; i++) histogram.AddBin(lengths.FirstBin + i, lengths.Counts[i]);
        return histogram;
    }

    private static TorsionPairStatistics ToPair(Pair pair, string input)
    {
        var field = $"torsionPairs, {pair.Name}";
        Require(pair.Bins == Histogram2D.DefaultBins, input, field, $"expected {Histogram2D.DefaultBins} bins, found {pair.Bins}");
        Require(pair.Blocks.Length is > 0 and <= MostBlocks, input, field, "expected one block or more");
        var whole = new Histogram2D(pair.Bins);
        var blocks = new List<Histogram2D>();
        foreach (var counts in pair.Blocks)
        {
            Require(counts is not null && counts.Length == pair.Bins * pair.Bins, input, field, $"expected {pair.Bins * pair.Bins} counts in each block");
            RequireCounts(counts!, input, field);
            blocks.Add(new Histogram2D(pair.Bins, counts));
            whole.Add(blocks[^1]);
        }

        Require(whole.Total > 0, input, field, "expected some counts");
        return new TorsionPairStatistics(pair.Name, whole, blocks);
    }

    private static KineticStatistics ToKinetics(Kinetic kinetic, string input, int pairs)
    {
        Require(kinetic.Dimension == 4 * pairs && pairs > 0, input, "kinetics.dimension", $"expected {4 * pairs}, found {kinetic.Dimension}");
        var length = kinetic.Centres.Length;
        Require(length > 0 && length % kinetic.Dimension == 0 && length / kinetic.Dimension <= MostStates, input, "kinetics.centres", $"expected 1 to {MostStates} centres of {kinetic.Dimension} coordinates");
        Require(kinetic.Centres.All(x => Math.Abs(x) <= 1), input, "kinetics.centres", "expected cosines and sines");
        Require(kinetic.Timescales.Length <= MostStates, input, "kinetics.timescales", $"expected at most {MostStates}");
        foreach (var time in kinetic.Timescales)
        {
            Require(time.Value is null or > 0 && time.StandardError is null or >= 0 && time.Blocks.Length <= MostBlocks, input, "kinetics.timescales", "expected positive times");
            Require(time.Blocks.All(block => block is null or > 0), input, "kinetics.timescales", "expected positive times");
        }

        return new KineticStatistics(
            new KMeansModel(kinetic.Centres, kinetic.Dimension),
            [.. kinetic.Timescales.Select(t => new TimescaleStatistics(t.Value, t.StandardError, t.Blocks))]);
    }

    private static void RequireCounts(long[] counts, string input, string field)
    {
        var total = 0L;
        foreach (var count in counts)
        {
            Require(count >= 0 && count <= MostCounts - total, input, field, "expected counts of zero or more that add up to less than 2^53");
            total += count;
        }
    }

    private static void Require(bool holds, string input, string field, string message)
    {
        if (!holds) throw new InvalidInputException(input, field, message);
    }
}
