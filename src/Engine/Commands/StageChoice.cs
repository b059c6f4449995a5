namespace LatentSim.Engine.Commands;

/// <summary>How far --stages goes.</summary>
internal static class StageChoice
{
    private static readonly (string Word, int Count)[] Table = [("latent", 1), ("coarse", 2), ("frames", 2), ("atoms", 3)];

    /// <summary>The words.</summary>
    public static string[] Words { get; } = [.. Table.Select(entry => entry.Word)];

    /// <summary>How many stages give what a word names; null for null.</summary>
    public static int? Parse(string? word) => word is null ? null : Table.First(entry => entry.Word == word).Count;
}
