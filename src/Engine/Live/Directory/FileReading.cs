using LatentSim.Actors;

namespace LatentSim.Engine.Live;

/// <summary>Rows of walkers' files as what a watcher asked for. Used by one thread at a time.</summary>
internal sealed class FileReading : IDisposable
{
    private const int MostBatchBytes = 1 << 16;
    private const int MostBatchFrames = 1 << 12;
    private readonly FrameFiles source;
    private readonly LiveRequest request;
    private readonly WalkerFilesInUse frames;
    private readonly WalkerFilesInUse energies;
    private readonly FrameLatents? encoder;

    /// <summary>Opens nothing yet.</summary>
    public FileReading(FrameFiles source, LiveRequest request)
    {
        this.source = source;
        this.request = request;
        frames = new WalkerFilesInUse(source.Format.Open);
        energies = new WalkerFilesInUse(source.Format.OpenEnergies);
        encoder = request.Latents ? source.CreateLatents() : null;
        Batch = Math.Min(request.Capacity, Math.Clamp(MostBatchBytes / (sizeof(float) * source.Format.RowLength), 1, MostBatchFrames));
    }

    /// <summary>The most frames that are read at once.</summary>
    public int Batch { get; }

    /// <summary>How many frames a walker has now.</summary>
    /// <exception cref="Molecules.InvalidInputException">The file is damaged.</exception>
    public long Count(int walker) => frames.Of(walker)?.Count() ?? 0;

    /// <summary>Reads frames; null where there are none yet.</summary>
    /// <exception cref="Molecules.InvalidInputException">The file is damaged.</exception>
    public LiveFrames? Read(int walker, long first, long stride, int most)
    {
        if (frames.Of(walker) is not { } file)
            return null;
        int length = source.Format.RowLength;
        float[] rows = new float[most * length];
        int count = file.Read(first, stride, rows);
        if (count == 0)
            return null;
        var read = new LiveFrames(walker, first, stride, count, DateTimeOffset.UtcNow) { Energies = EnergiesOf(walker, first, stride, count) };
        ReadOnlyMemory<float> found = rows.AsMemory(0, count * length);
        return source.Format.Sites == 0 ? WithLatents(read, rows.AsSpan(0, count * length), found) : WithPositions(read, found);
    }

    /// <summary>Closes the files.</summary>
    public void Dispose()
    {
        frames.Dispose();
        energies.Dispose();
    }

    private LiveFrames WithLatents(LiveFrames read, Span<float> rows, ReadOnlyMemory<float> found)
    {
        source.Format.Range?.ToLatents(rows, rows);
        return request.Latents ? read with { Dimension = source.Format.RowLength, Latents = found } : read;
    }

    private LiveFrames WithPositions(LiveFrames read, ReadOnlyMemory<float> found)
    {
        if (encoder is not null)
            read = read with { Dimension = encoder.Dimension, Latents = encoder.Encode(found.Span, read.Count) };
        if (request.Coarse && source.CoarseAtoms.Count > 0)
            read = read with { CoarseSites = source.CoarseAtoms.Count, Coarse = CoarseOf(found.Span, read.Count) };
        return request.Positions ? read with { Sites = source.Format.Sites, Positions = found } : read;
    }

    private float[] CoarseOf(ReadOnlySpan<float> positions, int count)
    {
        int sites = source.CoarseAtoms.Count;
        float[] coarse = new float[count * sites * 3];
        for (int i = 0; i < count * sites; i++)
            positions.Slice(3 * (((i / sites) * source.Format.Sites) + source.CoarseAtoms[i % sites]), 3).CopyTo(coarse.AsSpan(3 * i));
        return coarse;
    }

    // They are written a moment after their frames.
    private double[] EnergiesOf(int walker, long first, long stride, int count)
    {
        if (!source.HasEnergies)
            return [];
        double[] values = new double[count];
        Array.Fill(values, double.NaN);
        float[] rows = new float[count];
        int found = energies.Of(walker)?.Read(first, stride, rows) ?? 0;
        for (int i = 0; i < found; i++)
            values[i] = rows[i];
        return values;
    }
}
