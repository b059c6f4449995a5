using LatentSim.Models.Stages;

namespace LatentSim.Engine.Backmapping;

/// <summary>
/// A backmapper of walkers that end at steps of their own: only those that go on are computed, in runs of neighbours; the others stay at their last atoms.
/// </summary>
/// <param name="backmapper">Computes them. A walker's atoms do not depend on what others are computed with it.</param>
/// <param name="framesOf">The frames of each walker.</param>
internal sealed class EndingBackmapper(IBackmapper backmapper, Func<int, long> framesOf) : IBackmapper
{
    /// <inheritdoc/>
    public int Sites => backmapper.Sites;

    /// <inheritdoc/>
    public int Atoms => backmapper.Atoms;

    /// <inheritdoc/>
    public void Backmap(ulong seed, FrameBlock coarse, Span<float> previous, FrameBlock atoms)
    {
        int step = NextEnd(coarse, 0);
        if (step == coarse.Steps && Enumerable.Range(0, coarse.Walkers).All(walker => GoesOn(coarse, walker, 0)))
        {
            backmapper.Backmap(seed, coarse, previous, atoms);
            return;
        }

        for (int first = 0; first < coarse.Steps; first = step)
        {
            step = NextEnd(coarse, first);
            BackmapSteps(seed, coarse, first, step - first, previous, atoms);
        }
    }

    // From step to step of a block the same walkers go on, until the next of them ends.
    private int NextEnd(FrameBlock coarse, int step)
    {
        int next = coarse.Steps;
        for (int walker = 0; walker < coarse.Walkers; walker++)
        {
            long end = framesOf(coarse.FirstWalker + walker) - coarse.FirstStep;
            if (end > step && end < next)
                next = (int)end;
        }

        return next;
    }

    private void BackmapSteps(ulong seed, FrameBlock coarse, int first, int steps, Span<float> previous, FrameBlock atoms)
    {
        int size = 3 * Atoms;
        for (int walker = 0; walker < coarse.Walkers;)
        {
            int end = walker;
            while (end < coarse.Walkers && GoesOn(coarse, end, first))
                end++;
            if (end > walker)
            {
                BackmapWalkers(seed, coarse, first, steps, walker, end - walker, previous.Slice(walker * size, (end - walker) * size), atoms);
                walker = end;
                continue;
            }

            for (int step = first; step < first + steps; step++)
                previous.Slice(walker * size, size).CopyTo(atoms.Step(step)[(walker * size)..]);
            walker++;
        }
    }

    private void BackmapWalkers(ulong seed, FrameBlock coarse, int first, int steps, int walker, int walkers, Span<float> previous, FrameBlock atoms)
    {
        using FrameBlock some = FrameBlock.Rent(coarse.FirstStep + first, steps, coarse.FirstWalker + walker, walkers, Sites);
        using FrameBlock made = FrameBlock.Rent(some.FirstStep, steps, some.FirstWalker, walkers, Atoms);
        for (int step = 0; step < steps; step++)
            coarse.Step(first + step).Slice(3 * Sites * walker, 3 * Sites * walkers).CopyTo(some.Step(step));
        backmapper.Backmap(seed, some, previous, made);
        for (int step = 0; step < steps; step++)
            made.Step(step).CopyTo(atoms.Step(first + step)[(3 * Atoms * walker)..]);
        atoms.Redrawn += made.Redrawn;
    }

    private bool GoesOn(FrameBlock coarse, int walker, int step) => framesOf(coarse.FirstWalker + walker) > coarse.FirstStep + step;
}
