using LatentSim.Models.Stages;

namespace LatentSim.Actors;

/// <summary>The frames of a block as watchers get them. Those who ask for the same share one copy. Used by one thread at a time.</summary>
/// <param name="block">The block; it stays the caller's.</param>
/// <param name="form">How numbers look.</param>
internal sealed class LiveCopies(ShardBlock block, LiveForm form)
{
    // What one core takes, about. The time that went by would tell more of what else the machine does than of the copies.
    private const double SecondsOfACopy = 5e-7;
    private const double SecondsOfANumber = 1.5e-9;
    private readonly Dictionary<Wanted, LiveFrames> made = [];
    private long offers;
    private long numbers;

    /// <summary>The block.</summary>
    public ShardBlock Block => block;

    /// <summary>The time that the copies took, about.</summary>
    public TimeSpan Cost => TimeSpan.FromSeconds(((made.Count + offers) * SecondsOfACopy) + (numbers * SecondsOfANumber));

    /// <summary>The steps of a walker that a watcher wants: those that are multiples of a stride, before the walker's end.</summary>
    /// <returns>The first, and their number.</returns>
    public (long First, int Count) StepsOf(int walker, long stride)
    {
        long end = form.WalkerSteps.Count == 0 ? block.NextStep : Math.Min(block.NextStep, form.WalkerSteps[walker]);
        long first = (block.FirstStep + stride - 1) / stride * stride;
        return (first, first >= end ? 0 : (int)(((end - 1 - first) / stride) + 1));
    }

    /// <summary>Frames of one of the block's walkers.</summary>
    /// <param name="walker">The walker's index in the run.</param>
    /// <param name="first">The step of the first.</param>
    /// <param name="count">Their number, at least 1.</param>
    /// <param name="stride">The steps from one to the next.</param>
    /// <param name="request">What is wanted of them.</param>
    public LiveFrames Of(int walker, long first, int count, long stride, LiveRequest request)
    {
        offers++;
        var wanted = new Wanted(walker, first, count, stride, request.Latents, request.Coarse, request.Positions, request.Rows);
        if (made.TryGetValue(wanted, out LiveFrames? copy))
            return copy;
        made.Add(wanted, copy = Make(wanted));
        numbers += copy.Latents.Length + copy.Rows.Length + copy.Coarse.Length + copy.Positions.Length;
        return copy;
    }

    private LiveFrames Make(Wanted wanted)
    {
        FrameBlock? coarse = wanted.Coarse ? block.Coarse : null;
        FrameBlock? frames = wanted.Positions ? block.Frames : null;
        int rowLength = wanted.Rows ? block.Latents.Dimension : 0;
        int dimension = wanted.Latents ? form.Dimension ?? block.Latents.Dimension : 0;
        return new LiveFrames(wanted.Walker, wanted.First, wanted.Stride, wanted.Count, block.Made)
        {
            Dimension = dimension,
            Latents = dimension == 0 ? default : Rows(wanted, form.Latents ?? Copy, dimension),
            RowLength = rowLength,
            Rows = rowLength == 0 ? default : Rows(wanted, Copy, rowLength),
            CoarseSites = coarse?.Sites ?? 0,
            Coarse = coarse is null ? default : Positions(wanted, coarse),
            Sites = frames?.Sites ?? 0,
            Positions = frames is null ? default : Positions(wanted, frames),
            Energies = block.Frames is { } measured && !measured.Energies.IsEmpty ? Energies(wanted, measured.Energies) : default,
        };
    }

    private static void Copy(Span<float> row, Span<float> shown) => row.CopyTo(shown);

    private float[] Rows(Wanted wanted, LiveRow write, int length)
    {
        float[] shown = new float[wanted.Count * length];
        int size = block.Latents.Dimension;
        for (int i = 0; i < wanted.Count; i++)
        {
            Span<float> row = block.Latents.Step(PlaceOf(wanted, i)).Slice((wanted.Walker - block.Shard.FirstWalker) * size, size);
            write(row, shown.AsSpan(i * length, length));
        }

        return shown;
    }

    private float[] Positions(Wanted wanted, FrameBlock frames)
    {
        int size = 3 * frames.Sites;
        float[] positions = new float[wanted.Count * size];
        for (int i = 0; i < wanted.Count; i++)
        {
            Span<float> frame = positions.AsSpan(i * size, size);
            frames.Step(PlaceOf(wanted, i)).Slice((wanted.Walker - block.Shard.FirstWalker) * size, size).CopyTo(frame);
            form.Positions?.Invoke(frame);
        }

        return positions;
    }

    private double[] Energies(Wanted wanted, Span<double> all)
    {
        double[] energies = new double[wanted.Count];
        for (int i = 0; i < wanted.Count; i++)
        {
            double energy = all[(PlaceOf(wanted, i) * block.Shard.Walkers) + wanted.Walker - block.Shard.FirstWalker];
            energies[i] = form.Energy?.Invoke(energy) ?? energy;
        }

        return energies;
    }

    private int PlaceOf(Wanted wanted, int frame) => (int)(wanted.First + (frame * wanted.Stride) - block.FirstStep);

    private readonly record struct Wanted(int Walker, long First, int Count, long Stride, bool Latents, bool Coarse, bool Positions, bool Rows);
}
