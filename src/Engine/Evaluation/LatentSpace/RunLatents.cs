using LatentSim.Engine.Runs;
using LatentSim.Models.ModelFile;
using LatentSim.Models.Stages;
using LatentSim.Molecules;

namespace LatentSim.Engine.Evaluation;

/// <summary>
/// The latents that a run's frames were decoded from, made again: a walker's latents are a function of model, seed and walker alone, so a run does not store them.
/// </summary>
internal static class RunLatents
{
    private const long MostNumbers = 1L << 30;
    private const int BlockFrames = 4096;

    /// <summary>Makes them.</summary>
    /// <param name="model">The model that was run.</param>
    /// <param name="settings">How it was run.</param>
    /// <param name="advanced">Hears how many frames were made.</param>
    /// <returns>float[frame, m] of each walker.</returns>
    /// <exception cref="InvalidInputException">The run is too long to be held in memory.</exception>
    public static IReadOnlyList<float[]> Generate(Simulator model, RunSettings settings, Action<long> advanced)
    {
        IPropagator propagator = model.CreatePropagator();
        (int walkers, int dimension) = (settings.Walkers, propagator.Dimension);
        if (settings.Frames > Math.Min(MostNumbers / dimension / walkers, Array.MaxLength / dimension))
            throw new InvalidInputException("evaluate", "run", $"has {settings.Walkers} walkers of {settings.Frames} frames; expected at most {MostNumbers / dimension} frames in all");

        float[][] latents = [.. Enumerable.Range(0, walkers).Select(_ => new float[settings.Frames * dimension])];
        float[] state = new float[walkers * dimension];
        int steps = Math.Max(1, BlockFrames / walkers);
        for (long first = 0; first < settings.Frames; first += steps)
        {
            int count = (int)Math.Min(steps, settings.Frames - first);
            using LatentBlock block = LatentBlock.Rent(first, count, 0, walkers, dimension);
            propagator.Propagate(settings.Seed, block, state);
            Scatter(block, latents);
            advanced((first + count) * walkers);
        }

        return latents;
    }

    private static void Scatter(LatentBlock block, float[][] latents)
    {
        for (int step = 0; step < block.Steps; step++)
        {
            ReadOnlySpan<float> values = block.Step(step);
            int start = (int)(block.FirstStep + step) * block.Dimension;
            for (int walker = 0; walker < block.Walkers; walker++)
                values.Slice(walker * block.Dimension, block.Dimension).CopyTo(latents[walker].AsSpan(start));
        }
    }
}
