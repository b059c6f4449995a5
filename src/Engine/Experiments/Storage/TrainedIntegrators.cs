using LatentSim.Engine.Commands;
using LatentSim.Engine.Configuration;
using LatentSim.Engine.Terminal;
using LatentSim.Models.Integrators;
using LatentSim.Models.ModelFile;
using LatentSim.Molecules;

namespace LatentSim.Engine.Experiments;

/// <summary>The integrators of a folder of models; those that are missing are trained and added.</summary>
/// <param name="configurationFile">The system's configuration.</param>
/// <param name="overrides">Settings that replace those of the file.</param>
/// <param name="folder">The folder.</param>
/// <param name="force">Whether models are trained again that are there.</param>
/// <param name="progress">Where trainings tell how far they are.</param>
/// <param name="cancellation">Ends a training without a model.</param>
internal sealed class TrainedIntegrators(
    string configurationFile, IReadOnlyList<string> overrides, string folder, bool force, ProgressLine progress, CancellationToken cancellation) : IIntegratorSource
{
    // One pass over a few short trajectories: the network has its size, and its weights some values.
    private static readonly string[] LeastTraining = ["lstm.epochs=1", "particles.simulations=4"];

    private readonly Dictionary<(string Kind, double Timestep), IIntegrator> known = [];

    /// <inheritdoc/>
    /// <exception cref="InvalidInputException">The model that is there is of another configuration, or cannot be trained.</exception>
    public IIntegrator Get(string kind, double timestep)
    {
        if (known.TryGetValue((kind, timestep), out IIntegrator? integrator))
            return integrator;
        ConfigurationFile configuration = Configuration(kind, timestep);
        string file = FileOf(configuration);
        Simulator model = File.Exists(file) && !force ? Load(file, configuration) : Train(file, configuration);
        return known[(kind, timestep)] = model.CreateIntegrator();
    }

    /// <inheritdoc/>
    public IIntegrator GetForTiming(string kind, double timestep, out bool isTrained)
    {
        ConfigurationFile configuration = Configuration(kind, timestep);
        isTrained = kind != IntegratorKinds.Lstm || (File.Exists(FileOf(configuration)) && !force);
        if (isTrained)
            return Get(kind, timestep);
        string log = Path.GetTempFileName();
        try
        {
            return TrainCommand.Learn(Configuration(kind, timestep, LeastTraining), log, progress, cancellation).Simulator.CreateIntegrator();
        }
        finally
        {
            File.Delete(log);
        }
    }

    private ConfigurationFile Configuration(string kind, double timestep, params string[] more) =>
        ConfigurationFile.Load(configurationFile, [.. overrides, .. more, $"integrator={kind}", FormattableString.Invariant($"timestep={timestep:R}")]);

    private string FileOf(ConfigurationFile configuration)
    {
        SystemConfiguration settings = configuration.Settings;
        return Path.Combine(folder, FormattableString.Invariant($"{settings.Name}-{settings.Integrator}-{settings.Timestep:R}.lsbox"));
    }

    private Simulator Load(string file, ConfigurationFile configuration)
    {
        Simulator model = Simulator.Load(file);
        string kind = configuration.Settings.Integrator;
        if (model.Integrator is null || TrainingText.Of(file, model.Provenance.Configuration, kind) != TrainingText.Of(configurationFile, configuration.Text, kind))
            throw new InvalidInputException(file, "provenance.configuration", $"is not that of {configurationFile} with these settings; expected the same, or --force to train again, or another --out");
        progress.Print($"model: {file}");
        return model;
    }

    private Simulator Train(string file, ConfigurationFile configuration)
    {
        Simulator model = TrainCommand.Learn(configuration, Path.ChangeExtension(file, ".training.csv"), progress, cancellation).Simulator;
        cancellation.ThrowIfCancellationRequested();
        model.Save(file);
        progress.Print($"model: {file}");
        return model;
    }
}
