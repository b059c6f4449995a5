using LatentSim.Models.Stages;
using LatentSim.Molecules;

namespace BackmapperFrames;

/// <summary>Blocks of coarse frames, and the kernel that backmaps them: each walker follows a piece of the trajectory.</summary>
internal sealed class CoarseBlocks : IDisposable
{
    private readonly IBackmapper backmapper;
    private readonly FrameBlock coarse;
    private readonly FrameBlock atoms;
    private readonly float[] before;
    private readonly float[] previous;

    /// <summary>Cuts a trajectory into pieces, as many as walkers, and backmaps the first frame of each.</summary>
    /// <param name="backmapper">The kernel.</param>
    /// <param name="trajectory">[frame, site, 3], nm.</param>
    /// <param name="walkers">Trajectories that step together.</param>
    /// <param name="steps">Steps of a block.</param>
    public CoarseBlocks(IBackmapper backmapper, float[] trajectory, int walkers, int steps)
    {
        this.backmapper = backmapper;
        coarse = FrameBlock.Rent(1, steps, 0, walkers, backmapper.Sites);
        atoms = FrameBlock.Rent(1, steps, 0, walkers, backmapper.Atoms);
        before = new float[walkers * backmapper.Atoms * 3];
        previous = new float[before.Length];
        int size = backmapper.Sites * 3;
        int piece = trajectory.Length / size / walkers;
        if (piece <= steps)
            throw new InvalidInputException("the coarse trajectory", "", $"{trajectory.Length / size} frames, expected at least {walkers * (steps + 1)}");

        using FrameBlock starts = FrameBlock.Rent(0, 1, 0, walkers, backmapper.Sites);
        using FrameBlock startAtoms = FrameBlock.Rent(0, 1, 0, walkers, backmapper.Atoms);
        for (int walker = 0; walker < walkers; walker++)
        {
            trajectory.AsSpan(walker * piece * size, size).CopyTo(starts.Step(0)[(walker * size)..]);
            for (int step = 0; step < steps; step++)
                trajectory.AsSpan(((walker * piece) + step + 1) * size, size).CopyTo(coarse.Step(step)[(walker * size)..]);
        }

        backmapper.Backmap(1, starts, before, startAtoms);
    }

    /// <summary>The frames of a block.</summary>
    public int Frames => coarse.Steps * coarse.Walkers;

    /// <summary>Backmaps the block.</summary>
    public void Backmap()
    {
        before.CopyTo(previous, 0);
        backmapper.Backmap(1, coarse, previous, atoms);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        coarse.Dispose();
        atoms.Dispose();
    }
}
