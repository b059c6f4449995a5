using LatentSim.Molecules.Geometry;

namespace TestSupport;

/// <summary>Random rotations, translations and perturbations of positions; equal seeds give equal ones.</summary>
internal static class RigidMotions
{
    public static RotationMatrix RandomRotation(Random random) =>
        RotationMatrix.FromQuaternion(Normal(random), Normal(random), Normal(random), Normal(random));

    public static float[] Apply(RotationMatrix rotation, Vector3D shift, ReadOnlySpan<float> xyz)
    {
        var moved = new float[xyz.Length];
        for (var i = 0; i < xyz.Length / 3; i++)
            (rotation.Apply(Vector3D.Read(xyz, i)) + shift).Write(moved, i);
        return moved;
    }

    public static float[] ApplyRandom(Random random, ReadOnlySpan<float> xyz) =>
        Apply(RandomRotation(random), new Vector3D(Normal(random), Normal(random), Normal(random)), xyz);

    public static float[] Mirror(ReadOnlySpan<float> xyz)
    {
        var mirrored = xyz.ToArray();
        for (var i = 0; i < mirrored.Length; i += 3)
            mirrored[i] = -mirrored[i];
        return mirrored;
    }

    public static float[] Perturb(Random random, ReadOnlySpan<float> xyz, double deviation)
    {
        var perturbed = xyz.ToArray();
        foreach (ref var coordinate in perturbed.AsSpan())
            coordinate += (float)(deviation * Normal(random));
        return perturbed;
    }

    public static float[] RandomPoints(Random random, int atoms) => Perturb(random, new float[3 * atoms], 1);

    public static float LargestDifference(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        Assert.Equal(a.Length, b.Length);
        var largest = 0f;
        for (var i = 0; i < a.Length; i++)
            largest = MathF.Max(largest, MathF.Abs(a[i] - b[i]));
        return largest;
    }

    public static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
