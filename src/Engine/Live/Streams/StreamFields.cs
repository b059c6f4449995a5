namespace LatentSim.Engine.Live.Streams;

/// <summary>What a subscription wants.</summary>
[Flags]
public enum StreamFields
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Latent rows.</summary>
    Latent = 1,

    /// <summary>Coarse sites of frames that have more after them.</summary>
    Coarse = 2,

    /// <summary>Positions at the finest resolution.</summary>
    Atoms = 4,

    /// <summary>Potential energies.</summary>
    Energies = 8,

    /// <summary>How the run is, once a second.</summary>
    Status = 16,

    /// <summary>Running estimates.</summary>
    Observables = 32,

    /// <summary>Lines of the log.</summary>
    Log = 64,

    /// <summary>All that comes with frames.</summary>
    OfFrames = Latent | Coarse | Atoms | Energies,
}
