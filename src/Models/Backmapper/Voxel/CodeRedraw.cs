using LatentSim.Molecules.Random;

namespace LatentSim.Models.Backmapper.Voxel;

/// <summary>
/// Draws the latent code of a frame above a limit of its energy anew, until a frame is below; after <see cref="Attempts"/> the lowest stays. An attempt's
/// random numbers are keyed by its number, so that a frame does not depend on those drawn beside it.
/// </summary>
internal sealed class CodeRedraw
{
    /// <summary>How many codes are drawn at most.</summary>
    public const int Attempts = 16;

    private readonly VoxelBackmapper backmapper;
    private readonly EnergyLimit limit;
    private readonly FrameEnergy energy;
    private readonly float[] code;
    private readonly float[] candidate;

    /// <summary>Makes room for redraws.</summary>
    /// <exception cref="ArgumentException">The energy is of another number of atoms.</exception>
    public CodeRedraw(VoxelBackmapper backmapper, EnergyLimit limit)
    {
        if (limit.Potential.CoordinateCount != 3 * backmapper.Atoms)
            throw new ArgumentException($"An energy of {limit.Potential.CoordinateCount / 3} atoms for frames of {backmapper.Atoms}.", nameof(limit));

        this.backmapper = backmapper;
        this.limit = limit;
        energy = new FrameEnergy(limit.Potential);
        code = new float[backmapper.CodeSize];
        candidate = new float[backmapper.Atoms * 3];
    }

    /// <summary>Replaces a frame that is above the limit, under the condition that the backmapper saw last.</summary>
    /// <returns>Whether it was above.</returns>
    public bool Run(ulong seed, int walker, long step, Span<float> frame)
    {
        double least = energy.Of(frame);
        if (least <= limit.MostEnergy)
            return false;

        for (int attempt = 1; attempt <= Attempts && least > limit.MostEnergy; attempt++)
        {
            PhiloxStream random = new(seed, walker, step, RandomPurpose.Backmapper, attempt);
            backmapper.Draw(ref random, code);
            backmapper.Place(code, candidate);
            double found = energy.Of(candidate);
            if (found >= least)
                continue;
            candidate.CopyTo(frame);
            least = found;
        }

        return true;
    }
}
