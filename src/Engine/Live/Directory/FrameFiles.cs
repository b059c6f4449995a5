using LatentSim.Actors;
using LatentSim.Engine.Runs;
using LatentSim.Models.ModelFile;

namespace LatentSim.Engine.Live;

/// <summary>The frames that the files of a run's walkers hold, and those that are added to them. Safe for any number of threads; nothing is written.</summary>
internal sealed class FrameFiles : ILiveSource
{
    private readonly RunSettings settings;
    private readonly Simulator model;
    private readonly Func<LivePhase> phase;

    /// <summary>Reads the files of a run.</summary>
    /// <param name="directory">The run directory.</param>
    /// <param name="settings">The run's settings.</param>
    /// <param name="model">The run's model.</param>
    /// <param name="log">Where damage is reported.</param>
    /// <param name="phase">Whether the run goes on.</param>
    public FrameFiles(RunDirectory directory, RunSettings settings, Simulator model, LiveLog log, Func<LivePhase> phase)
    {
        this.settings = settings;
        this.model = model;
        this.phase = phase;
        Log = log;
        Format = WalkerFormat.Of(directory, settings, model);
        CoarseAtoms = settings.Stages.Contains(StageNames.Backmapper) ? model.Molecule!.CoarseAtoms : [];
        Dimension = Format.Sites == 0 ? Format.RowLength : CreateLatents()?.Dimension ?? 0;
    }

    /// <summary>What the files hold.</summary>
    public WalkerFormat Format { get; }

    /// <summary>The atom at which each coarse site lies; empty where frames are no atoms.</summary>
    public IReadOnlyList<int> CoarseAtoms { get; }

    /// <summary>The numbers of a latent row; 0 where there are none.</summary>
    public int Dimension { get; }

    /// <summary>Whether there are energies.</summary>
    public bool HasEnergies => settings.EnergyHash is not null;

    /// <summary>The number of walkers.</summary>
    public int Walkers => settings.Walkers;

    /// <summary>Where damage is reported.</summary>
    public LiveLog Log { get; }

    /// <summary>Whether the run goes on.</summary>
    public LivePhase Phase => phase();

    /// <inheritdoc/>
    public ILiveSubscription Subscribe(LiveRequest request)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(request.Stride, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(request.Capacity, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(request.From ?? 0, 0);
        if (request.Walkers.Any(walker => walker < 0 || walker >= Walkers))
            throw new ArgumentException($"There are walkers 0 to {Walkers - 1}; others were asked for.", nameof(request));
        return new FileSubscription(this, request);
    }

    /// <summary>What encodes frames; null where nothing does, or rows are latents already.</summary>
    public FrameLatents? CreateLatents() => FrameLatents.Of(model, settings);
}
