using LatentSim.Molecules;

namespace LatentSim.Analysis;

/// <summary>
/// <see cref="ObservableCounts"/> as bytes, little-endian: "LSRO", version, walkers, pairs, distances, bins (int32), lag (float64); each walker's frames,
/// last step (int64), mean, squares (float64), basins (bytes); each group's histogram, populations and transitions of each pair (int64), and count, sum,
/// squares, least and greatest of each distance (int64).
/// </summary>
internal static class ObservableBytes
{
    private const uint Magic = 0x4F52534C;
    private const int Version = 2;
    private const int HeadBytes = 32;

    internal static byte[] Write(ObservableCounts counts)
    {
        var writer = new CheckpointWriter(SizeOf(counts));
        writer.Write([unchecked((int)Magic), Version, counts.Walkers.Length, counts.Pairs, counts.Distances, Histogram2D.DefaultBins]);
        writer.Write([counts.LagTime]);
        foreach (var walker in counts.Walkers)
        {
            writer.Write([walker.Frames, walker.LastStep]);
            writer.Write([walker.RadiusMean, walker.RadiusSquares]);
            writer.Write<byte>(walker.Basins);
        }

        foreach (var group in counts.Groups)
        {
            for (var i = 0; i < counts.Pairs; i++) WritePair(writer, group, i);
            foreach (var distance in group.Distances) distance.Write(writer);
        }

        return writer.Bytes;
    }

    internal static void Read(ReadOnlySpan<byte> bytes, ObservableCounts counts)
    {
        var expected = SizeOf(counts);
        if (bytes.Length != expected) throw Bad($"expected {expected} bytes, found {bytes.Length}");
        var reader = new CheckpointReader(bytes);
        if (reader.Int32() != unchecked((int)Magic) || reader.Int32() != Version) throw Bad($"expected version {Version}");
        if (reader.Int32() != counts.Walkers.Length || reader.Int32() != counts.Pairs || reader.Int32() != counts.Distances
            || reader.Int32() != Histogram2D.DefaultBins || reader.Double() != counts.LagTime)
            throw Bad("they are of another run");
        foreach (var walker in counts.Walkers) ReadWalker(ref reader, walker);
        foreach (var group in counts.Groups)
        {
            for (var i = 0; i < counts.Pairs; i++) ReadPair(ref reader, group, i);
            foreach (var distance in group.Distances) distance.Read(ref reader);
        }
    }

    private static long SizeOf(ObservableCounts counts)
    {
        const long PairBytes = 8L * (Histogram2D.DefaultBins * Histogram2D.DefaultBins + Basins.Count + Basins.Count * Basins.Count);
        return HeadBytes + counts.Walkers.Length * (32L + counts.Pairs) + counts.Groups.Length * (counts.Pairs * PairBytes + counts.Distances * DistanceCounts.Bytes);
    }

    private static void WritePair(CheckpointWriter writer, GroupCounts group, int pair)
    {
        writer.Write(group.Histograms[pair].Counts);
        writer.Write<long>(group.Populations[pair]);
        for (var from = 0; from < Basins.Count; from++)
        {
            for (var to = 0; to < Basins.Count; to++) writer.Write([group.Transitions[pair][from, to]]);
        }
    }

    private static void ReadWalker(ref CheckpointReader reader, WalkerCounts walker)
    {
        walker.Frames = reader.Count();
        walker.LastStep = reader.Count();
        walker.RadiusMean = reader.Double();
        walker.RadiusSquares = reader.Double();
        if (!double.IsFinite(walker.RadiusMean) || !(walker.RadiusSquares >= 0)) throw Bad("a radius of gyration is not finite");
        for (var i = 0; i < walker.Basins.Length; i++)
        {
            walker.Basins[i] = reader.Byte();
            if (walker.Basins[i] >= Basins.Count) throw Bad("there is no such basin");
        }
    }

    private static void ReadPair(ref CheckpointReader reader, GroupCounts group, int pair)
    {
        var histogram = new long[Histogram2D.DefaultBins * Histogram2D.DefaultBins];
        for (var i = 0; i < histogram.Length; i++) histogram[i] = reader.Count();
        group.Histograms[pair].Add(new Histogram2D(Histogram2D.DefaultBins, histogram));
        for (var i = 0; i < Basins.Count; i++) group.Populations[pair][i] = reader.Count();
        for (var i = 0; i < Basins.Count * Basins.Count; i++) group.Transitions[pair].Add(i / Basins.Count, i % Basins.Count, reader.Count());
    }

    private static InvalidInputException Bad(string message) => CheckpointReader.Bad(message);
}
