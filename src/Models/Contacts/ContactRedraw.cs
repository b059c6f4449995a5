using LatentSim.Models.Flow;
using LatentSim.Molecules.Geometry;
using LatentSim.Molecules.Random;

namespace LatentSim.Models.Contacts;

/// <summary>
/// Moves each frame with atoms closer than the training data has them, each whose coordinates no frame has, and each above a limit of its energy, back to
/// where frames may be. Its
/// base coordinates take random steps that keep the flow's density under the frame's condition (Cotter et al. 2013), and a step that comes nearer stays:
/// so a frame ends close to where it was drawn. Drawn anew, it would more often than not end where there is room, and dense configurations be too few.
/// After <see cref="Attempts"/> the nearest stays. An attempt's random numbers are keyed by its number, so that a frame does not depend on those drawn
/// beside it.
/// </summary>
internal sealed class ContactRedraw
{
    /// <summary>How many steps a frame takes at most.</summary>
    public const int Attempts = 32;

    // Large steps find a way out of a wide overlap, small ones the last hundredth of a nanometre.
    private static readonly double[] StepSizes = [0.5, 0.3, 0.2, 0.1];

    private readonly SplineFlow flow;
    private readonly int frameLength;
    private readonly float[] candidates;
    private readonly float[] candidateDeficits = new float[FrameLanes.Count];
    private int[] pending = [];
    private RandomKey[] keys = [];
    private float[] conditions = [];
    private float[] bases = [];
    private float[] moved = [];
    private float[] variables = [];

    /// <summary>Makes room for redraws.</summary>
    /// <param name="flow">The flow that the frames come from.</param>
    /// <param name="frameLength">The values of a frame.</param>
    public ContactRedraw(SplineFlow flow, int frameLength)
    {
        this.flow = flow;
        this.frameLength = frameLength;
        candidates = new float[FrameLanes.Count * frameLength];
    }

    /// <summary>How far an attempt goes, counted from 1.</summary>
    public static double StepSizeOf(int attempt) => StepSizes[(attempt - 1) % StepSizes.Length];

    /// <summary>Replaces those of <paramref name="frames"/> that have a deficit as they were drawn.</summary>
    /// <param name="draw">What the frames are.</param>
    /// <param name="rowConditions">[row, condition].</param>
    /// <param name="deficits">[row], what <see cref="IContactDraw.Place"/> gave; becomes that of what stays.</param>
    /// <param name="frames">[row, atom, 3], nm.</param>
    /// <returns>How many frames were above their limit of the energy as they were drawn.</returns>
    public int Run<TDraw>(TDraw draw, ReadOnlySpan<float> rowConditions, Span<float> deficits, Span<float> frames)
        where TDraw : IContactDraw
    {
        EnsureScratch(deficits.Length);
        int count = 0;
        int aboveLimit = 0;
        for (int row = 0; row < deficits.Length; row++)
        {
            if (deficits[row] <= 0)
                continue;
            keys[count] = draw.Key(row, 0);
            pending[count++] = row;
            if (deficits[row] >= FrameDeficit.OfEnergy)
                aboveLimit++;
        }

        flow.DrawBase(draw.Seed, keys.AsSpan(0, count), draw.Purpose, moved.AsSpan(0, count * flow.Dimension));
        for (int i = 0; i < count; i++)
            Row(moved, i).CopyTo(Row(bases, pending[i]));
        for (int attempt = 1; attempt <= Attempts && count > 0; attempt++)
        {
            Move(draw, rowConditions, attempt, count);
            count = Keep(draw, deficits, frames, count);
        }

        return aboveLimit;
    }

    private void Move<TDraw>(TDraw draw, ReadOnlySpan<float> rowConditions, int attempt, int count)
        where TDraw : IContactDraw
    {
        int size = flow.ConditionSize;
        for (int i = 0; i < count; i++)
        {
            rowConditions.Slice(pending[i] * size, size).CopyTo(conditions.AsSpan(i * size));
            Row(bases, pending[i]).CopyTo(Row(moved, i));
            keys[i] = draw.Key(pending[i], attempt);
        }

        Span<float> steps = moved.AsSpan(0, count * flow.Dimension);
        flow.MoveBase(draw.Seed, keys.AsSpan(0, count), draw.Purpose, StepSizeOf(attempt), steps);
        flow.Inverse(steps, conditions.AsSpan(0, count * size), variables.AsSpan(0, count * flow.Dimension));
    }

    private int Keep<TDraw>(TDraw draw, Span<float> deficits, Span<float> frames, int count)
        where TDraw : IContactDraw
    {
        int left = 0;
        for (int first = 0; first < count; first += FrameLanes.Count)
        {
            int together = Math.Min(FrameLanes.Count, count - first);
            for (int i = 0; i < together; i++)
                frames.Slice(pending[first + i] * frameLength, frameLength).CopyTo(candidates.AsSpan(i * frameLength));
            draw.Place(
                variables.AsSpan(first * flow.Dimension, together * flow.Dimension), candidates.AsSpan(0, together * frameLength), candidateDeficits.AsSpan(0, together));
            for (int i = 0; i < together; i++)
            {
                int row = pending[first + i];
                Choose(i, first + i, row, deficits, frames);
                if (deficits[row] > 0)
                    pending[left++] = row;
            }
        }

        return left;
    }

    private void Choose(int candidate, int step, int row, Span<float> deficits, Span<float> frames)
    {
        if (!(candidateDeficits[candidate] < deficits[row]))
            return;
        candidates.AsSpan(candidate * frameLength, frameLength).CopyTo(frames[(row * frameLength)..]);
        Row(moved, step).CopyTo(Row(bases, row));
        deficits[row] = candidateDeficits[candidate];
    }

    private Span<float> Row(float[] table, int row) => table.AsSpan(row * flow.Dimension, flow.Dimension);

    private void EnsureScratch(int rows)
    {
        if (pending.Length >= rows)
            return;
        pending = new int[rows];
        keys = new RandomKey[rows];
        conditions = new float[rows * flow.ConditionSize];
        bases = new float[rows * flow.Dimension];
        moved = new float[rows * flow.Dimension];
        variables = new float[rows * flow.Dimension];
    }
}
