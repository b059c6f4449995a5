using LatentSim.Models.Flow;
using LatentSim.Models.Weights;
using LatentSim.Molecules.Geometry;

namespace LatentSim.Models.Backmapper;

/// <summary>
/// Builds the rows that condition the backmapper's flow: [coarse coordinates at t | coarse coordinates at t - 1 | atom coordinates at t - 1], each encoded;
/// or the first alone, for a backmapper that draws each frame by itself.
/// Training and kernel share it, so that both see the same floats. Used by one thread at a time.
/// </summary>
public sealed class BackmapperCondition
{
    private readonly int[] coarseAtoms;
    private readonly float[] coarsePositions;
    private readonly float[] coarseCoordinates;
    private readonly float[] atomCoordinates;

    /// <summary>Makes a builder of conditions.</summary>
    /// <param name="coarseAtoms">For each coarse site, the atom that lies there.</param>
    /// <param name="coarse">The internal coordinates of the coarse sites.</param>
    /// <param name="coarseScaler">Their scaling.</param>
    /// <param name="atoms">The internal coordinates of the other atoms, placed from <paramref name="coarseAtoms"/>.</param>
    /// <param name="atomScaler">Their scaling.</param>
    /// <param name="usesPrevious">Whether what was one step before is part of the rows.</param>
    public BackmapperCondition(
        int[] coarseAtoms, InternalCoordinates coarse, CoordinateScaler coarseScaler, InternalCoordinates atoms, CoordinateScaler atomScaler,
        bool usesPrevious = true)
    {
        this.coarseAtoms = coarseAtoms;
        Coarse = coarse;
        CoarseScaler = coarseScaler;
        Atoms = atoms;
        AtomScaler = atomScaler;
        UsesPrevious = usesPrevious;
        coarsePositions = new float[coarseAtoms.Length * 3];
        coarseCoordinates = new float[coarse.Count];
        atomCoordinates = new float[atoms.Count];
    }

    /// <summary>Makes the builder that belongs to trained weights.</summary>
    /// <exception cref="LatentSim.Molecules.InvalidInputException">The rows are not Z-matrices.</exception>
    public BackmapperCondition(FlowBackmapperWeights weights)
        : this(
            weights.CoarseAtoms,
            InternalCoordinates.FromRows(weights.Sites, [], weights.CoarseRows),
            new CoordinateScaler(weights.CoarseScales),
            InternalCoordinates.FromRows(weights.Atoms, weights.CoarseAtoms, weights.AtomRows),
            new CoordinateScaler(weights.AtomScales),
            weights.UsesPrevious)
    {
    }

    /// <summary>The internal coordinates of the coarse sites.</summary>
    public InternalCoordinates Coarse { get; }

    /// <summary>The scaling of the coarse coordinates.</summary>
    public CoordinateScaler CoarseScaler { get; }

    /// <summary>The internal coordinates of the other atoms.</summary>
    public InternalCoordinates Atoms { get; }

    /// <summary>The scaling of the atoms' coordinates.</summary>
    public CoordinateScaler AtomScaler { get; }

    /// <summary>Whether what was one step before is part of the rows.</summary>
    public bool UsesPrevious { get; }

    /// <summary>The length of a condition row.</summary>
    public int Size => SizeOf(CoarseScaler, AtomScaler, UsesPrevious);

    /// <summary>Fills one condition row [<see cref="Size"/>].</summary>
    /// <param name="coarse">The coarse sites at t, [site, 3], nm.</param>
    /// <param name="previousAtoms">The atoms at t - 1, [atom, 3], nm; not looked at unless <see cref="UsesPrevious"/>.</param>
    /// <param name="condition">The row to fill.</param>
    public void Fill(ReadOnlySpan<float> coarse, ReadOnlySpan<float> previousAtoms, Span<float> condition)
    {
        EncodeCoarse(coarse, condition[..CoarseScaler.EncodedSize]);
        if (!UsesPrevious)
            return;

        for (int site = 0; site < coarseAtoms.Length; site++)
            previousAtoms.Slice(coarseAtoms[site] * 3, 3).CopyTo(coarsePositions.AsSpan(site * 3));

        EncodeCoarse(coarsePositions, condition.Slice(CoarseScaler.EncodedSize, CoarseScaler.EncodedSize));
        Atoms.FromCartesian(previousAtoms, atomCoordinates);
        AtomScaler.Encode(atomCoordinates, condition[(2 * CoarseScaler.EncodedSize)..]);
    }

    /// <summary>The length of a condition row.</summary>
    internal static int SizeOf(CoordinateScaler coarse, CoordinateScaler atoms, bool usesPrevious) =>
        usesPrevious ? (2 * coarse.EncodedSize) + atoms.EncodedSize : coarse.EncodedSize;

    private void EncodeCoarse(ReadOnlySpan<float> positions, Span<float> features)
    {
        Coarse.FromCartesian(positions, coarseCoordinates);
        CoarseScaler.Encode(coarseCoordinates, features);
    }
}
