using LatentSim.Molecules;

namespace LatentSim.Engine.Backmapping;

/// <summary>Takes the coarse sites out of a frame.</summary>
internal static class CoarseSites
{
    /// <summary>Copies the sites' positions.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="sites">For each site, its particle.</param>
    /// <param name="positions">[site, 3], nm, to fill.</param>
    /// <param name="file">The file, for messages.</param>
    /// <param name="number">The frame's number in it.</param>
    /// <exception cref="InvalidInputException">A position is not finite.</exception>
    public static void Gather(Frame frame, ReadOnlySpan<int> sites, Span<float> positions, string file, long number)
    {
        for (int site = 0; site < sites.Length; site++)
        {
            ReadOnlySpan<float> from = frame.Positions.AsSpan(3 * sites[site], 3);
            if (!float.IsFinite(from[0]) || !float.IsFinite(from[1]) || !float.IsFinite(from[2]))
                throw new InvalidInputException(file, $"frame {number}", $"has a position that is not finite, of particle {sites[site]}");
            from.CopyTo(positions[(3 * site)..]);
        }
    }
}
