namespace LatentSim.Molecules.Geometry;

/// <summary>The rigid motion that brings one set of atoms onto another with the least (weighted) root mean square deviation.</summary>
/// <remarks>The rotation is the quaternion that belongs to the largest eigenvalue of the key matrix (Horn, J. Opt. Soc. Am. A 4, 629
/// (1987);
/// Theobald, Acta Cryst. A61, 478 (2005)). So it is always proper, and of several best ones (collinear or coincident atoms) it is the one
/// that turns least.</remarks>
/// <param name="Rotation">The rotation about <paramref name="MobileCenter"/>.</param>
/// <param name="MobileCenter">The (weighted) centre of the atoms that were fitted, nm.</param>
/// <param name="ReferenceCenter">Where the motion brings it: the centre of the reference, nm.</param>
/// <param name="Rmsd">What deviation remains between the fitted atoms, nm.</param>
public readonly record struct Superposition(RotationMatrix Rotation, Vector3D MobileCenter, Vector3D ReferenceCenter, double Rmsd)
{
    /// <summary>Superposes all atoms of <paramref name="mobile"/> on those of <paramref name="reference"/>.</summary>
    /// <param name="mobile">float[atom, 3], nm.</param>
    /// <param name="reference">float[atom, 3], nm.</param>
    /// <param name="weights">double[atom], none negative and not all zero; empty weighs all atoms alike.</param>
    /// <exception cref="ArgumentException">The spans do not fit one another, or are empty.</exception>
    public static Superposition Fit(ReadOnlySpan<float> mobile, ReadOnlySpan<float> reference, ReadOnlySpan<double> weights = default) =>
        Fit(mobile, [], reference, [], weights);

    /// <summary>Superposes some atoms of <paramref name="mobile"/> on as many of <paramref name="reference"/>;
    /// <see cref="Apply(ReadOnlySpan{float}, Span{float})"/> then moves all that there are.</summary>
    /// <param name="mobile">float[atom, 3], nm.</param>
    /// <param name="mobileAtoms">The atoms of <paramref name="mobile"/> to fit; empty for all.</param>
    /// <param name="reference">float[atom, 3], nm.</param>
    /// <param name="referenceAtoms">The atoms of <paramref name="reference"/> to fit them to, in the same order; empty for all.</param>
    /// <param name="weights">double[fitted atom], none negative and not all zero; empty weighs all alike.</param>
    /// <exception cref="ArgumentException">The spans do not fit one another, or there is nothing to fit.</exception>
    public static Superposition Fit(
        ReadOnlySpan<float> mobile,
        ReadOnlySpan<int> mobileAtoms,
        ReadOnlySpan<float> reference,
        ReadOnlySpan<int> referenceAtoms,
        ReadOnlySpan<double> weights = default)
    {
        var source = new SelectedAtoms(mobile, mobileAtoms);
        var target = new SelectedAtoms(reference, referenceAtoms);
        if (source.Count != target.Count)
            throw new ArgumentException($"{source.Count} atoms cannot be superposed on {target.Count}.", nameof(mobile));
        AtomWeights.Check(weights, source.Count);

        var key = KeyMatrix.Accumulate(source, target, weights);
        Span<double> quaternion = stackalloc double[4];
        var largest = key.LargestEigenvector(quaternion);
        var rotation = RotationMatrix.FromQuaternion(quaternion[0], quaternion[1], quaternion[2], quaternion[3]);
        var meanSquare = (key.SquareSum - (2 * largest)) / key.TotalWeight;
        return new Superposition(rotation, key.SourceCenter, key.TargetCenter, Math.Sqrt(Math.Max(0, meanSquare)));
    }

    /// <summary>The least root mean square deviation that a rigid motion of <paramref name="mobile"/> leaves, nm.</summary>
    /// <exception cref="ArgumentException">The spans do not fit one another, or are empty.</exception>
    public static double MinimalRmsd(ReadOnlySpan<float> mobile, ReadOnlySpan<float> reference) => Fit(mobile, reference).Rmsd;

    /// <summary>A point, moved.</summary>
    public Vector3D Apply(Vector3D point) => Rotation.Apply(point - MobileCenter) + ReferenceCenter;

    /// <summary>Moves atoms; the two spans may be the same.</summary>
    /// <param name="source">float[atom, 3], nm.</param>
    /// <param name="target">float[atom, 3], nm, at least as long.</param>
    public void Apply(ReadOnlySpan<float> source, Span<float> target)
    {
        for (var i = 0; i < source.Length / 3; i++)
            Apply(Vector3D.Read(source, i)).Write(target, i);
    }
}
