using LatentSim.Models.Backmapper;
using LatentSim.Models.Stages;
using LatentSim.Molecules;
using LatentSim.Molecules.Geometry;

namespace LatentSim.Models.Weights;

/// <summary>
/// The backmapper that draws internal coordinates of the atoms around given coarse sites from a spline flow. Its condition is
/// [encoded coarse coordinates at t | encoded coarse coordinates at t - 1 | encoded atom coordinates at t - 1], or without previous atoms the first alone.
/// </summary>
/// <param name="CoarseAtoms">For each coarse site, the atom that lies there.</param>
/// <param name="CoarseRows">The Z-matrix of the coarse sites, all placed from scratch.</param>
/// <param name="CoarseScales">The scaling of each coordinate of <paramref name="CoarseRows"/>.</param>
/// <param name="AtomRows">The Z-matrix of all other atoms, placed from the coarse sites' atoms.</param>
/// <param name="AtomScales">The scaling of each coordinate of <paramref name="AtomRows"/>.</param>
/// <param name="Flow">The flow of the variables that <paramref name="AtomScales"/> give.</param>
/// <param name="Seeds">Where a trajectory's first frame starts from.</param>
/// <param name="Contacts">How close atoms may come, or null to take every draw.</param>
/// <param name="UsesPrevious">Whether what was one step before is part of the condition.</param>
public sealed record FlowBackmapperWeights(
    int[] CoarseAtoms,
    IReadOnlyList<ZMatrixRow> CoarseRows,
    IReadOnlyList<CoordinateScale> CoarseScales,
    IReadOnlyList<ZMatrixRow> AtomRows,
    IReadOnlyList<CoordinateScale> AtomScales,
    SplineFlowWeights Flow,
    BackmapperSeeds Seeds,
    ContactLimits? Contacts = null,
    bool UsesPrevious = true) : IBackmapperWeights
{
    /// <summary>The number of coarse sites.</summary>
    public int Sites => CoarseAtoms.Length;

    /// <summary>The number of atoms, those of the coarse sites included.</summary>
    public int Atoms => CoarseAtoms.Length + AtomRows.Count;

    /// <inheritdoc/>
    public string? Problem()
    {
        if (FlowBackmapperCheck.Problem(this) is { } problem)
            return problem;
        try
        {
            _ = new BackmapperCondition(this);
            return null;
        }
        catch (InvalidInputException error)
        {
            return error.Message;
        }
    }

    /// <inheritdoc/>
    public IBackmapper CreateBackmapper(EnergyLimit? limit = null) => new FlowBackmapper(this, limit);
}
