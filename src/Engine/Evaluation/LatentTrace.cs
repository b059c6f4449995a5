using LatentSim.Analysis.Reports;
using LatentSim.Engine.Terminal;
using LatentSim.Models.Encoder;
using LatentSim.Molecules;

namespace LatentSim.Engine.Evaluation;

/// <summary>The latent coordinates of the first walker over time: its frames of all atoms through the model's own encoder, or, without atoms, the propagator's.</summary>
internal static class LatentTrace
{
    private const int MostFrames = 2000;
    private const int MostCurves = 6;

    /// <summary>Draws it; null where the model has no encoder.</summary>
    public static Picture? Draw(FinishedRun run)
    {
        if (run.Model.Encoder is null)
            return null;

        int dimension = run.Model.Dimension;
        float[] latents = run.HasAtoms ? Encode(run) : Propagate(run);
        int frames = latents.Length / dimension;
        double[] times = [.. Enumerable.Range(0, frames).Select(frame => frame * run.Model.LagTime / 1000)];
        PlotSeries[] curves = [.. Enumerable.Range(0, Math.Min(dimension, MostCurves)).Select(Curve)];
        return LinePlot.Draw(
            "Latent coordinates of walker 0", Axis.Around("time (ns)", times, fromZero: true), Axis.Around("latent coordinate", curves.SelectMany(curve => curve.Y)), curves);

        PlotSeries Curve(int i) => new($"latent {i + 1}", times, [.. Enumerable.Range(0, frames).Select(frame => (double)latents[(frame * dimension) + i])]);
    }

    /// <summary>Says what the picture shows.</summary>
    public static string Caption(FinishedRun run)
    {
        double[] timescales = [.. run.Model.Encoder!.Timescales.Where(double.IsFinite).Take(run.Model.Dimension)];
        string source = run.HasAtoms ? "The atoms that were streamed, through the encoder." : "The propagator's latents, which the frames were decoded from.";
        return $"{source} Timescales that the encoder found in the training data: {string.Join(", ", timescales.Select(Duration.Molecular))}.";
    }

    private static float[] Encode(FinishedRun run)
    {
        SrvEncoder encoder = run.Model.CreateEncoder();
        float[] positions = Read(run.TrajectoryOf(0), encoder.Atoms, out int frames);
        float[] latents = new float[frames * encoder.Dimension];
        encoder.Encode(positions.AsSpan(0, frames * encoder.Atoms * 3), latents);
        return latents;
    }

    // A walker's latents are its own: they do not depend on how many walkers and frames there are.
    private static float[] Propagate(FinishedRun run) =>
        RunLatents.Generate(run.Model, run.Settings with { Walkers = 1, WalkersPerShard = 1, Frames = Math.Min(MostFrames, run.Settings.Frames) }, _ => { })[0];

    private static float[] Read(string path, int atoms, out int frames)
    {
        float[] positions = new float[MostFrames * atoms * 3];
        var frame = new Frame(atoms);
        frames = 0;
        using ITrajectoryReader reader = TrajectoryFile.OpenRead(path);
        while (frames < MostFrames && reader.ReadNext(frame))
            frame.Positions.CopyTo(positions, atoms * 3 * frames++);
        return positions;
    }
}
