using LatentSim.Models.Backmapper;
using LatentSim.Models.Weights;

namespace LatentSim.Models.Contacts;

/// <summary>
/// How far a frame is from one that may stay, as one number that redraws make smaller: an energy above its limit counts more than any overlap of atoms, and
/// among frames above it the lower is nearer.
/// </summary>
internal sealed class FrameDeficit
{
    /// <summary>What is as large as this is an energy above its limit; what is smaller, an overlap in nm.</summary>
    public const float OfEnergy = 1;

    private const float LargestOverlap = 0.999f;

    // The excess, kJ/mol, from where on its logarithm counts: a clash may be 1e30 above, and a float has to tell it from a worse one.
    private const double Scale = 10;

    private readonly ContactCheck? contacts;
    private readonly FrameEnergy? energy;
    private readonly double mostEnergy;

    private FrameDeficit(ContactCheck? contacts, FrameEnergy? energy, double mostEnergy)
    {
        this.contacts = contacts;
        this.energy = energy;
        this.mostEnergy = mostEnergy;
    }

    /// <summary>Makes the measure; null where there is nothing to measure.</summary>
    /// <exception cref="ArgumentException">Contacts or limit are not of <paramref name="atoms"/> atoms.</exception>
    public static FrameDeficit? Of(ContactLimits? contacts, EnergyLimit? limit, int atoms)
    {
        if (limit is not null && limit.Potential.CoordinateCount != 3 * atoms)
            throw new ArgumentException($"An energy of {limit.Potential.CoordinateCount / 3} atoms for frames of {atoms}.", nameof(limit));
        if (contacts is null && limit is null)
            return null;
        return new FrameDeficit(
            contacts is null ? null : new ContactCheck(contacts, atoms), limit is null ? null : new FrameEnergy(limit.Potential), limit?.MostEnergy ?? 0);
    }

    /// <summary>The deficit of a frame, [atom, 3] in nm; 0 if it may stay.</summary>
    public float Of(ReadOnlySpan<float> frame)
    {
        float overlap = contacts?.Deficit(frame) ?? 0;
        if (energy is null)
            return overlap;
        double excess = energy.Of(frame) - mostEnergy;
        return excess > 0 ? OfEnergy + (float)(1 - (1 / (1 + Math.Log(1 + (excess / Scale))))) : Math.Min(overlap, LargestOverlap);
    }
}
