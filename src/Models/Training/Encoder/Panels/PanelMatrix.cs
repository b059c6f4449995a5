using LatentSim.Models.Kernels;

namespace LatentSim.Models.Training;

/// <summary>Values [panel, unit, 16 frames] of many frames. Units are padded with zeros, so that whole tiles and whole vectors of units can be read.</summary>
internal sealed unsafe class PanelMatrix
{
    private readonly int panelSize;
    private AlignedBuffer buffer = new(0);

    /// <summary>An empty matrix.</summary>
    public PanelMatrix(int units)
    {
        Units = units;
        int padded = Math.Max(FramePanel.Tiled(units), (units + FramePanel.Lanes - 1) / FramePanel.Lanes * FramePanel.Lanes);
        panelSize = padded * FramePanel.Frames;
    }

    /// <summary>The units of a frame.</summary>
    public int Units { get; }

    /// <summary>Floats from a panel to the next.</summary>
    public int PanelSize => panelSize;

    /// <summary>Makes room; values are lost when it grows.</summary>
    public void Reserve(int panels)
    {
        int length = checked(panels * panelSize);
        if (buffer.Length < length)
            buffer = new AlignedBuffer(length);
    }

    /// <summary>[unit, 16 frames] of a panel; valid while this object is reachable and does not grow.</summary>
    public float* Panel(int index) => buffer.Pointer + ((nint)index * panelSize);
}
