namespace LatentSim.Analysis;

/// <summary>
/// Sums over one distance in whole steps of 1e-4 nm, as in <see cref="DistanceHistogram"/>: integers, so that they do not depend on the order of the frames.
/// </summary>
internal sealed class DistanceCounts
{
    internal const int Bytes = 5 * 8;

    private long _count;
    private long _sum;
    private long _squares;
    private long _least = long.MaxValue;
    private long _greatest = -1;

    internal double? Mean => _count > 0 ? Unit * _sum / _count : null;

    internal double? StandardDeviation
    {
        get
        {
            if (_count == 0) return null;
            var mean = (double)_sum / _count;
            return Unit * Math.Sqrt(Math.Max(0, (double)_squares / _count - mean * mean));
        }
    }

    internal double? Minimum => _count > 0 ? Unit * _least : null;

    internal double? Maximum => _count > 0 ? Unit * _greatest : null;

    private static double Unit => DistanceHistogram.BinWidth;

    internal void Add(double distance)
    {
        var length = (long)Math.Round(Math.Min(distance / Unit, DistanceHistogram.MaximumBins));
        _count++;
        _sum += length;
        _squares += length * length;
        _least = Math.Min(_least, length);
        _greatest = Math.Max(_greatest, length);
    }

    internal void Add(DistanceCounts other)
    {
        _count += other._count;
        _sum += other._sum;
        _squares += other._squares;
        _least = Math.Min(_least, other._least);
        _greatest = Math.Max(_greatest, other._greatest);
    }

    internal void Write(CheckpointWriter writer) => writer.Write([_count, _sum, _squares, _least, _greatest]);

    internal void Read(ref CheckpointReader reader)
    {
        _count = reader.Count();
        (_sum, _squares, _least, _greatest) = (reader.Int64(), reader.Int64(), reader.Int64(), reader.Int64());
        if (_sum < 0 || _squares < 0 || _greatest > DistanceHistogram.MaximumBins || (_count > 0 && (_least < 0 || _least > _greatest)))
            throw CheckpointReader.Bad("a distance is out of range");
    }
}
