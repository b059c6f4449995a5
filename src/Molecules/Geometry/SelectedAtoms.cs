namespace LatentSim.Molecules.Geometry;

/// <summary>Positions of some atoms of a frame, or of all when no list is given.</summary>
internal readonly ref struct SelectedAtoms(ReadOnlySpan<float> xyz, ReadOnlySpan<int> atoms)
{
    private readonly ReadOnlySpan<float> _xyz = xyz;
    private readonly ReadOnlySpan<int> _atoms = atoms;

    internal int Count => _atoms.IsEmpty ? _xyz.Length / 3 : _atoms.Length;

    internal Vector3D this[int i] => Vector3D.Read(_xyz, _atoms.IsEmpty ? i : _atoms[i]);

    internal Vector3D Center(ReadOnlySpan<double> weights)
    {
        var total = 0.0;
        var sum = default(Vector3D);
        for (var i = 0; i < Count; i++)
        {
            var weight = AtomWeights.Of(weights, i);
            total += weight;
            sum += weight * this[i];
        }

        return (1 / total) * sum;
    }
}
