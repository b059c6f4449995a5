namespace LatentSim.Molecules.Geometry;

/// <summary>Weights of atoms, where an empty span weighs all alike.</summary>
internal static class AtomWeights
{
    internal static double Of(ReadOnlySpan<double> weights, int atom) => weights.IsEmpty ? 1 : weights[atom];

    internal static void Check(ReadOnlySpan<double> weights, int atoms)
    {
        if (atoms == 0)
            throw new ArgumentException("There are no atoms.");
        if (weights.IsEmpty)
            return;
        if (weights.Length != atoms)
            throw new ArgumentException($"There are {weights.Length} weights for {atoms} atoms.", nameof(weights));
        var total = 0.0;
        foreach (var weight in weights)
        {
            if (!(weight >= 0))
                throw new ArgumentException($"A weight is {weight}; none may be negative.", nameof(weights));
            total += weight;
        }

        if (!(total > 0) || double.IsInfinity(total))
            throw new ArgumentException($"The weights add up to {total}; a positive, finite sum was expected.", nameof(weights));
    }
}
