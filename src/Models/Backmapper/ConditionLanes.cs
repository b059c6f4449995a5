using LatentSim.Models.Flow;
using LatentSim.Molecules.Geometry;
using LatentSim.Molecules.Numerics;

namespace LatentSim.Models.Backmapper;

/// <summary>Fills condition rows as a <see cref="BackmapperCondition"/> does, eight side by side: the same bits. Used by one thread at a time.</summary>
internal sealed class ConditionLanes
{
    private const int Lanes = FrameLanes.Count;
    private readonly BackmapperCondition condition;
    private readonly int[] coarseAtoms;
    private readonly CoordinateLanes coarse;
    private readonly ScalerLanes coarseScaler;
    private readonly CoordinateLanes atoms;
    private readonly ScalerLanes atomScaler;
    private readonly float[] coarsePositions;
    private readonly float[] coarseCoordinates;
    private readonly float[] atomPositions;
    private readonly float[] atomCoordinates;
    private readonly float[] features;

    /// <summary>Prepares rows.</summary>
    /// <param name="condition">What a row is.</param>
    /// <param name="coarseAtoms">For each coarse site, the atom that lies there.</param>
    /// <param name="instructions">How wide vectors are.</param>
    public ConditionLanes(BackmapperCondition condition, int[] coarseAtoms, InstructionSet instructions)
    {
        this.condition = condition;
        this.coarseAtoms = coarseAtoms;
        coarse = new CoordinateLanes(condition.Coarse, instructions);
        coarseScaler = new ScalerLanes(condition.CoarseScaler, instructions);
        atoms = new CoordinateLanes(condition.Atoms, instructions);
        atomScaler = new ScalerLanes(condition.AtomScaler, instructions);
        coarsePositions = new float[coarseAtoms.Length * 3 * Lanes];
        coarseCoordinates = new float[condition.Coarse.Count * Lanes];
        atomPositions = new float[condition.Atoms.AtomCount * 3 * Lanes];
        atomCoordinates = new float[condition.Atoms.Count * Lanes];
        features = new float[condition.Size * Lanes];
    }

    /// <summary>Fills one row to eight.</summary>
    /// <param name="sites">The coarse sites at t, [row, site, 3], nm.</param>
    /// <param name="previousAtoms">The atoms at t - 1, [row, atom, 3], nm; not looked at unless the condition uses them.</param>
    /// <param name="rows">Filled, [row, value].</param>
    public void Fill(ReadOnlySpan<float> sites, ReadOnlySpan<float> previousAtoms, Span<float> rows)
    {
        int count = rows.Length / condition.Size;
        int coarseSize = condition.CoarseScaler.EncodedSize * Lanes;
        SideBySide.Gather(sites, coarseAtoms.Length * 3, coarsePositions);
        EncodeCoarse(features.AsSpan(0, coarseSize), count);
        if (condition.UsesPrevious)
        {
            SideBySide.Gather(previousAtoms, condition.Atoms.AtomCount * 3, atomPositions);
            for (int site = 0; site < coarseAtoms.Length; site++)
                atomPositions.AsSpan(coarseAtoms[site] * 3 * Lanes, 3 * Lanes).CopyTo(coarsePositions.AsSpan(site * 3 * Lanes));
            EncodeCoarse(features.AsSpan(coarseSize, coarseSize), count);
            atoms.Measure(atomPositions, atomCoordinates, count);
            atomScaler.Encode(atomCoordinates, features.AsSpan(2 * coarseSize));
        }

        SideBySide.Scatter(features, condition.Size, rows);
    }

    private void EncodeCoarse(Span<float> encoded, int count)
    {
        coarse.Measure(coarsePositions, coarseCoordinates, count);
        coarseScaler.Encode(coarseCoordinates, encoded);
    }
}
