namespace LatentSim.Actors;

/// <summary>Frames of one walker, evenly spaced. Shared by those who watch: not to be changed.</summary>
/// <param name="Walker">The walker's index in the run.</param>
/// <param name="FirstStep">The step of the first frame.</param>
/// <param name="Stride">The steps from one to the next.</param>
/// <param name="Count">Their number, at least 1.</param>
/// <param name="Made">When they were computed, or read from a file.</param>
public sealed record LiveFrames(int Walker, long FirstStep, long Stride, int Count, DateTimeOffset Made)
{
    /// <summary>The number of latent coordinates; 0 where there are none, or none were wanted.</summary>
    public int Dimension { get; init; }

    /// <summary>[frame, dim].</summary>
    public ReadOnlyMemory<float> Latents { get; init; }

    /// <summary>The numbers of a row of the stream's source; 0 where there are none, or none were wanted.</summary>
    public int RowLength { get; init; }

    /// <summary>Rows of the stream's source as they are, [frame, number].</summary>
    public ReadOnlyMemory<float> Rows { get; init; }

    /// <summary>The number of coarse sites; 0 where there are none beside the positions, or none were wanted.</summary>
    public int CoarseSites { get; init; }

    /// <summary>[frame, coarse site, 3] in nm.</summary>
    public ReadOnlyMemory<float> Coarse { get; init; }

    /// <summary>The number of sites of the finest resolution; 0 for a pipeline of latents alone, or where none were wanted.</summary>
    public int Sites { get; init; }

    /// <summary>[frame, site, 3] in nm.</summary>
    public ReadOnlyMemory<float> Positions { get; init; }

    /// <summary>Potential energies, [frame] in kJ/mol; empty where none were computed.</summary>
    public ReadOnlyMemory<double> Energies { get; init; }

    /// <summary>The step of the last frame.</summary>
    public long LastStep => FirstStep + ((Count - 1) * Stride);

    /// <summary>One of them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such frame.</exception>
    public LiveFrames Frame(int frame) => Slice(frame, 1);

    /// <summary>Some of them, without a copy.</summary>
    /// <param name="first">The place of the first.</param>
    /// <param name="count">Their number.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are not that many.</exception>
    public LiveFrames Slice(int first, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Count - first);
        return this with
        {
            FirstStep = FirstStep + (first * Stride),
            Count = count,
            Latents = Latents.Slice(first * Dimension, count * Dimension),
            Rows = Rows.Slice(first * RowLength, count * RowLength),
            Coarse = Coarse.Slice(first * CoarseSites * 3, count * CoarseSites * 3),
            Positions = Positions.Slice(first * Sites * 3, count * Sites * 3),
            Energies = Energies.IsEmpty ? Energies : Energies.Slice(first, count),
        };
    }
}
