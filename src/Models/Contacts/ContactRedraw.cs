using LatentSim.Models.Flow;
using LatentSim.Molecules.Random;

namespace LatentSim.Models.Contacts;

/// <summary>
/// Draws again, from the same flow under the same condition, each frame with atoms closer than the training data has them: rejection sampling of the
/// flow's density cut to the training data's support. After <see cref="Attempts"/> the attempt that came nearest is kept. An attempt's random numbers
/// are keyed by its number, so that a frame does not depend on those drawn beside it.
/// </summary>
internal sealed class ContactRedraw
{
    /// <summary>How often a frame is drawn again at most.</summary>
    public const int Attempts = 16;

    private readonly SplineFlow flow;
    private readonly int frameLength;
    private readonly float[] candidate;
    private int[] pending = [];
    private float[] deficits = [];
    private float[] conditions = [];
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

    /// <summary>Replaces those of <paramref name="frames"/> that are in contact.</summary>
    /// <param name="draw">What the frames are.</param>
    /// <param name="rowConditions">[row, condition].</param>
    /// <param name="frames">[row, atom, 3], nm.</param>
    public void Run<TDraw>(TDraw draw, ReadOnlySpan<float> rowConditions, Span<float> frames)
        where TDraw : IContactDraw
    {
        int rows = frames.Length / frameLength;
        EnsureScratch(rows);
        int count = 0;
        for (int row = 0; row < rows; row++)
        {
            deficits[row] = draw.Deficit(frames.Slice(row * frameLength, frameLength));
            if (deficits[row] > 0)
                pending[count++] = row;
        }
        for (int attempt = 1; attempt <= Attempts && count > 0; attempt++)
        {
            Draw(draw, rowConditions, attempt, count);
            count = Keep(draw, frames, count);
        }
    }

    private void Draw<TDraw>(TDraw draw, ReadOnlySpan<float> rowConditions, int attempt, int count)
        where TDraw : IContactDraw
    {
        int size = flow.ConditionSize;
        for (int i = 0; i < count; i++)
        {
            rowConditions.Slice(pending[i] * size, size).CopyTo(conditions.AsSpan(i * size));
            PhiloxStream random = draw.Random(pending[i], attempt);
            flow.DrawBase(ref random, variables.AsSpan(i * flow.Dimension, flow.Dimension));
        }
        Span<float> drawn = variables.AsSpan(0, count * flow.Dimension);
        flow.Inverse(drawn, conditions.AsSpan(0, count * size), drawn);
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
            draw.Place(row, variables.AsSpan(i * flow.Dimension, flow.Dimension), candidate);
            float deficit = draw.Deficit(candidate);
            if (deficit < deficits[row])
            {
                candidate.CopyTo(frame);
                deficits[row] = deficit;
            }
            if (deficits[row] > 0)
                pending[left++] = row;
        }
        return left;
    }

    private void EnsureScratch(int rows)
    {
        if (pending.Length >= rows)
            return;
        pending = new int[rows];
        deficits = new float[rows];
        conditions = new float[rows * flow.ConditionSize];
        variables = new float[rows * flow.Dimension];
    }
}
