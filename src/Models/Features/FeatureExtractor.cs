using LatentSim.Molecules;
using LatentSim.Molecules.Geometry;

namespace LatentSim.Models.Features;

/// <summary>Computes the features of configurations. None of them changes when a configuration is moved or turned as a whole.</summary>
public sealed class FeatureExtractor
{
    private readonly TorsionAtoms[] _torsions;
    private readonly AtomPair[] _distances;
    private readonly int[] _alignedAtoms;
    private readonly float[] _reference;

    /// <summary>Prepares an extractor.</summary>
    /// <param name="definition">The features.</param>
    /// <param name="atomCount">How many atoms each configuration has.</param>
    /// <exception cref="InvalidInputException">The definition does not suit such a system.</exception>
    public FeatureExtractor(FeatureDefinition definition, int atomCount)
    {
        definition.Check(atomCount);
        AtomCount = atomCount;
        Count = definition.Count;
        _torsions = [.. definition.Torsions];
        _distances = [.. definition.Distances];
        _alignedAtoms = [.. definition.Aligned?.Atoms ?? []];
        _reference = [.. definition.Aligned?.Reference ?? []];
    }

    /// <summary>How many atoms each configuration has.</summary>
    public int AtomCount { get; }

    /// <summary>How many features each configuration has.</summary>
    public int Count { get; }

    /// <summary>Says what each feature is, in their order: "cos ACE1.C ALA2.N ALA2.CA ALA2.C", "distance ALA2.N ALA2.C", "x
    /// ALA2.CA".</summary>
    /// <exception cref="ArgumentException">The topology has another number of atoms.</exception>
    public IReadOnlyList<string> Names(Topology topology)
    {
        if (topology.AtomCount != AtomCount)
            throw new ArgumentException($"The topology has {topology.AtomCount} atoms; {AtomCount} were expected.", nameof(topology));
        string Name(int atom) => $"{topology.ResidueOf(atom)}.{topology.Atoms[atom].Name}";
        return
        [
            .. _torsions.Select(torsion => $"{Name(torsion.A)} {Name(torsion.B)} {Name(torsion.C)} {Name(torsion.D)}")
                .SelectMany(atoms => new[] { $"cos {atoms}", $"sin {atoms}" }),
            .. _distances.Select(pair => $"distance {Name(pair.A)} {Name(pair.B)}"),
            .. _alignedAtoms.Select(Name).SelectMany(atom => new[] { $"x {atom}", $"y {atom}", $"z {atom}" }),
        ];
    }

    /// <summary>Computes the features of one configuration; allocates nothing.</summary>
    /// <param name="positions">float[atom, 3], nm.</param>
    /// <param name="features">float[feature].</param>
    /// <exception cref="ArgumentException">A span's length does not fit.</exception>
    public void Extract(ReadOnlySpan<float> positions, Span<float> features) => Extract(positions, features, frames: 1);

    /// <summary>Computes the features of configurations; allocates nothing.</summary>
    /// <param name="positions">float[frame, atom, 3], nm.</param>
    /// <param name="features">float[frame, feature].</param>
    /// <param name="frames">How many frames.</param>
    /// <exception cref="ArgumentException">A span's length does not fit.</exception>
    public void Extract(ReadOnlySpan<float> positions, Span<float> features, int frames)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(frames);
        if (positions.Length != (long)frames * 3 * AtomCount)
            throw new ArgumentException($"{frames} frames of {AtomCount} atoms do not fit {positions.Length} numbers.", nameof(positions));
        if (features.Length != (long)frames * Count)
            throw new ArgumentException($"{frames} frames of {Count} features do not fit {features.Length} places.", nameof(features));
        for (var frame = 0; frame < frames; frame++)
            ExtractFrame(positions.Slice(frame * 3 * AtomCount, 3 * AtomCount), features.Slice(frame * Count, Count));
    }

    private void ExtractFrame(ReadOnlySpan<float> positions, Span<float> features)
    {
        var next = 0;
        foreach (var torsion in _torsions)
        {
            var (cosine, sine) = Torsions.CosineAndSine(positions, torsion);
            features[next++] = (float)cosine;
            features[next++] = (float)sine;
        }

        foreach (var pair in _distances)
            features[next++] = (float)Distances.Compute(positions, pair.A, pair.B);
        if (_alignedAtoms.Length > 0)
            Align(positions, features[next..]);
    }

    private void Align(ReadOnlySpan<float> positions, Span<float> aligned)
    {
        var superposition = Superposition.Fit(positions, _alignedAtoms, _reference, []);
        for (var i = 0; i < _alignedAtoms.Length; i++)
            superposition.Apply(Vector3D.Read(positions, _alignedAtoms[i])).Write(aligned, i);
    }
}
