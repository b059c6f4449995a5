namespace LatentSim.Analysis;

/// <summary>Latents of an ensemble: those that it was given, or its frames through the encoder.</summary>
public static class LatentEncoding
{
    /// <summary>The latents.</summary>
    /// <param name="system">The model.</param>
    /// <param name="source">The ensemble.</param>
    /// <param name="advanced">Hears how many frames were read.</param>
    /// <exception cref="LatentSim.Molecules.InvalidInputException">A file is damaged, of another molecule, or has no frames.</exception>
    public static LatentTrajectories Of(LatentSystem system, EnsembleSource source, Action<long> advanced) =>
        new(system.Dimension, source.Latents ?? Encode(system, source, advanced));

    /// <summary>The frames through the encoder, whatever latents there are.</summary>
    internal static IReadOnlyList<float[]> Encode(LatentSystem system, EnsembleSource source, Action<long> advanced)
    {
        var encoder = system.CreateEncoder();
        var batch = new float[FrameBatches.Size * system.Dimension];
        var batches = new FrameBatches(system, source, advanced);
        return [.. Enumerable.Range(0, source.Trajectories.Count).Select(Trajectory)];

        float[] Trajectory(int trajectory)
        {
            var values = new List<float>();
            batches.Read(trajectory, (_, frames, positions) =>
            {
                var latents = batch.AsSpan(0, frames * system.Dimension);
                encoder.Encode(positions, latents);
                values.AddRange(latents);
            });
            return [.. values];
        }
    }
}
