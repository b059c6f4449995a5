namespace LatentSim.Analysis;

/// <summary>The structures of one region along psi_1.</summary>
/// <param name="Region">The region.</param>
/// <param name="Population">The share of all frames in it.</param>
/// <param name="Mean">The mean of at most <see cref="MostAveraged"/> of its frames, evenly spaced over all.</param>
/// <param name="Examples">Some of its frames, each superposed on the mean: float[site, 3] in nm.</param>
/// <param name="ToNative">RMSD of its frames to the native structure in nm, mean with standard error.</param>
/// <param name="MeanToNative">RMSD of its mean structure to the native structure in nm.</param>
public sealed record BasinStructures(Core Region, double Population, MeanStructure Mean, IReadOnlyList<float[]> Examples, Estimate ToNative, double MeanToNative)
{
    /// <summary>Frames that the mean structure is made of, at most.</summary>
    public const int MostAveraged = 3000;

    /// <summary>Frames that are kept as examples.</summary>
    public const int ExampleCount = 10;
}
