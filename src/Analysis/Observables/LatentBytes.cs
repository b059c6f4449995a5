namespace LatentSim.Analysis;

/// <summary>
/// The counts of <see cref="RunningLatents"/> as bytes, little-endian: "LSRL", version, walkers, dimension (int32), lag (float64); each walker's frames, first
/// and last consecutive step (int64) and remembered samples (int16); each group's histogram, values outside it, pairs, members and products (int64).
/// </summary>
internal static class LatentBytes
{
    private const int Magic = 0x4C52534C;
    private const int Version = 1;
    private const int HeadBytes = 24;

    internal static byte[] Write(WalkerLatents[] walkers, GroupLatents[] groups, int dimension, double lagTime)
    {
        var writer = new CheckpointWriter(SizeOf(walkers, groups));
        writer.Write([Magic, Version, walkers.Length, dimension]);
        writer.Write([lagTime]);
        foreach (var walker in walkers)
        {
            writer.Write([walker.Frames, walker.FirstStep, walker.LastStep]);
            writer.Write<short>(walker.Recent);
        }

        foreach (var group in groups)
        {
            writer.Write(group.Histogram.Counts);
            writer.Write([group.Histogram.Outside]);
            writer.Write<long>(group.Pairs);
            writer.Write<long>(group.Members);
            writer.Write<long>(group.Products);
        }

        return writer.Bytes;
    }

    internal static void Read(ReadOnlySpan<byte> bytes, WalkerLatents[] walkers, GroupLatents[] groups, int dimension, double lagTime)
    {
        var expected = SizeOf(walkers, groups);
        if (bytes.Length != expected) throw CheckpointReader.Bad($"expected {expected} bytes, found {bytes.Length}");
        var reader = new CheckpointReader(bytes);
        if (reader.Int32() != Magic || reader.Int32() != Version) throw CheckpointReader.Bad($"expected version {Version}");
        if (reader.Int32() != walkers.Length || reader.Int32() != dimension || reader.Double() != lagTime) throw CheckpointReader.Bad("they are of another run");
        foreach (var walker in walkers) ReadWalker(ref reader, walker);
        foreach (var group in groups) ReadGroup(ref reader, group);
    }

    private static long SizeOf(WalkerLatents[] walkers, GroupLatents[] groups) => HeadBytes + walkers.Length * (24L + 2 * walkers[0].Recent.Length)
        + groups.Length * 8L * (GroupLatents.Axis.Bins + 1 + groups[0].Pairs.Length + 2 * groups[0].Members.Length);

    private static void ReadWalker(ref CheckpointReader reader, WalkerLatents walker)
    {
        (walker.Frames, walker.FirstStep, walker.LastStep) = (reader.Count(), reader.Count(), reader.Count());
        if (walker.FirstStep > walker.LastStep) throw CheckpointReader.Bad("a walker's steps do not ascend");
        reader.Int16s(walker.Recent);
    }

    private static void ReadGroup(ref CheckpointReader reader, GroupLatents group)
    {
        var counts = new long[GroupLatents.Axis.Bins];
        foreach (ref var count in counts.AsSpan()) count = reader.Count();
        group.Histogram = new Histogram1D(GroupLatents.Axis, counts, reader.Count());
        foreach (ref var pairs in group.Pairs.AsSpan()) pairs = reader.Count();
        foreach (ref var sum in group.Members.AsSpan()) sum = reader.Int64();
        foreach (ref var sum in group.Products.AsSpan()) sum = reader.Int64();
    }
}
