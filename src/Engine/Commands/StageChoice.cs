using LatentSim.Engine.Runs;

namespace LatentSim.Engine.Commands;

/// <summary>How far --stages goes.</summary>
internal static class StageChoice
{
    /// <summary>The words.</summary>
    public static readonly string[] Words = ["latent", "coarse", "atoms"];

    /// <summary>The stages that give what a word names; null for null.</summary>
    public static IReadOnlyList<string>? Parse(string? word) => word is null ? null : [.. StageNames.All.Take(1 + Array.IndexOf(Words, word))];
}
