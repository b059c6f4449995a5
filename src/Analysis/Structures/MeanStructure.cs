using LatentSim.Molecules.Geometry;

namespace LatentSim.Analysis;

/// <summary>
/// The structure about which frames spread least: frames are superposed on it, and their mean is it. Found by iterating <see cref="StructureAverage"/>
/// (generalised Procrustes analysis: Gower, Psychometrika 40, 33 (1975)).
/// </summary>
/// <param name="Positions">float[atom, 3] in nm.</param>
/// <param name="Spread">Root mean square deviation of the frames from it, nm: the root mean squared pairwise deviation over sqrt(2).</param>
/// <param name="Frames">Frames averaged.</param>
public sealed record MeanStructure(IReadOnlyList<float> Positions, double Spread, long Frames)
{
    /// <summary>The iteration ends when the mean moves by less, nm.</summary>
    public const double Tolerance = 1e-6;

    private const int MaximumIterations = 50;

    /// <summary>The mean of frames in memory.</summary>
    /// <param name="frames">float[atom, 3] in nm, each.</param>
    /// <param name="weights">double[atom]; empty weighs all atoms alike.</param>
    /// <exception cref="ArgumentException">There are no frames, or they differ in size.</exception>
    public static MeanStructure Of(IReadOnlyList<float[]> frames, double[]? weights = null)
    {
        if (frames.Count == 0) throw new ArgumentException("There are no frames.", nameof(frames));
        var reference = frames[0];
        for (var iteration = 1; ; iteration++)
        {
            var average = new StructureAverage(reference, weights);
            foreach (var frame in frames) average.Add(frame);
            var mean = average.Mean();
            if (iteration == MaximumIterations || Superposition.Fit(mean, reference, weights).Rmsd < Tolerance) return new MeanStructure(mean, average.Spread(), frames.Count);
            reference = mean;
        }
    }

    /// <summary>Root mean square deviation of another structure from this one after the best superposition, nm: between basins, or to the native one.</summary>
    /// <exception cref="ArgumentException">It has another number of atoms.</exception>
    public double DistanceTo(ReadOnlySpan<float> other) => Superposition.MinimalRmsd(Positions.ToArray(), other);
}
