using LatentSim.Molecules;

namespace LatentSim.Analysis;

/// <summary>Reads an ensemble frame by frame, in the memory of one frame. Frames that hold only some atoms are spread over all, the others at zero.</summary>
/// <param name="source">The ensemble.</param>
/// <param name="atoms">Atoms of the molecule.</param>
/// <param name="advanced">Hears now and then how many frames were read.</param>
internal sealed class SourceFrames(EnsembleSource source, int atoms, Action<long> advanced)
{
    private const int Told = 1000;

    /// <summary>Hears of a frame, float[atom, 3] in nm.</summary>
    internal delegate void Handler(ReadOnlySpan<float> positions);

    /// <summary>Reads all trajectories.</summary>
    /// <param name="begin">Hears of the beginning of each.</param>
    /// <param name="handle">Hears of each frame.</param>
    /// <returns>The number of frames.</returns>
    /// <exception cref="InvalidInputException">A file is damaged, of another molecule, or a position is not finite.</exception>
    internal long Read(Action begin, Handler handle)
    {
        var (count, positions) = (0L, new float[3 * atoms]);
        foreach (var file in source.Trajectories)
        {
            using var reader = file.Open();
            var expected = source.Atoms?.Count ?? atoms;
            if (reader.AtomCount != expected) throw new InvalidInputException(file.Name, "", $"has {reader.AtomCount} atoms; expected {expected}");
            var frame = new Frame(expected);
            begin();
            for (var read = 0L; reader.ReadNext(frame); read++)
            {
                if (read % source.Stride != 0) continue;
                Spread(file.Name, read, frame.Positions, positions);
                handle(positions);
                if (++count % Told == 0) advanced(count);
            }
        }

        return count;
    }

    private void Spread(string name, long index, ReadOnlySpan<float> positions, float[] whole)
    {
        foreach (var x in positions)
        {
            if (!float.IsFinite(x)) throw new InvalidInputException(name, $"frame {index}", "a position is not finite");
        }

        if (source.Atoms is not { } some)
        {
            positions.CopyTo(whole);
            return;
        }

        for (var i = 0; i < some.Count; i++) positions.Slice(3 * i, 3).CopyTo(whole.AsSpan(3 * some[i]));
    }
}
