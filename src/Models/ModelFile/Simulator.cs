using LatentSim.Models.Backmapper;
using LatentSim.Models.Decoder;
using LatentSim.Models.Encoder;
using LatentSim.Models.Integrators;
using LatentSim.Models.Propagator;
using LatentSim.Models.Stages;
using LatentSim.Models.Weights;

namespace LatentSim.Models.ModelFile;

/// <summary>
/// A simulator in a box: everything that generation needs, as data. Stages that a model does not have are null. Its source is a propagator, with
/// what may follow it, or an integrator of particles, or, where a backmapper stands alone, a coarse trajectory from elsewhere.
/// </summary>
/// <param name="Name">The name of the system.</param>
/// <param name="LagTime">The time that one step takes, in <see cref="TimeUnit"/>: tau of a propagator, Delta_R of an integrator.</param>
/// <param name="Temperature">The temperature of the training data, in K, if known.</param>
/// <param name="Molecule">The molecule; null for a model of latent coordinates alone.</param>
/// <param name="Encoder">Configuration to latent.</param>
/// <param name="Propagator">Latent to next latent; null where the source is another.</param>
/// <param name="Starts">Where walkers start; null where there is no propagator.</param>
/// <param name="Decoder">Latent to coarse configuration.</param>
/// <param name="Backmapper">Coarse configuration to atoms.</param>
/// <param name="Provenance">Where all this comes from.</param>
public sealed record Simulator(
    string Name,
    double LagTime,
    double? Temperature,
    Molecule? Molecule,
    EncoderWeights? Encoder,
    MixtureDensityWeights? Propagator,
    StartLatents? Starts,
    IDecoderWeights? Decoder,
    IBackmapperWeights? Backmapper,
    Provenance Provenance)
{
    /// <summary>The units of all quantities in a model file.</summary>
    public const string Units = "nm, ps, amu, kJ/mol, K, radians";

    /// <summary>The time unit of molecular dynamics.</summary>
    public const string Picoseconds = "ps";

    /// <summary>The time unit of particles in reduced units.</summary>
    public const string ReducedTime = "tau";

    /// <summary>The unit of <see cref="LagTime"/> and of all timescales: ps, unless the system knows no physical time.</summary>
    public string TimeUnit { get; init; } = Picoseconds;

    /// <summary>What the latents are where they are a system's own coordinates; null where an encoder makes them.</summary>
    public CoordinateRange? Coordinates { get; init; }

    /// <summary>The integrator of particles; null where the source is a propagator.</summary>
    public IntegratorModel? Integrator { get; init; }

    /// <summary>Whether there is a backmapper and nothing else, so that a coarse trajectory has to be brought.</summary>
    public bool IsBackmapperAlone => Backmapper is not null && Propagator is null;

    /// <summary>The number of latent coordinates; 0 where the source is no propagator.</summary>
    public int Dimension => Propagator?.Dimension ?? 0;

    /// <summary>Reads a model file; runs nothing that is in it.</summary>
    /// <exception cref="LatentSim.Molecules.InvalidInputException">The file cannot be read or is not a valid model.</exception>
    public static Simulator Load(string path) => SimulatorFile.Load(path);

    /// <summary>Writes a model file: first beside <paramref name="path"/>, then in its place.</summary>
    /// <exception cref="ArgumentException">Parts of this simulator do not fit together.</exception>
    public void Save(string path) => SimulatorFile.Save(this, path);

    /// <summary>Makes a kernel of the propagator.</summary>
    /// <exception cref="InvalidOperationException">The model has none.</exception>
    public IPropagator CreatePropagator() => Propagator is null || Starts is null
        ? throw new InvalidOperationException($"The model {Name} has no propagator.")
        : new MixtureDensityPropagator(Propagator, Starts);

    /// <summary>Makes a kernel of the integrator.</summary>
    /// <exception cref="InvalidOperationException">The model has none.</exception>
    public IIntegrator CreateIntegrator() => Integrator is null
        ? throw new InvalidOperationException($"The model {Name} has no integrator.")
        : Integrator.Weights.CreateIntegrator(Integrator.System, LagTime);

    /// <summary>Makes a kernel of the decoder.</summary>
    /// <exception cref="InvalidOperationException">The model has none.</exception>
    public IDecoder CreateDecoder() => Decoder switch
    {
        FlowDecoderWeights flow => new FlowDecoder(flow),
        WganDecoderWeights wgan => new WganDecoder(wgan),
        _ => throw new InvalidOperationException($"The model {Name} has no decoder."),
    };

    /// <summary>Makes a kernel of the backmapper.</summary>
    /// <param name="limit">The energy that its frames may have; null to take every draw.</param>
    /// <exception cref="InvalidOperationException">The model has none.</exception>
    /// <exception cref="ArgumentException">The limit is of another molecule.</exception>
    public IBackmapper CreateBackmapper(EnergyLimit? limit = null) =>
        Backmapper is null ? throw new InvalidOperationException($"The model {Name} has no backmapper.") : Backmapper.CreateBackmapper(limit);

    /// <summary>Makes a kernel of the encoder.</summary>
    /// <exception cref="InvalidOperationException">The model has none.</exception>
    public SrvEncoder CreateEncoder() => Encoder is null
        ? throw new InvalidOperationException($"The model {Name} has no encoder.")
        : new SrvEncoder(Encoder, Molecule?.Atoms.AtomCount ?? 0);
}
