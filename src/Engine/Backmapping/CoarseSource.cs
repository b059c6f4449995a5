using LatentSim.Models.Stages;
using LatentSim.Molecules;
using LatentSim.Molecules.Geometry;

namespace LatentSim.Engine.Backmapping;

/// <summary>
/// Coarse trajectories as the source of a stream: its rows are what <see cref="CoarseRow"/> says. Walkers that follow one trajectory share what is read of it.
/// A walker whose trajectory has ended stays at its last row.
/// </summary>
internal sealed class CoarseSource : IPropagator
{
    private readonly CoarseInput input;
    private readonly CoarseCursors cursors;
    private readonly WholeMolecule whole;
    private readonly double lagTime;
    private readonly CoarseRow layout;
    private readonly int[] sites;
    private readonly Frame frame;

    /// <summary>Makes a source.</summary>
    /// <param name="input">The trajectories.</param>
    /// <param name="whole">Mends what a periodic box has torn apart.</param>
    /// <param name="lagTime">The time between frames where a file tells none, ps.</param>
    /// <param name="readers">The most files that are open at once.</param>
    public CoarseSource(CoarseInput input, WholeMolecule whole, double lagTime, int readers)
    {
        this.input = input;
        this.whole = whole;
        this.lagTime = lagTime;
        cursors = new CoarseCursors(input, readers);
        sites = [.. input.Settings.Sites];
        layout = new CoarseRow(sites.Length);
        frame = new Frame(input.Settings.Particles);
    }

    /// <inheritdoc/>
    public int Dimension => layout.Dimension;

    /// <inheritdoc/>
    /// <exception cref="InvalidInputException">A file is damaged, or a position is not finite; the message names the file and the frame.</exception>
    public void Propagate(ulong seed, LatentBlock block, Span<float> state)
    {
        int replicas = input.Settings.Replicas;
        for (int walker = 0; walker < block.Walkers;)
        {
            int trajectory = (block.FirstWalker + walker) / replicas;
            int next = Math.Min(block.Walkers, ((trajectory + 1) * replicas) - block.FirstWalker);
            Fill(block, walker, trajectory, state);
            for (int replica = walker + 1; replica < next; replica++)
                Copy(block, walker, replica);
            walker = next;
        }

        block.Step(block.Steps - 1).CopyTo(state);
    }

    private void Fill(LatentBlock block, int walker, int trajectory, ReadOnlySpan<float> state)
    {
        long end = input.Settings.FramesOf(block.FirstWalker + walker, long.MaxValue);
        ReadOnlySpan<float> before = block.FirstStep == 0 ? [] : state.Slice(walker * Dimension, Dimension);
        for (int step = 0; step < block.Steps; step++)
        {
            Span<float> row = Row(block, step, walker);
            if (block.FirstStep + step < end)
                Read(trajectory, block.FirstStep + step, row, before);
            else
                before.CopyTo(row);
            before = row;
        }
    }

    private void Read(int trajectory, long step, Span<float> row, ReadOnlySpan<float> before)
    {
        long number = step * input.Settings.Stride;
        string file = input.Settings.Trajectories[trajectory].File.Path;
        try
        {
            if (!cursors.At(trajectory, number).ReadNext(frame))
                throw new InvalidInputException(file, $"frame {number}", "is missing; the file was changed while the run went on");
            CoarseSites.Gather(frame, sites, layout.PositionsOf(row), file, number);
        }
        catch
        {
            cursors.Close(trajectory);
            throw;
        }

        whole.Mend(layout.PositionsOf(row), frame.BoxOrEmpty, before.IsEmpty ? [] : before[..(3 * sites.Length)]);
        layout.TimeOf(row) = (float)(input.Settings.Trajectories[trajectory].Spacing > 0 ? frame.Time : step * lagTime);
    }

    private void Copy(LatentBlock block, int from, int to)
    {
        for (int step = 0; step < block.Steps; step++)
            Row(block, step, from).CopyTo(Row(block, step, to));
    }

    private Span<float> Row(LatentBlock block, int step, int walker) => block.Step(step).Slice(walker * Dimension, Dimension);
}
