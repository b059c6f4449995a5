using LatentSim.Analysis;
using LatentSim.Engine.Configuration;
using LatentSim.Engine.Training;
using LatentSim.Molecules;

namespace LatentSim.Engine.Evaluation;

/// <summary>What held-out MD measures: computed from its trajectories, or read from the file that such a measurement was kept in.</summary>
internal static class HeldOutReference
{
    private const string Setting = "data.held-out";
    private const string StatisticsEnding = ".json";

    /// <summary>Reads or measures it.</summary>
    /// <exception cref="InvalidInputException">Nothing is held out, or a file is damaged or of another molecule.</exception>
    public static EnsembleStatistics Load(ConfigurationFile configuration)
    {
        IReadOnlyList<string> files = configuration.Resolve(Setting, configuration.Settings.Data.HeldOut);
        if (files.Count == 0)
            throw new InvalidInputException(configuration.FilePath, Setting, "names nothing to compare with; expected trajectories, or one .json file of measured statistics");
        if (files.Count == 1 && IsStatistics(files[0]))
            return EnsembleStatisticsFile.Load(files[0]);
        if (files.FirstOrDefault(IsStatistics) is { } statistics)
            throw new InvalidInputException(configuration.FilePath, Setting, $"names {statistics} beside other files; expected trajectories alone, or one .json file alone");
        return Measure(configuration, files);
    }

    private static EnsembleStatistics Measure(ConfigurationFile configuration, IReadOnlyList<string> files)
    {
        MolecularSystem system = MolecularSystem.Load(configuration);
        return new EnsembleEstimator(EnsembleDefinition.Of(system.Topology), configuration.Settings.Lag).Fit(Sources(configuration, files));
    }

    /// <summary>Trajectories that are held out.</summary>
    public static IReadOnlyList<TrajectorySource> Sources(ConfigurationFile configuration, IReadOnlyList<string> files)
    {
        double interval = configuration.Settings.Data.FrameInterval;
        return [.. files.Select(file => Source(file, interval > 0 ? interval : null))];
    }

    private static TrajectorySource Source(string file, double? interval) =>
        new(Path.GetFileName(file), () => TrajectoryFile.OpenRead(file)) { Spacing = interval, Sha256 = FileHash.Sha256(file) };

    /// <summary>Whether a file holds measured statistics.</summary>
    public static bool IsStatistics(string file) => Path.GetExtension(file).Equals(StatisticsEnding, StringComparison.OrdinalIgnoreCase);
}
