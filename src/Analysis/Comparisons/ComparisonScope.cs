namespace LatentSim.Analysis;

/// <summary>Which figures a comparison of all atoms makes.</summary>
public enum ComparisonScope
{
    /// <summary>Torsions, timescales, bonds, contacts, handedness, displacements.</summary>
    All,

    /// <summary>Bonds and contacts alone: where the others are made by <see cref="BackmapComparison"/>.</summary>
    Structure,
}
