using LatentSim.Molecules.Numerics;
using LatentSim.Molecules.Random;

namespace LatentSim.Models.Propagator;

/// <summary>
/// The random numbers of latent steps, several steps of a few walkers at once: for each a uniform number, which chooses the component, and m normal ones.
/// Used by one thread at a time.
/// </summary>
internal sealed class TransitionNoise
{
    /// <summary>The most steps of walkers at once.</summary>
    public const int MostRows = 192;

    private readonly RandomRows rows;
    private readonly RandomKey[] keys = new RandomKey[MostRows];
    private readonly double[] drawn;

    /// <summary>Prepares the noise of steps in m dimensions.</summary>
    public TransitionNoise(int dimension, InstructionSet? instructions)
    {
        rows = new RandomRows([RandomKind.Uniform, .. Enumerable.Repeat(RandomKind.Normal, dimension)], instructions);
        drawn = new double[MostRows * rows.Count];
    }

    /// <summary>Numbers of one step of one walker.</summary>
    public int Count => rows.Count;

    /// <summary>Draws the noise of some steps of some walkers, [step, walker, 1 + m].</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="firstWalker">The first walker's index in the whole run.</param>
    /// <param name="walkers">How many walkers.</param>
    /// <param name="firstStep">The first step.</param>
    /// <param name="steps">How many steps; with the walkers at most <see cref="MostRows"/> rows.</param>
    public ReadOnlySpan<double> Draw(ulong seed, int firstWalker, int walkers, long firstStep, int steps)
    {
        int count = steps * walkers;
        for (int row = 0; row < count; row++)
            keys[row] = new RandomKey(firstWalker + (row % walkers), firstStep + (row / walkers));

        Span<double> noise = drawn.AsSpan(0, count * rows.Count);
        rows.Fill(noise, seed, keys.AsSpan(0, count), RandomPurpose.Propagator);
        return noise;
    }
}
