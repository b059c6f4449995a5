using LatentSim.Analysis;
using LatentSim.Engine.Runs;
using LatentSim.Models.Encoder;
using LatentSim.Models.ModelFile;
using LatentSim.Molecules;

namespace LatentSim.Engine.Live;

/// <summary>
/// The estimates of observables.json from trajectories: frames a lag apart through the model's encoder, each trajectory in five pieces that take the places of
/// walkers, so that the error bars come from five groups of pieces. Frames are read one after another; memory does not depend on their number.
/// </summary>
internal sealed class TargetEstimates
{
    private const int Pieces = 5;
    private readonly TargetData data;
    private readonly Simulator model;
    private readonly RunningLatents? latents;
    private readonly RunningObservables? frames;
    private readonly SrvEncoder? encoder;
    private readonly IReadOnlyList<int> sites;
    private readonly float[] latent;
    private readonly float[] shown;

    private TargetEstimates(TargetData data, Simulator model, RunSettings settings)
    {
        this.data = data;
        this.model = model;
        int walkers = data.Files.Count * Pieces;
        encoder = model.Encoder is null ? null : model.CreateEncoder();
        int dimension = settings.Coarse is null ? model.Coordinates?.Dimension ?? encoder?.Dimension ?? 0 : 0;
        latent = new float[dimension];
        latents = dimension > 0 ? new RunningLatents(walkers, dimension, data.LagTime) : null;
        Topology? topology = SceneBuilder.TopologyOf(model, settings);
        sites = settings.Stages.Contains(StageNames.Backmapper) ? [] : model.Molecule?.CoarseAtoms ?? [];
        shown = new float[3 * (topology?.AtomCount ?? 0)];
        frames = RunStatistics.DefinitionOf(topology) is { } definition ? new RunningObservables(definition, walkers, data.LagTime) : null;
    }

    /// <summary>Computes them.</summary>
    /// <returns>The text that observables.json would have.</returns>
    /// <exception cref="InvalidInputException">A file is damaged, or of another system.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public static string Of(TargetData data, Simulator model, RunSettings settings, CancellationToken stop)
    {
        var estimates = new TargetEstimates(data, model, settings);
        for (int file = 0; file < data.Files.Count; file++)
        {
            if (data.IsNumbers)
                estimates.AddNumbers(file, stop);
            else
                estimates.AddAtoms(file, stop);
        }

        return estimates.Text();
    }

    private string Text()
    {
        LatentEstimates? ofLatents = latents?.Estimate();
        if (frames is not null)
            return (frames.Estimate() with { Latent = ofLatents }).ToJson();
        return ofLatents is null
            ? throw new InvalidInputException(model.Name, "encoder", "is missing; expected a model whose latents can be compared")
            : RunningEstimates.Of(ofLatents).ToJson();
    }

    private void AddAtoms(int file, CancellationToken stop)
    {
        string path = data.Files[file];
        long count = (TrajectoryIndex.Build(path, cancellation: stop).Frames + data.LagFrames - 1) / data.LagFrames;
        using ISeekingTrajectoryReader reader = TrajectoryFile.OpenRead(path);
        var frame = new Frame(reader.AtomCount);
        for (long step = 0; step < count && reader.ReadNext(frame); step++)
        {
            stop.ThrowIfCancellationRequested();
            Add(WalkerOf(file, step, count), step, frame.Positions);
            for (int skipped = 1; skipped < data.LagFrames && reader.Skip(out _); skipped++)
            {
            }
        }
    }

    private void AddNumbers(int file, CancellationToken stop)
    {
        float[,] table = NpyFile.Read(data.Files[file]);
        int columns = table.GetLength(1);
        if (columns != (model.Coordinates?.Dimension ?? encoder?.FrameSize))
            throw new InvalidInputException(data.Files[file], "", $"has {columns} columns; the model has {model.Coordinates?.Dimension ?? encoder?.FrameSize}");
        long count = (table.GetLongLength(0) + data.LagFrames - 1) / data.LagFrames;
        float[] row = new float[columns];
        for (long step = 0; step < count; step++)
        {
            stop.ThrowIfCancellationRequested();
            for (int column = 0; column < columns; column++)
                row[column] = table[step * data.LagFrames, column];
            Add(WalkerOf(file, step, count), step, row);
        }
    }

    private void Add(int walker, long step, ReadOnlySpan<float> row)
    {
        if (latents is not null)
        {
            if (model.Coordinates is { } range)
                range.ToLatents(row, latent);
            else
                encoder!.Encode(row, latent);
            latents.Add(walker, step, latent);
        }

        frames?.Add(walker, step, sites.Count == 0 ? row : Shown(row));
    }

    private float[] Shown(ReadOnlySpan<float> atoms)
    {
        for (int site = 0; site < sites.Count; site++)
            atoms.Slice(3 * sites[site], 3).CopyTo(shown.AsSpan(3 * site));
        return shown;
    }

    private static int WalkerOf(int file, long step, long count) => (file * Pieces) + (int)(step * Pieces / count);
}
