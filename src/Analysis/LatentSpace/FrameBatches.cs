using LatentSim.Molecules;

namespace LatentSim.Analysis;

/// <summary>Reads an ensemble's frames in batches, in memory that does not depend on their number. Frames that hold only some atoms are spread over all, the others at zero.</summary>
internal sealed class FrameBatches(LatentSystem system, EnsembleSource source, Action<long> advanced)
{
    /// <summary>Frames of a batch, at most: what the encoder evaluates at once.</summary>
    internal const int Size = 96;

    private readonly float[] _positions = new float[Size * 3 * system.Atoms];
    private long _read;

    /// <summary>Hears of a batch.</summary>
    /// <param name="first">Number of its first frame in the trajectory.</param>
    /// <param name="frames">Frames in it.</param>
    /// <param name="positions">float[frame, atom, 3] in nm.</param>
    internal delegate void Handler(int first, int frames, ReadOnlySpan<float> positions);

    /// <summary>Reads a whole trajectory and returns its number of frames.</summary>
    /// <exception cref="InvalidInputException">The file is damaged, of another molecule, or a position is not finite.</exception>
    internal int Read(int trajectory, Handler handle)
    {
        var file = source.Trajectories[trajectory];
        using var reader = file.Open();
        var atoms = source.Atoms?.Count ?? system.Atoms;
        if (reader.AtomCount != atoms) throw new InvalidInputException(file.Name, "", $"has {reader.AtomCount} atoms; expected {atoms}");
        var frame = new Frame(atoms);
        var (read, filled, skipped) = (0, 0, 0L);
        while (reader.ReadNext(frame))
        {
            if (skipped++ % source.Stride != 0) continue;
            Spread(file.Name, read + filled, frame.Positions, _positions.AsSpan(filled * 3 * system.Atoms, 3 * system.Atoms));
            if (++filled < Size) continue;
            Hand();
        }

        if (filled > 0) Hand();
        return read;

        void Hand()
        {
            handle(read, filled, _positions.AsSpan(0, filled * 3 * system.Atoms));
            read += filled;
            _read += filled;
            filled = 0;
            advanced(_read);
        }
    }

    private void Spread(string name, int index, ReadOnlySpan<float> positions, Span<float> whole)
    {
        foreach (var x in positions)
        {
            if (!float.IsFinite(x)) throw new InvalidInputException(name, $"frame {index}", "a position is not finite");
        }

        if (source.Atoms is not { } atoms)
        {
            positions.CopyTo(whole);
            return;
        }

        for (var i = 0; i < atoms.Count; i++) positions.Slice(3 * i, 3).CopyTo(whole[(3 * atoms[i])..]);
    }
}
