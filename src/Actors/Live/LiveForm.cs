namespace LatentSim.Actors;

/// <summary>Writes a walker's row of the stream's source as watchers get it.</summary>
/// <param name="row">The row.</param>
/// <param name="shown">The numbers that watchers get.</param>
public delegate void LiveRow(Span<float> row, Span<float> shown);

/// <summary>Changes the positions of one frame, [site, 3] in nm, to those that watchers get.</summary>
/// <param name="frame">The frame.</param>
public delegate void LiveFrame(Span<float> frame);

/// <summary>How a run's numbers look to those who watch: as they will be in its files.</summary>
public sealed record LiveForm
{
    /// <summary>The number of walkers; null where requests are not checked for it.</summary>
    public int? Walkers { get; init; }

    /// <summary>The number of frames of each walker, where they end at steps of their own; else empty.</summary>
    public IReadOnlyList<long> WalkerSteps { get; init; } = [];

    /// <summary>The numbers that watchers get of a row of the source; null for all.</summary>
    public int? Dimension { get; init; }

    /// <summary>Writes them; null to copy the row.</summary>
    public LiveRow? Latents { get; init; }

    /// <summary>Rounds a frame's positions as the file does; null where it does not.</summary>
    public LiveFrame? Positions { get; init; }

    /// <summary>Rounds a frame's energy as the file does; null where it does not.</summary>
    public Func<double, double>? Energy { get; init; }
}
