namespace LatentSim.Molecules.Geometry;

/// <summary>The symmetric 4 x 4 matrix whose largest eigenvalue and its eigenvector, a quaternion, are the best rotation (Theobald 2005,
/// eqs. 3 to 6).</summary>
internal readonly ref struct KeyMatrix
{
    private readonly Vector3D _rowX;
    private readonly Vector3D _rowY;
    private readonly Vector3D _rowZ;

    private KeyMatrix(
        Vector3D rowX, Vector3D rowY, Vector3D rowZ, double squareSum, double totalWeight, Vector3D sourceCenter, Vector3D targetCenter)
    {
        (_rowX, _rowY, _rowZ) = (rowX, rowY, rowZ);
        SquareSum = squareSum;
        TotalWeight = totalWeight;
        SourceCenter = sourceCenter;
        TargetCenter = targetCenter;
    }

    /// <summary>Weighted sum of the squared distances of both sets from their centres.</summary>
    internal double SquareSum { get; }

    internal double TotalWeight { get; }

    internal Vector3D SourceCenter { get; }

    internal Vector3D TargetCenter { get; }

    internal static KeyMatrix Accumulate(SelectedAtoms source, SelectedAtoms target, ReadOnlySpan<double> weights)
    {
        var sourceCenter = source.Center(weights);
        var targetCenter = target.Center(weights);
        var rowX = default(Vector3D);
        var rowY = default(Vector3D);
        var rowZ = default(Vector3D);
        var squareSum = 0.0;
        var totalWeight = 0.0;
        for (var i = 0; i < source.Count; i++)
        {
            var weight = AtomWeights.Of(weights, i);
            var from = source[i] - sourceCenter;
            var to = target[i] - targetCenter;
            rowX += (weight * from.X) * to;
            rowY += (weight * from.Y) * to;
            rowZ += (weight * from.Z) * to;
            squareSum += weight * (from.LengthSquared + to.LengthSquared);
            totalWeight += weight;
        }

        return new KeyMatrix(rowX, rowY, rowZ, squareSum, totalWeight, sourceCenter, targetCenter);
    }

    /// <summary>Writes the quaternion (w, x, y, z) and returns its eigenvalue.</summary>
    internal double LargestEigenvector(Span<double> quaternion)
    {
        Span<double> matrix =
        [
            _rowX.X + _rowY.Y + _rowZ.Z, _rowY.Z - _rowZ.Y, _rowZ.X - _rowX.Z, _rowX.Y - _rowY.X,
            _rowY.Z - _rowZ.Y, _rowX.X - _rowY.Y - _rowZ.Z, _rowX.Y + _rowY.X, _rowZ.X + _rowX.Z,
            _rowZ.X - _rowX.Z, _rowX.Y + _rowY.X, _rowY.Y - _rowX.X - _rowZ.Z, _rowY.Z + _rowZ.Y,
            _rowX.Y - _rowY.X, _rowZ.X + _rowX.Z, _rowY.Z + _rowZ.Y, _rowZ.Z - _rowX.X - _rowY.Y,
        ];
        Span<double> eigenvectors = stackalloc double[16];
        SymmetricEigen4.Solve(matrix, eigenvectors);
        return LeastTurning(matrix, eigenvectors, quaternion);
    }

    // Several rotations are best when the largest eigenvalue is repeated; projecting "no rotation" (1, 0, 0, 0) on their space picks the
    // smallest.
    private double LeastTurning(ReadOnlySpan<double> diagonal, ReadOnlySpan<double> eigenvectors, Span<double> quaternion)
    {
        var best = 0;
        for (var i = 1; i < 4; i++)
            if (diagonal[5 * i] > diagonal[5 * best])
                best = i;
        var tied = diagonal[5 * best] - (1e-10 * SquareSum);
        quaternion.Clear();
        for (var i = 0; i < 4; i++)
            if (diagonal[5 * i] >= tied)
                for (var k = 0; k < 4; k++)
                    quaternion[k] += eigenvectors[i] * eigenvectors[(4 * k) + i];

        var lengthSquared = 0.0;
        foreach (var component in quaternion)
            lengthSquared += component * component;
        if (!(lengthSquared > 1e-16))
            for (var k = 0; k < 4; k++)
                quaternion[k] = eigenvectors[(4 * k) + best];
        return diagonal[5 * best];
    }
}
