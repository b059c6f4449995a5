namespace LatentSim.Molecules.Geometry;

/// <summary>A point or direction in double precision, nm.</summary>
/// <param name="X">First component.</param>
/// <param name="Y">Second component.</param>
/// <param name="Z">Third component.</param>
public readonly record struct Vector3D(double X, double Y, double Z)
{
    /// <summary>Square of the length.</summary>
    public double LengthSquared => Dot(this, this);

    /// <summary>The length.</summary>
    public double Length => Math.Sqrt(LengthSquared);

    /// <summary>The position of <paramref name="atom"/> in <paramref name="xyz"/>, float[atom, 3].</summary>
    public static Vector3D Read(ReadOnlySpan<float> xyz, int atom)
    {
        var position = xyz.Slice(3 * atom, 3);
        return new Vector3D(position[0], position[1], position[2]);
    }

    /// <summary>Makes this the position of <paramref name="atom"/> in <paramref name="xyz"/>, float[atom, 3].</summary>
    public void Write(Span<float> xyz, int atom)
    {
        var position = xyz.Slice(3 * atom, 3);
        position[0] = (float)X;
        position[1] = (float)Y;
        position[2] = (float)Z;
    }

    /// <summary>Scalar product.</summary>
    public static double Dot(Vector3D a, Vector3D b) => (a.X * b.X) + (a.Y * b.Y) + (a.Z * b.Z);

    /// <summary>Vector product.</summary>
    public static Vector3D Cross(Vector3D a, Vector3D b) =>
        new((a.Y * b.Z) - (a.Z * b.Y), (a.Z * b.X) - (a.X * b.Z), (a.X * b.Y) - (a.Y * b.X));

    /// <summary>Sum.</summary>
    public static Vector3D operator +(Vector3D a, Vector3D b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);

    /// <summary>Difference.</summary>
    public static Vector3D operator -(Vector3D a, Vector3D b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z);

    /// <summary>Multiple.</summary>
    public static Vector3D operator *(double factor, Vector3D a) => new(factor * a.X, factor * a.Y, factor * a.Z);
}
