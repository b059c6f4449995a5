using LatentSim.Actors;
using LatentSim.Engine.Live.Imd;
using LatentSim.Engine.Live.Web;

namespace LatentSim.Engine.Live;

/// <summary>How a run is to be shown.</summary>
public sealed record LiveSettings
{
    /// <summary>The IMD servers, one for each port.</summary>
    public IReadOnlyList<ImdSettings> Imd { get; init; } = [];

    /// <summary>The web server; null for none.</summary>
    public WebSettings? Web { get; init; }

    /// <summary>The configuration that names the MD to compare with; null for none.</summary>
    public string? Reference { get; init; }

    /// <summary>Where metrics are sent by OTLP; null for nowhere.</summary>
    public Uri? Otlp { get; init; }

    /// <summary>Whether a watcher may ask for every frame, and so slow a run in this process.</summary>
    public bool AllowsAll => Imd.Any(server => server.Delivery == LiveDelivery.All) || Web?.Delivery == LiveDelivery.All;

    /// <summary>Whether anything is asked for.</summary>
    public bool IsAsked => Imd.Count > 0 || Web is not null || Otlp is not null;
}
