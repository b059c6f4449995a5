using LatentSim.Models.Kernels;

namespace LatentSim.Models.Training;

/// <summary>Values [unit, frame], with zeros before the first frame and after the last, so that a frame's neighbours in time can always be read.</summary>
internal sealed unsafe class FrameTable(int units)
{
    private const int Guard = FramePanel.Frames;
    private AlignedBuffer buffer = new(0);
    private int stride;

    /// <summary>The number of units.</summary>
    public int Units => units;

    /// <summary>The frames, whole panels.</summary>
    public int Frames { get; private set; }

    /// <summary>Takes another number of frames; all values become zero.</summary>
    public void Resize(int panels)
    {
        Frames = panels * FramePanel.Frames;
        stride = Frames + (2 * Guard);
        int length = checked(units * stride);
        if (buffer.Length < length)
            buffer = new AlignedBuffer(length);
        else
            buffer.Span[..length].Clear();
    }

    /// <summary>A unit's first frame; valid while this object is reachable and does not grow.</summary>
    public float* Row(int unit) => buffer.Pointer + (unit * stride) + Guard;

    /// <summary>A unit's frames.</summary>
    public Span<float> RowSpan(int unit) => buffer.Span.Slice((unit * stride) + Guard, Frames);

    /// <summary>Takes the frames of a panel, [unit, 16 frames].</summary>
    public void FromPanel(int panel, float* values)
    {
        for (int unit = 0; unit < units; unit++)
            new ReadOnlySpan<float>(values + (unit * Guard), Guard).CopyTo(RowSpan(unit).Slice(panel * Guard, Guard));
    }

    /// <summary>Gives the frames of a panel, [unit, 16 frames].</summary>
    public void ToPanel(int panel, float* values)
    {
        for (int unit = 0; unit < units; unit++)
            RowSpan(unit).Slice(panel * Guard, Guard).CopyTo(new Span<float>(values + (unit * Guard), Guard));
    }
}
