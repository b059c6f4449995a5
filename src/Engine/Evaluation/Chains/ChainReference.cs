using LatentSim.Engine.Configuration;
using LatentSim.Engine.Training;
using LatentSim.Molecules;

namespace LatentSim.Engine.Evaluation.Chains;

/// <summary>What runs of a known process are compared with: the exact answer, and the trajectories that the model learned from.</summary>
/// <param name="Exact">The exact answer.</param>
/// <param name="Training">The training trajectories.</param>
/// <param name="LagFrames">Frames of a lag.</param>
/// <param name="Lag">The lag.</param>
/// <param name="TimeUnit">Its unit.</param>
/// <param name="LearnedShare">The part of the training trajectories that is not held out.</param>
internal sealed record ChainReference(
    ExactDynamics Exact, IReadOnlyList<double[]> Training, int LagFrames, double Lag, string TimeUnit, double LearnedShare)
{
    private readonly Lazy<SampledDynamics> sampled = new(() => SampledDynamics.Of(Training, Exact.Axis, LagFrames, Lag));

    /// <summary>What the training trajectories show.</summary>
    public SampledDynamics Sampled => sampled.Value;

    /// <summary>The steps that the model could learn from.</summary>
    public double LearnedSteps => LearnedShare * Training.Sum(trajectory => (double)trajectory.Length);

    /// <summary>Reads what a configuration names.</summary>
    /// <exception cref="InvalidInputException">It names no known process, or a file is damaged, or not of one number a step.</exception>
    public static ChainReference Load(ConfigurationFile configuration)
    {
        SystemConfiguration settings = configuration.Settings;
        if (!settings.Reference.IsGiven)
            throw new InvalidInputException(configuration.FilePath, "reference.process", "names none; expected chain or brownian, because runs of plain numbers are compared with a process that is known");
        IReadOnlyList<string> files = configuration.Resolve("data.training", settings.Data.Training);
        double[][] trajectories = [.. files.Select(Read)];
        int lag = LagChoice.FramesOf(configuration, files, [.. trajectories.Select(trajectory => (settings.Data.FrameInterval, (long)trajectory.Length))]);
        return new ChainReference(ExactDynamics.Of(settings.Reference, lag), trajectories, lag, settings.Lag, settings.TimeUnit, 1 - settings.Validation);
    }

    /// <summary>Refuses a run that these are not the answers for.</summary>
    /// <exception cref="InvalidInputException">It has another lag or unit, or more coordinates.</exception>
    public void Require(NumberRun run)
    {
        if (run.Model.LagTime != Lag || run.Model.TimeUnit != TimeUnit)
            throw new InvalidInputException(run.Directory.ModelFile, "lag_time", FormattableString.Invariant($"is {run.Model.LagTime} {run.Model.TimeUnit}; expected {Lag} {TimeUnit}, as the reference has"));
        int columns = run.Model.Coordinates?.Dimension ?? run.Model.Encoder?.Features.Columns ?? 0;
        if (columns != 1)
            throw new InvalidInputException(run.Directory.ModelFile, "coordinates", $"are {columns}; expected one, as the reference has");
    }

    private static double[] Read(string path)
    {
        float[,] table = NpyFile.Read(path);
        return table.GetLength(1) == 1
            ? [.. table.Cast<float>().Select(x => (double)x)]
            : throw new InvalidInputException(path, "shape", $"has {table.GetLength(1)} columns; expected one number a step");
    }
}
