using LatentSim.Molecules;
using LatentSim.Molecules.Geometry;

namespace LatentSim.Analysis;

/// <summary>What backmapped trajectories and MD are compared by (Shmilovich et al., J. Phys. Chem. A 126, 9124 (2022), section 3), fixed on the truth.</summary>
public sealed class BackmapDefinition
{
    private BackmapDefinition(EnsembleDefinition atoms, IReadOnlyList<int> sites, double lagTime)
    {
        (Atoms, Sites, LagTime) = (atoms, sites, lagTime);
        Angles = BondedAngles.Of(atoms.Topology);
        FreeTorsions = Analysis.FreeTorsions.Of(atoms.Topology, [.. sites]);
    }

    /// <summary>The molecule's bonds, torsion pairs and chiral centres.</summary>
    public EnsembleDefinition Atoms { get; }

    /// <summary>The molecule.</summary>
    public Topology Topology => Atoms.Topology;

    /// <summary>The coarse sites' atoms, ascending.</summary>
    public IReadOnlyList<int> Sites { get; }

    /// <summary>Time between frames in ps.</summary>
    public double LagTime { get; }

    /// <summary>The angles of bonds.</summary>
    public IReadOnlyList<AtomTriple> Angles { get; }

    /// <summary>Torsions that the sites do not fix.</summary>
    public IReadOnlyList<FreeTorsion> FreeTorsions { get; }

    /// <summary>The plane of free energies and Markov models; null where the molecule has no backbone torsions.</summary>
    public SlowPlane? Plane { get; private init; }

    /// <summary>The states of Markov models: clusters of the truth in that plane.</summary>
    public KMeansModel? Clusters { get; private init; }

    /// <summary>Lag of Markov models in frames.</summary>
    public int MarkovLagFrames { get; private init; }

    /// <summary>Lag of Markov models in ps.</summary>
    public double MarkovLag => MarkovLagFrames * LagTime;

    /// <summary>Fits the definition to the truth.</summary>
    /// <param name="atoms">The molecule.</param>
    /// <param name="sites">The coarse sites' atoms.</param>
    /// <param name="truth">MD whose frames are a lag apart.</param>
    /// <param name="markovLag">Lag of Markov models in ps, a multiple of the time between frames.</param>
    /// <param name="advanced">Hears how many frames were read.</param>
    /// <exception cref="InvalidInputException">A trajectory does not fit, or the lag is no multiple.</exception>
    public static BackmapDefinition Fit(EnsembleDefinition atoms, IReadOnlyList<int> sites, EnsembleSource truth, double markovLag, Action<long> advanced)
    {
        var lagFrames = truth.LagFrames(markovLag);
        var fit = new SlowPlaneFit(atoms.TorsionPairs, truth, atoms.Topology.AtomCount, advanced);
        var plane = fit.Plane(lagFrames);
        return new BackmapDefinition(atoms, sites, truth.Spacing) { Plane = plane, Clusters = plane is null ? null : fit.Clusters(plane), MarkovLagFrames = lagFrames };
    }

    /// <summary>How reports name an angle.</summary>
    public string Label(AtomTriple angle) => $"{Atoms.Label(angle.A)}-{Atoms.Label(angle.B)}-{Atoms.Label(angle.C)}";

    /// <summary>Whether one of an angle's ends is a hydrogen.</summary>
    public bool IsToHydrogen(AtomTriple angle) => Topology.Atoms[angle.A].Element.IsHydrogen || Topology.Atoms[angle.C].Element.IsHydrogen;
}
