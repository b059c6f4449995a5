using LatentSim.Engine.Configuration;
using LatentSim.Models.Features;
using LatentSim.Molecules;

namespace LatentSim.Engine.Training;

/// <summary>The features that a configuration asks for.</summary>
internal static class FeatureChoice
{
    /// <summary>Finds their atoms.</summary>
    /// <exception cref="InvalidInputException">The molecule has none of a kind, or a selection does not fit.</exception>
    public static FeatureDefinition Of(ConfigurationFile configuration, MolecularSystem system)
    {
        FeatureSettings settings = configuration.Settings.Features;
        var builder = new FeatureBuilder(system.Topology);
        foreach (string torsions in settings.Torsions)
            Add(builder, torsions);
        if (settings.Distances.Length > 0)
            builder.AddDistances(MolecularSystem.SelectedBy(configuration, "features.distances", settings.Distances, system.Topology));
        if (settings.Aligned.Length > 0)
            builder.AddAlignedPositions(MolecularSystem.SelectedBy(configuration, "features.aligned", settings.Aligned, system.Topology), system.Positions);
        return builder.Build();
    }

    private static FeatureBuilder Add(FeatureBuilder builder, string torsions) => torsions switch
    {
        "backbone" => builder.AddBackboneTorsions(),
        "omega" => builder.AddPeptideTorsions(),
        "side-chains" => builder.AddSideChainTorsions(),
        _ => throw new ArgumentException($"No torsions are called {torsions}.", nameof(torsions)),
    };
}
