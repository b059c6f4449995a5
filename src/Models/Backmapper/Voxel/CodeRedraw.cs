using LatentSim.Molecules.Random;

namespace LatentSim.Models.Backmapper.Voxel;

/// <summary>
/// Draws the latent code of a frame above a limit of its energy anew, until a frame is below; after <see cref="Attempts"/> the lowest stays. An attempt's
/// random numbers are keyed by its number, so that a frame does not depend on those drawn beside it.
/// </summary>
internal sealed class CodeRedraw(VoxelBackmapper backmapper, EnergyLimit limit)
{
    /// <summary>How many codes are drawn at most.</summary>
    public const int Attempts = 16;

    private readonly FrameEnergy energy = new(limit.Potential);
    private readonly float[] code = new float[backmapper.CodeSize];
    private readonly float[] candidate = new float[backmapper.Atoms * 3];

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
