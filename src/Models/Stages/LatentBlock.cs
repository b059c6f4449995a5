using System.Buffers;

namespace LatentSim.Models.Stages;

/// <summary>Latent coordinates of a range of walkers over a range of steps: float[step, walker, dim]. Owns pooled memory; whoever consumes it disposes it.</summary>
public sealed class LatentBlock : IDisposable
{
    private float[]? values;
    private IDeviceCopy? device;
    private volatile IDeviceCopy? awaited;

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
    public Span<float> Values
    {
        get
        {
            Span<float> all = Owned.AsSpan(0, Steps * Walkers * Dimension);
            if (awaited is { } copy)
                Await(copy, all);
            return all;
        }
    }

    /// <summary>Whether a stage on a device filled it; that stage has seen there that all values are finite.</summary>
    public bool IsFromDevice => device is not null;

    /// <summary>The values where the stage that filled them computes; null for a stage that computes in host memory.</summary>
    internal IDeviceCopy? Device => device;

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

    /// <summary>A block of some of the steps, with a copy of their values.</summary>
    /// <param name="first">The place of the first of them in this block.</param>
    /// <param name="count">Their number.</param>
    public LatentBlock CopyOf(int first, int count)
    {
        LatentBlock copy = Rent(FirstStep + first, count, FirstWalker, Walkers, Dimension);
        Values.Slice(first * Walkers * Dimension, copy.Values.Length).CopyTo(copy.Values);
        return copy;
    }

    /// <summary>The values of all walkers at one step, [walker, dim].</summary>
    public Span<float> Step(int step) => Values.Slice(step * Walkers * Dimension, Walkers * Dimension);

    /// <summary>Takes over values that a device holds; <see cref="Values"/> waits for them when they are first asked for.</summary>
    internal void Attach(IDeviceCopy copy)
    {
        device = copy;
        awaited = copy;
    }

    /// <summary>Returns the memory to the pool.</summary>
    public void Dispose()
    {
        Interlocked.Exchange(ref device, null)?.Dispose();
        float[]? rented = Interlocked.Exchange(ref values, null);
        if (rented is not null)
            ArrayPool<float>.Shared.Return(rented);
    }

    // Several consumers may read a block at once: the first waits for the device, the others for it.
    private void Await(IDeviceCopy copy, Span<float> all)
    {
        lock (copy)
        {
            if (awaited is null)
                return;
            copy.CopyTo(all);
            awaited = null;
        }
    }
}
