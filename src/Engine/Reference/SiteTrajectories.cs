using System.Runtime.InteropServices;
using LatentSim.Engine.Configuration;
using LatentSim.Engine.Training;
using LatentSim.Molecules;

namespace LatentSim.Engine.Reference;

/// <summary>The coarse sites of a configuration's training trajectories.</summary>
/// <param name="Trajectories">float[frame, site, 3] of each, nm.</param>
/// <param name="LagFrames">Frames in the configuration's lag.</param>
internal sealed record SiteTrajectories(IReadOnlyList<float[]> Trajectories, int LagFrames)
{
    /// <summary>All frames, one trajectory after the other.</summary>
    public float[] AllFrames => [.. Trajectories.SelectMany(trajectory => trajectory)];

    /// <summary>Reads them.</summary>
    /// <exception cref="InvalidInputException">A file is damaged or does not fit.</exception>
    public static SiteTrajectories Load(ConfigurationFile configuration, MolecularSystem system, CancellationToken cancellation)
    {
        TrainingTrajectories atoms = TrainingTrajectories.Load(configuration, system, cancellation);
        return new SiteTrajectories([.. atoms.Tables.Select(table => SitesOf(table.Frames, system.CoarseAtoms))], atoms.LagFrames);
    }

    private static float[] SitesOf(float[,,] frames, int[] sites)
    {
        int length = 3 * frames.GetLength(1);
        ReadOnlySpan<float> atoms = MemoryMarshal.CreateReadOnlySpan(ref frames[0, 0, 0], frames.Length);
        float[] chosen = new float[frames.GetLength(0) * 3 * sites.Length];
        for (int frame = 0; frame < frames.GetLength(0); frame++)
            for (int site = 0; site < sites.Length; site++)
                atoms.Slice((frame * length) + (3 * sites[site]), 3).CopyTo(chosen.AsSpan(3 * ((frame * sites.Length) + site)));
        return chosen;
    }
}
