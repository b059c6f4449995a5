using System.Buffers;

namespace LatentSim.Models.Stages;

/// <summary>Positions of a range of walkers over a range of steps: float[step, walker, site, 3] in nm. Owns pooled memory; whoever consumes it disposes it.</summary>
public sealed class FrameBlock : IDisposable
{
    private float[]? values;
    private double[]? energies;
    private IDeviceCopy? device;
    private volatile IDeviceCopy? awaited;

    private FrameBlock(long firstStep, int steps, int firstWalker, int walkers, int sites)
    {
        FirstStep = firstStep;
        Steps = steps;
        FirstWalker = firstWalker;
        Walkers = walkers;
        Sites = sites;
        values = ArrayPool<float>.Shared.Rent(checked(steps * walkers * sites * 3));
    }

    /// <summary>The step of the first row; step 0 is each walker's start.</summary>
    public long FirstStep { get; }

    /// <summary>The number of steps.</summary>
    public int Steps { get; }

    /// <summary>The index, in the whole run, of the first walker.</summary>
    public int FirstWalker { get; }

    /// <summary>The number of walkers.</summary>
    public int Walkers { get; }

    /// <summary>The number of atoms or coarse sites.</summary>
    public int Sites { get; }

    /// <summary>All positions, [step, walker, site, 3], in nm.</summary>
    public Span<float> Values
    {
        get
        {
            Span<float> all = Owned.AsSpan(0, Steps * Walkers * Sites * 3);
            if (awaited is { } copy)
                Await(copy, all);
            return all;
        }
    }

    /// <summary>Whether a stage on a device filled it; that stage has seen there that all values are finite.</summary>
    public bool IsFromDevice => device is not null;

    /// <summary>The values where the stage that filled them computes; null for a stage that computes in host memory.</summary>
    internal IDeviceCopy? Device => device;

    /// <summary>The potential energies of all frames, [step, walker], in kJ/mol; empty where none were computed.</summary>
    public Span<double> Energies => energies is { } rented ? rented.AsSpan(0, Steps * Walkers) : [];

    /// <summary>How many of the frames were drawn again because their energy was above the run's limit.</summary>
    public int Redrawn { get; set; }

    private float[] Owned => values ?? throw new ObjectDisposedException(nameof(FrameBlock));

    /// <summary>Rents a block; its values are not cleared.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive.</exception>
    public static FrameBlock Rent(long firstStep, int steps, int firstWalker, int walkers, int sites)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(firstStep);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        ArgumentOutOfRangeException.ThrowIfNegative(firstWalker);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(walkers);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sites);
        return new FrameBlock(firstStep, steps, firstWalker, walkers, sites);
    }

    /// <summary>The positions of all walkers at one step, [walker, site, 3], in nm.</summary>
    public Span<float> Step(int step) => Values.Slice(step * Walkers * Sites * 3, Walkers * Sites * 3);

    /// <summary>A block of some of the steps, with a copy of their positions.</summary>
    /// <param name="first">The place of the first of them in this block.</param>
    /// <param name="count">Their number.</param>
    public FrameBlock CopyOf(int first, int count)
    {
        FrameBlock copy = Rent(FirstStep + first, count, FirstWalker, Walkers, Sites);
        Values.Slice(first * Walkers * Sites * 3, copy.Values.Length).CopyTo(copy.Values);
        return copy;
    }

    /// <summary>Copies positions, and energies where there are some, into a longer block.</summary>
    /// <param name="whole">The longer block, of the same walkers and sites.</param>
    /// <param name="first">The place there of the first step of this one.</param>
    public void CopyTo(FrameBlock whole, int first)
    {
        Values.CopyTo(whole.Values[(first * Walkers * Sites * 3)..]);
        if (!Energies.IsEmpty)
            Energies.CopyTo(whole.AddEnergies()[(first * Walkers)..]);
        whole.Redrawn += Redrawn;
    }

    /// <summary>Makes room for <see cref="Energies"/>; they are not cleared.</summary>
    public Span<double> AddEnergies()
    {
        energies ??= ArrayPool<double>.Shared.Rent(Steps * Walkers);
        return Energies;
    }

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
        double[]? rentedEnergies = Interlocked.Exchange(ref energies, null);
        if (rentedEnergies is not null)
            ArrayPool<double>.Shared.Return(rentedEnergies);
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
