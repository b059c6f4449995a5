using LatentSim.Models.Encoder;
using LatentSim.Models.Features;
using LatentSim.Models.ModelFile;
using LatentSim.Molecules;

namespace LatentSim.Analysis;

/// <summary>What of a model its ensembles are measured by: the encoder, the features that it sees, the lag and the sites of structures.</summary>
public sealed class LatentSystem
{
    private readonly Simulator _model;

    /// <summary>The system of a model.</summary>
    /// <exception cref="InvalidInputException">The model has no encoder or no molecule.</exception>
    public LatentSystem(Simulator model)
    {
        if (model.Encoder is null || model.Molecule is null)
            throw new InvalidInputException(model.Name, "encoder", "is missing; expected a model that encodes configurations of a molecule");
        _model = model;
        Atoms = model.Molecule.Atoms.AtomCount;
        Sites = StructureSites.Of(model.Molecule);
    }

    /// <summary>Latent coordinates m.</summary>
    public int Dimension => _model.Dimension;

    /// <summary>The model's lag in ps.</summary>
    public double LagTime => _model.LagTime;

    /// <summary>Atoms of a configuration.</summary>
    public int Atoms { get; }

    /// <summary>The sites of structures.</summary>
    public StructureSites Sites { get; }

    /// <summary>Features that the encoder sees.</summary>
    public FeatureDefinition Features => _model.Encoder!.Features;

    /// <summary>A kernel of the encoder, for one thread.</summary>
    public SrvEncoder CreateEncoder() => _model.CreateEncoder();

    /// <summary>A kernel of the features, for one thread.</summary>
    public FeatureExtractor CreateExtractor() => new(Features, Atoms);

    /// <summary>Whether frames that hold only some atoms hold all that the encoder sees.</summary>
    public bool CanEncode(IReadOnlyList<int>? atoms)
    {
        if (atoms is null) return true;
        var there = atoms.ToHashSet();
        return Features.Torsions.All(t => there.Contains(t.A) && there.Contains(t.B) && there.Contains(t.C) && there.Contains(t.D))
            && Features.Distances.All(pair => there.Contains(pair.A) && there.Contains(pair.B))
            && (Features.Aligned?.Atoms.All(there.Contains) ?? true);
    }

    /// <summary>Whether frames that hold only some atoms hold all sites of structures.</summary>
    public bool HasSites(IReadOnlyList<int>? atoms) => atoms is null || Sites.Atoms.All(atoms.Contains);
}
