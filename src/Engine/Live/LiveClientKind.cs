namespace LatentSim.Engine.Live;

/// <summary>How a client watches.</summary>
public enum LiveClientKind
{
    /// <summary>The page, in a browser.</summary>
    Page,

    /// <summary>A program that reads the stream.</summary>
    Stream,

    /// <summary>A program that speaks IMD.</summary>
    Imd,
}
