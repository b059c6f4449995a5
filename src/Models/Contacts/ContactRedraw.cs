using LatentSim.Models.Flow;
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
    private readonly float[] candidate;
    private int[] pending = [];
    private float[] deficits = [];
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
        candidate = new float[frameLength];
    }

    /// <summary>Replaces those of <paramref name="frames"/> that have a deficit or could not be placed as they were drawn.</summary>
    /// <param name="draw">What the frames are.</param>
    /// <param name="rowConditions">[row, condition].</param>
    /// <param name="gaps">What <see cref="IContactDraw.Place"/> returned for each row; empty where it returns 0 always.</param>
    /// <param name="frames">[row, atom, 3], nm.</param>
    /// <returns>How many frames were above their limit of the energy as they were drawn.</returns>
    public int Run<TDraw>(TDraw draw, ReadOnlySpan<float> rowConditions, ReadOnlySpan<float> gaps, Span<float> frames)
        where TDraw : IContactDraw
    {
        int rows = frames.Length / frameLength;
        EnsureScratch(rows);
        int count = 0;
        int aboveLimit = 0;
        for (int row = 0; row < rows; row++)
        {
            float gap = gaps.IsEmpty ? 0 : gaps[row];
            deficits[row] = Math.Max(gap, draw.Deficit(frames.Slice(row * frameLength, frameLength)));
            if (deficits[row] <= 0)
                continue;
            pending[count++] = row;
            if (deficits[row] >= FrameDeficit.OfEnergy)
                aboveLimit++;
            PhiloxStream random = draw.Random(row, 0);
            flow.DrawBase(ref random, Row(bases, row));
        }
        for (int attempt = 1; attempt <= Attempts && count > 0; attempt++)
        {
            Move(draw, rowConditions, attempt, count);
            count = Keep(draw, frames, count);
        }

        return aboveLimit;
    }

    private void Move<TDraw>(TDraw draw, ReadOnlySpan<float> rowConditions, int attempt, int count)
        where TDraw : IContactDraw
    {
        int size = flow.ConditionSize;
        double stepSize = StepSizes[(attempt - 1) % StepSizes.Length];
        for (int i = 0; i < count; i++)
        {
            rowConditions.Slice(pending[i] * size, size).CopyTo(conditions.AsSpan(i * size));
            Row(bases, pending[i]).CopyTo(Row(moved, i));
            PhiloxStream random = draw.Random(pending[i], attempt);
            flow.MoveBase(ref random, stepSize, Row(moved, i));
        }
        flow.Inverse(moved.AsSpan(0, count * flow.Dimension), conditions.AsSpan(0, count * size), variables.AsSpan(0, count * flow.Dimension));
    }

    private int Keep<TDraw>(TDraw draw, Span<float> frames, int count)
        where TDraw : IContactDraw
    {
        int left = 0;
        for (int i = 0; i < count; i++)
        {
            int row = pending[i];
            Span<float> frame = frames.Slice(row * frameLength, frameLength);
            frame.CopyTo(candidate);
            float gap = draw.Place(row, Row(variables, i), candidate);
            float deficit = Math.Max(gap, draw.Deficit(candidate));
            if (deficit < deficits[row])
            {
                candidate.CopyTo(frame);
                Row(moved, i).CopyTo(Row(bases, row));
                deficits[row] = deficit;
            }
            if (deficits[row] > 0)
                pending[left++] = row;
        }
        return left;
    }

    private Span<float> Row(float[] table, int row) => table.AsSpan(row * flow.Dimension, flow.Dimension);

    private void EnsureScratch(int rows)
    {
        if (pending.Length >= rows)
            return;
        pending = new int[rows];
        deficits = new float[rows];
        conditions = new float[rows * flow.ConditionSize];
        bases = new float[rows * flow.Dimension];
        moved = new float[rows * flow.Dimension];
        variables = new float[rows * flow.Dimension];
    }
}
