namespace LatentSim.Engine.Live.Imd;

/// <summary>An IMD server, as a user asks for it.</summary>
public sealed record ImdSettings
{
    /// <summary>The TCP port; 0 for any that is free.</summary>
    public required int Port { get; init; }

    /// <summary>The walker that it shows.</summary>
    public int Walker { get; init; }
}
