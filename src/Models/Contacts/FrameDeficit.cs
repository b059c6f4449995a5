using LatentSim.Models.Backmapper;
using LatentSim.Models.Weights;
using LatentSim.Molecules.Geometry;

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

    /// <summary>The deficits of one frame to eight; 0 if a frame may stay.</summary>
    /// <param name="frames">[frame, atom, 3], nm.</param>
    /// <param name="sideBySide">The same, [atom, 3, frame].</param>
    /// <param name="deficits">[frame].</param>
    public void Fill(ReadOnlySpan<float> frames, ReadOnlySpan<float> sideBySide, Span<float> deficits)
    {
        Span<float> overlaps = stackalloc float[FrameLanes.Count];
        overlaps.Clear();
        contacts?.Deficits(sideBySide, overlaps);
        int length = frames.Length / deficits.Length;
        for (int i = 0; i < deficits.Length; i++)
            deficits[i] = energy is null ? overlaps[i] : Of(energy.Of(frames.Slice(i * length, length)) - mostEnergy, overlaps[i]);
    }

    private static float Of(double excess, float overlap) =>
        excess > 0 ? OfEnergy + (float)(1 - (1 / (1 + Math.Log(1 + (excess / Scale))))) : Math.Min(overlap, LargestOverlap);
}
