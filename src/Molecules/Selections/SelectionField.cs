namespace LatentSim.Molecules;

/// <summary>A property of atoms that a selection compares: a text or a number.</summary>
internal sealed record SelectionField(string Name, Func<Topology, int, string>? Text, Func<Topology, int, double>? Number)
{
    /// <summary>How texts are compared: exactly, but for elements, whose capitals differ between programs.</summary>
    internal StringComparer Comparer => Name == "element" ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;
}
