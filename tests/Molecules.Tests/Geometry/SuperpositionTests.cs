using LatentSim.Molecules.Geometry;
using MathNet.Numerics.LinearAlgebra;
using TestSupport;

namespace Molecules.Tests.Geometry;

public sealed class SuperpositionTests
{
    [Fact]
    public void FindsTheMotionThatWasApplied()
    {
        var random = new Random(3);
        for (var trial = 0; trial < 20; trial++)
        {
            var reference = AlanineDipeptide.Positions;
            var mobile = RigidMotions.ApplyRandom(random, reference);
            var fit = Superposition.Fit(mobile, reference);
            fit.Apply(mobile, mobile);
            Assert.Equal(0, RigidMotions.LargestDifference(reference, mobile), 2e-6);
            Assert.Equal(0, fit.Rmsd, 1e-6);
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(6)]
    [InlineData(50)]
    public void AgreesWithKabschBySingularValues(int atoms)
    {
        var random = new Random(4);
        for (var trial = 0; trial < 50; trial++)
        {
            var mobile = RigidMotions.RandomPoints(random, atoms);
            var reference = RigidMotions.RandomPoints(random, atoms);
            var weights = Enumerable.Range(0, atoms).Select(_ => trial % 2 == 0 ? 1 : random.NextDouble()).ToArray();
            var fit = Superposition.Fit(mobile, reference, weights);
            var (rotation, rmsd) = Kabsch(mobile, reference, weights);
            Assert.Equal(rmsd, fit.Rmsd, 1e-7);
            AssertProper(fit.Rotation);
            Assert.Equal(0, (rotation - AsMatrix(fit.Rotation)).FrobeniusNorm(), 1e-6);
        }
    }

    [Fact]
    public void MirrorImagesAreNeverReflectedBack()
    {
        var reference = AlanineDipeptide.Positions;
        var mirrored = RigidMotions.Mirror(reference);
        var fit = Superposition.Fit(mirrored, reference);
        AssertProper(fit.Rotation);
        Assert.Equal(Kabsch(mirrored, reference, [.. Enumerable.Repeat(1.0, 22)]).Rmsd, fit.Rmsd, 1e-7);
        Assert.True(fit.Rmsd > .05);
    }

    [Fact]
    public void PlanarAtomsAreSuperposedByARotation()
    {
        var random = new Random(5);
        float[] square = [0, 0, 0, 1, 0, 0, 1, 2, 0, 0, 2, 0, .5f, .1f, 0];
        for (var trial = 0; trial < 20; trial++)
        {
            var mobile = RigidMotions.ApplyRandom(random, square);
            var fit = Superposition.Fit(mobile, square);
            AssertProper(fit.Rotation);
            fit.Apply(mobile, mobile);
            Assert.Equal(0, RigidMotions.LargestDifference(square, mobile), 3e-6);
        }
    }

    [Fact]
    public void CollinearAtomsAreSuperposed()
    {
        var random = new Random(6);
        float[] line = [0, 0, 0, 1, 1, 1, 3, 3, 3];
        for (var trial = 0; trial < 20; trial++)
        {
            var mobile = RigidMotions.ApplyRandom(random, line);
            var fit = Superposition.Fit(mobile, line);
            AssertProper(fit.Rotation);
            fit.Apply(mobile, mobile);
            Assert.Equal(0, RigidMotions.LargestDifference(line, mobile), 3e-6);
        }
    }

    [Fact]
    public void LinesThatPointOppositeWaysAreTurnedRound()
    {
        float[] line = [0, 0, 0, 1, 0, 0, 3, 0, 0];
        float[] mobile = [0, 0, 0, -1, 0, 0, -3, 0, 0];
        var fit = Superposition.Fit(mobile, line);
        AssertProper(fit.Rotation);
        fit.Apply(mobile, mobile);
        Assert.Equal(0, RigidMotions.LargestDifference(line, mobile), 1e-6);
    }

    [Fact]
    public void OneAtomOrCoincidentAtomsAreOnlyShifted()
    {
        Assert.Equal(RotationMatrix.Identity, Superposition.Fit([1, 2, 3], [4, 5, 6]).Rotation);
        var fit = Superposition.Fit([1, 1, 1, 1, 1, 1, 1, 1, 1], [0, 0, 0, 0, 1, 0, 1, 0, 0]);
        Assert.Equal(RotationMatrix.Identity, fit.Rotation);
        Assert.Equal(Math.Sqrt(4.0 / 9), fit.Rmsd, 1e-7);
    }

    [Fact]
    public void OfEquallyGoodRotationsTheLeastIsTaken()
    {
        float[] line = [0, 0, -1, 0, 0, 0, 0, 0, 1];
        var rotation = Superposition.Fit(line, line).Rotation;
        Assert.Equal(0, (AsMatrix(rotation) - AsMatrix(RotationMatrix.Identity)).FrobeniusNorm(), 1e-12);
    }

    [Fact]
    public void AFitOnSomeAtomsMovesAll()
    {
        var random = new Random(7);
        var reference = AlanineDipeptide.Positions;
        var sites = AlanineDipeptide.CoarseSites;
        var mobile = RigidMotions.ApplyRandom(random, reference);
        var expected = reference.ToArray();
        mobile[0] += 5;
        var fit = Superposition.Fit(mobile, sites, AlanineDipeptide.PositionsOf(sites), []);
        var moved = new float[mobile.Length];
        fit.Apply(mobile, moved);
        Assert.Equal(0, RigidMotions.LargestDifference(expected.AsSpan(3), moved.AsSpan(3)), 2e-6);
        Assert.Equal(5, Distances.Compute([.. expected[..3], .. moved[..3]], 0, 1), 1e-5);
        Assert.Equal(fit, Superposition.Fit(mobile, sites, reference, sites));
    }

    [Fact]
    public void AtomsOfNoWeightDoNotCount()
    {
        var random = new Random(8);
        var reference = RigidMotions.RandomPoints(random, 6);
        var mobile = RigidMotions.ApplyRandom(random, reference);
        mobile[17] += 3;
        Assert.Equal(0, Superposition.Fit(mobile, reference, [1, 2, 3, 1, 1, 0]).Rmsd, 1e-6);
        Assert.True(Superposition.MinimalRmsd(mobile, reference) > .1);
    }

    [Fact]
    public void FarFromTheOriginPrecisionIsKept()
    {
        var random = new Random(9);
        var points = RigidMotions.RandomPoints(random, 5);
        var far = RigidMotions.Apply(RotationMatrix.Identity, new Vector3D(100, -100, 100), points);
        Assert.Equal(0, Superposition.MinimalRmsd(far, points), 2e-5);
    }

    [Fact]
    public void NumbersThatAreNotFiniteStayVisible() =>
        Assert.True(double.IsNaN(Superposition.MinimalRmsd([0, 0, 0, 1, 0, float.NaN], [0, 0, 0, 1, 0, 0])));

    [Fact]
    public void RefusesSpansThatDoNotFit()
    {
        Assert.Throws<ArgumentException>(() => Superposition.Fit(new float[6], new float[9]));
        Assert.Throws<ArgumentException>(() => Superposition.Fit([], []));
        Assert.Throws<ArgumentException>(() => Superposition.Fit(new float[6], new float[6], [1]));
    }

    private static void AssertProper(RotationMatrix rotation)
    {
        Assert.Equal(1, rotation.Determinant, 1e-12);
        var matrix = AsMatrix(rotation);
        Assert.Equal(0, ((matrix * matrix.Transpose()) - Matrix<double>.Build.DenseIdentity(3)).FrobeniusNorm(), 1e-12);
    }

    private static Matrix<double> AsMatrix(RotationMatrix rotation) => Matrix<double>.Build.DenseOfRows(
        new[] { rotation.Row0, rotation.Row1, rotation.Row2 }.Select(row => new[] { row.X, row.Y, row.Z }));

    // Kabsch, Acta Cryst. A32, 922 (1976), with the sign that keeps the rotation proper.
    private static (Matrix<double> Rotation, double Rmsd) Kabsch(float[] mobile, float[] reference, double[] weights)
    {
        var weight = Matrix<double>.Build.DenseOfDiagonalArray(weights);
        var x = Centered(mobile, weights);
        var y = Centered(reference, weights);
        var svd = (y.Transpose() * weight * x).Svd();
        var sign = Matrix<double>.Build.DenseOfDiagonalArray([1, 1, Math.Sign((svd.U * svd.VT).Determinant())]);
        var rotation = svd.U * sign * svd.VT;
        var difference = (x * rotation.Transpose()) - y;
        return (rotation, Math.Sqrt((difference.Transpose() * weight * difference).Trace() / weights.Sum()));
    }

    private static Matrix<double> Centered(float[] xyz, double[] weights)
    {
        var points = Matrix<double>.Build.Dense(weights.Length, 3, (i, k) => xyz[(3 * i) + k]);
        var center = (points.Transpose() * Vector<double>.Build.DenseOfArray(weights)) / weights.Sum();
        return Matrix<double>.Build.Dense(weights.Length, 3, (i, k) => points[i, k] - center[k]);
    }
}
