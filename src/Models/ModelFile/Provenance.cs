namespace LatentSim.Models.ModelFile;

/// <summary>Where a simulator comes from.</summary>
/// <param name="CreatedBy">The program and its version.</param>
/// <param name="Data">The files it was trained on.</param>
/// <param name="Configuration">The YAML text it was trained with.</param>
/// <param name="Metrics">Figures of the training, by name.</param>
/// <param name="Packages">Versions of the packages that trained it, by name.</param>
/// <param name="Seed">The seed of the training.</param>
/// <param name="WallTime">How long the training took, in seconds.</param>
public sealed record Provenance(
    string CreatedBy,
    IReadOnlyList<DataFile> Data,
    string Configuration,
    IReadOnlyDictionary<string, double> Metrics,
    IReadOnlyDictionary<string, string> Packages,
    ulong Seed,
    double WallTime);
