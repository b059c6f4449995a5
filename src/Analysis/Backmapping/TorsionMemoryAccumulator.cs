using LatentSim.Molecules.Geometry;

namespace LatentSim.Analysis;

/// <summary>Autocorrelations of many torsions from a stream of frames, in bounded memory: products of every frame with the 100 before it.</summary>
internal sealed class TorsionMemoryAccumulator
{
    /// <summary>Longest lag in frames.</summary>
    internal const int MaximumLag = 100;

    private const int Bins = 72;

    private readonly IReadOnlyList<FreeTorsion> _torsions;
    private readonly ContiguousBlocks<Sums> _blocks;

    // cos and sin of the last frames, ring[frame % (MaximumLag + 1)], torsion by torsion.
    private readonly double[][] _cosines;
    private readonly double[][] _sines;
    private long _frame;

    internal TorsionMemoryAccumulator(IReadOnlyList<FreeTorsion> torsions)
    {
        _torsions = torsions;
        _blocks = new(() => new Sums(torsions.Count), (sum, part) => sum.Add(part));
        (_cosines, _sines) = (Ring(), Ring());

        double[][] Ring() => [.. Enumerable.Range(0, MaximumLag + 1).Select(_ => new double[torsions.Count])];
    }

    internal void BeginTrajectory() => _frame = 0;

    internal void Add(ReadOnlySpan<float> positions)
    {
        var place = (int)(_frame % (MaximumLag + 1));
        var (cosines, sines, sums) = (_cosines[place], _sines[place], _blocks.Next());
        for (var i = 0; i < _torsions.Count; i++)
        {
            (cosines[i], sines[i]) = Torsions.CosineAndSine(positions, _torsions[i].Atoms);
            sums.Count(i, cosines[i], sines[i]);
        }

        sums.Frames++;
        for (var lag = 0; lag <= Math.Min(_frame, MaximumLag); lag++)
        {
            var before = (place - lag + MaximumLag + 1) % (MaximumLag + 1);
            sums.Multiply(lag, cosines, sines, _cosines[before], _sines[before]);
        }

        _frame++;
    }

    internal IReadOnlyList<TorsionMemory> Finish(double spacing)
    {
        var blocks = _blocks.Blocks(BlockAverage.DefaultBlocks);
        var whole = new Sums(_torsions.Count);
        foreach (var block in blocks) whole.Add(block);
        return [.. _torsions.Select((torsion, i) =>
        {
            var mean = whole.Mean(i);
            return new TorsionMemory(torsion.Name, whole.Function(i, mean), [.. blocks.Select(block => block.Function(i, mean))], spacing, whole.Distribution(i));
        })];
    }

    private sealed class Sums(int torsions)
    {
        private readonly double[] _cosine = new double[torsions];
        private readonly double[] _sine = new double[torsions];
        private readonly double[][] _products = [.. Enumerable.Range(0, MaximumLag + 1).Select(_ => new double[torsions])];
        private readonly long[] _pairs = new long[MaximumLag + 1];
        private readonly long[] _counts = new long[torsions * Bins];

        internal long Frames { get; set; }

        internal void Count(int torsion, double cosine, double sine)
        {
            _cosine[torsion] += cosine;
            _sine[torsion] += sine;
            _counts[torsion * Bins + HistogramAxis.Angle(Bins).BinOf(Math.Atan2(sine, cosine))]++;
        }

        internal void Multiply(int lag, double[] cosines, double[] sines, double[] cosinesBefore, double[] sinesBefore)
        {
            var products = _products[lag];
            _pairs[lag]++;
            for (var i = 0; i < products.Length; i++) products[i] += cosines[i] * cosinesBefore[i] + sines[i] * sinesBefore[i];
        }

        internal void Add(Sums other)
        {
            for (var i = 0; i < _cosine.Length; i++) (_cosine[i], _sine[i]) = (_cosine[i] + other._cosine[i], _sine[i] + other._sine[i]);
            for (var k = 0; k <= MaximumLag; k++)
            {
                _pairs[k] += other._pairs[k];
                for (var i = 0; i < _cosine.Length; i++) _products[k][i] += other._products[k][i];
            }

            for (var i = 0; i < _counts.Length; i++) _counts[i] += other._counts[i];
            Frames += other.Frames;
        }

        internal (double Cosine, double Sine) Mean(int torsion) => (_cosine[torsion] / Frames, _sine[torsion] / Frames);

        internal Histogram1D Distribution(int torsion) => new(HistogramAxis.Angle(Bins), _counts.AsSpan(torsion * Bins, Bins));

        // About the mean m: <u u*> - 2 Re(m* <u>) + |m|^2, the means of the pairs' ends taken as that of all frames.
        internal double[] Function(int torsion, (double Cosine, double Sine) mean)
        {
            var own = Mean(torsion);
            var shift = mean.Cosine * mean.Cosine + mean.Sine * mean.Sine - 2 * (mean.Cosine * own.Cosine + mean.Sine * own.Sine);
            var count = Array.FindLastIndex(_pairs, pairs => pairs > 0) + 1;
            double[] covariance = [.. Enumerable.Range(0, count).Select(k => _products[k][torsion] / _pairs[k] + shift)];
            return Array.ConvertAll(covariance, c => covariance[0] > 1e-12 ? c / covariance[0] : double.NaN);
        }
    }
}
