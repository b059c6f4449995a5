namespace LatentSim.Analysis;

/// <summary>A region along psi_1 in the ensembles.</summary>
/// <param name="Name">"native basin".</param>
/// <param name="Training">In the training MD.</param>
/// <param name="Truth">In the held-out MD.</param>
/// <param name="Run">In the run.</param>
public sealed record BasinRegion(string Name, BasinStructures? Training, BasinStructures? Truth, BasinStructures? Run)
{
    /// <summary>The regions of a comparison, that of the native structure first.</summary>
    internal static IReadOnlyList<BasinRegion> Of(LatentComparison comparison)
    {
        if (comparison.Truth.Structures is not { Basins.Count: 3 }) return [];
        var (native, other) = comparison.Limits.BasinNames;
        int[] order = comparison.NativeIsUpper ? [2, 1, 0] : [0, 1, 2];
        string[] names = [$"{native} basin", "barrier", $"{other} basin"];
        return [.. order.Zip(names, (place, name) => new BasinRegion(name, At(comparison.Training, place), At(comparison.Truth, place), At(comparison.Run, place)))];
    }

    private static BasinStructures? At(LatentEnsemble? ensemble, int place) => ensemble?.Structures?.Basins is { Count: 3 } basins ? basins[place] : null;
}
