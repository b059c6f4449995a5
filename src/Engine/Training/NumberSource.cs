using LatentSim.Engine.Configuration;
using LatentSim.Engine.Terminal;
using LatentSim.Models.Features;
using LatentSim.Models.ModelFile;
using LatentSim.Models.Training;
using LatentSim.Molecules;

namespace LatentSim.Engine.Training;

/// <summary>Trajectories of plain numbers, .npy files, to train on.</summary>
internal sealed class NumberSource : ITrainingSource
{
    private readonly CoordinateData data;
    private readonly int lagFrames;

    private NumberSource(CoordinateData data, int lagFrames, IEnumerable<DataFile> files, IReadOnlyList<DeflatedColumn> deflated)
    {
        Deflated = deflated;
        this.data = data;
        this.lagFrames = lagFrames;
        Files = files;
    }

    /// <inheritdoc/>
    public IEnumerable<DataFile> Files { get; }

    /// <inheritdoc/>
    public IReadOnlyList<DeflatedColumn> Deflated { get; }

    /// <inheritdoc/>
    public double FrameSpacing => data.FrameSpacing;

    /// <inheritdoc/>
    public Molecule? Molecule => null;

    /// <summary>Reads what a configuration names.</summary>
    /// <exception cref="InvalidInputException">A file is damaged, too short, or has other columns than the first, or a column is constant.</exception>
    public static NumberSource Load(ConfigurationFile configuration)
    {
        IReadOnlyList<string> paths = configuration.Resolve("data.training", configuration.Settings.Data.Training);
        float[][,] tables = [.. paths.Select(NpyFile.Read)];
        for (int i = 0; i < paths.Count; i++)
        {
            if (tables[i].GetLength(1) != tables[0].GetLength(1))
                throw new InvalidInputException(paths[i], "", $"has {Display.Count(tables[i].GetLength(1), "column")}; expected {tables[0].GetLength(1)}, as in {paths[0]}");
        }

        double interval = configuration.Settings.Data.FrameInterval;
        int lag = LagChoice.FramesOf(configuration, paths, [.. tables.Select(table => (interval, table.GetLongLength(0)))]);
        if (ConstantColumn(tables) is { } column)
            throw new InvalidInputException(configuration.FilePath, "data.training", $"column {column} is the same in every frame; expected numbers that change");
        IReadOnlyList<DeflatedColumn> deflated = DeflationChoice.Of(configuration, FeatureDefinition.OfColumns(tables[0].GetLength(1)), null);
        DataFile[] files = [.. paths.Select((path, i) => new DataFile(Path.GetFileName(path), FileHash.Sha256(path), tables[i].GetLength(0)))];
        return new NumberSource(new CoordinateData(tables, interval), lag, files, deflated);
    }

    /// <inheritdoc/>
    public string Describe(SystemConfiguration settings)
    {
        long frames = Files.Sum(file => file.Frames);
        return $"{settings.Name}: {Display.Count(data.Trajectories.Count, "trajectory", "trajectories")} of {Display.Count(frames, "frame")}, {Duration.In(settings.TimeUnit, frames * data.FrameSpacing)}; "
            + $"{Display.Count(data.Columns, "coordinate")}; lag {Duration.In(settings.TimeUnit, settings.Lag)}, {Display.Count(lagFrames, "frame")}";
    }

    /// <inheritdoc/>
    public IReadOnlyList<float[,]> Features() => data.Trajectories;

    /// <inheritdoc/>
    public TrainedStages Train(TrainingOptions options, ITrainingProgress progress, TrainingInterrupt interrupt) =>
        CoordinateTraining.Train(data, options, progress, interrupt);

    private static int? ConstantColumn(float[][,] tables)
    {
        for (int column = 0; column < tables[0].GetLength(1); column++)
        {
            float first = tables[0][0, column];
            if (tables.All(table => IsConstant(table, column, first)))
                return column;
        }

        return null;
    }

    private static bool IsConstant(float[,] table, int column, float value)
    {
        for (int row = 0; row < table.GetLength(0); row++)
        {
            if (table[row, column] != value)
                return false;
        }

        return true;
    }
}
