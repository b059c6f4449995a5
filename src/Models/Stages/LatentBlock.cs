using System.Buffers;

namespace LatentSim.Models.Stages;

/// <summary>Latent coordinates of a range of walkers over a range of steps: float[step, walker, dim]. Owns pooled memory; whoever consumes it disposes it.</summary>
public sealed class LatentBlock : IDisposable
{
    private float[]? values;

    private LatentBlock(long firstStep, int steps, int firstWalker, int walkers, int dimension)
    {
        FirstStep = firstStep;
        Steps = steps;
        FirstWalker = firstWalker;
        Walkers = walkers;
        Dimension = dimension;
        values = ArrayPool<float>.Shared.Rent(checked(steps * walkers * dimension));
    }

    /// <summary>The step of the first row; step 0 is each walker's start.</summary>
    public long FirstStep { get; }

    /// <summary>The number of steps.</summary>
    public int Steps { get; }

    /// <summary>The index, in the whole run, of the first walker.</summary>
    public int FirstWalker { get; }

    /// <summary>The number of walkers.</summary>
    public int Walkers { get; }

    /// <summary>The number of latent coordinates, m.</summary>
    public int Dimension { get; }

    /// <summary>All values, [step, walker, dim], on the [0, 1] scale of the propagator.</summary>
    public Span<float> Values => Owned.AsSpan(0, Steps * Walkers * Dimension);

    private float[] Owned => values ?? throw new ObjectDisposedException(nameof(LatentBlock));

    /// <summary>Rents a block; its values are not cleared.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive.</exception>
    public static LatentBlock Rent(long firstStep, int steps, int firstWalker, int walkers, int dimension)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(firstStep);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        ArgumentOutOfRangeException.ThrowIfNegative(firstWalker);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(walkers);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(dimension);
        return new LatentBlock(firstStep, steps, firstWalker, walkers, dimension);
    }

    /// <summary>The values of all walkers at one step, [walker, dim].</summary>
    public Span<float> Step(int step) => Values.Slice(step * Walkers * Dimension, Walkers * Dimension);

    /// <summary>Returns the memory to the pool.</summary>
    public void Dispose()
    {
        float[]? rented = Interlocked.Exchange(ref values, null);
        if (rented is not null)
            ArrayPool<float>.Shared.Return(rented);
    }
}
