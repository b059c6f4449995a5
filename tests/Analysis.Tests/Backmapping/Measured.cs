using LatentSim.Analysis;
using LatentSim.Molecules;

namespace Analysis.Tests.Backmapping;

/// <summary>Ensembles of few atoms from frames in memory.</summary>
internal static class Measured
{
    /// <summary>A chain of carbons, bonded one to the next, of residues of one atom.</summary>
    internal static Topology Chain(int atoms, params (int, int)[] moreBonds)
    {
        var builder = new TopologyBuilder();
        builder.AddResidue("CHN", 1, "A");
        for (var i = 0; i < atoms; i++) builder.AddAtom($"C{i}", Element.FromSymbol("C"));
        for (var i = 1; i < atoms; i++) builder.AddBond(i - 1, i);
        foreach (var (a, b) in moreBonds) builder.AddBond(a, b);
        return builder.Build();
    }

    internal static EnsembleSource Source(string name, float[][] frames, double spacing = 1) => new(name, [Dipeptide.Source(name, frames, spacing)], spacing);

    internal static BackmapEnsemble Of(Topology topology, IReadOnlyList<int> sites, float[][] frames, double spacing = 1)
    {
        var source = Source("frames", frames, spacing);
        return new BackmapEstimator(BackmapDefinition.Fit(EnsembleDefinition.Of(topology), sites, source, spacing, _ => { }), _ => { }).Measure(source);
    }
}
