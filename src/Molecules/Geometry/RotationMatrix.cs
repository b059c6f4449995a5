namespace LatentSim.Molecules.Geometry;

/// <summary>A rotation about the origin, as its three rows.</summary>
/// <param name="Row0">The row that gives x.</param>
/// <param name="Row1">The row that gives y.</param>
/// <param name="Row2">The row that gives z.</param>
public readonly record struct RotationMatrix(Vector3D Row0, Vector3D Row1, Vector3D Row2)
{
    /// <summary>The rotation that leaves everything as it is.</summary>
    public static RotationMatrix Identity { get; } = new(new Vector3D(1, 0, 0), new Vector3D(0, 1, 0), new Vector3D(0, 0, 1));

    /// <summary>The determinant: 1 for a proper rotation.</summary>
    public double Determinant => Vector3D.Dot(Row0, Vector3D.Cross(Row1, Row2));

    /// <summary>The rotation of a quaternion of any length but zero.</summary>
    public static RotationMatrix FromQuaternion(double w, double x, double y, double z)
    {
        var scale = 2 / ((w * w) + (x * x) + (y * y) + (z * z));
        return new RotationMatrix(
            new Vector3D(1 - (scale * ((y * y) + (z * z))), scale * ((x * y) - (w * z)), scale * ((x * z) + (w * y))),
            new Vector3D(scale * ((x * y) + (w * z)), 1 - (scale * ((x * x) + (z * z))), scale * ((y * z) - (w * x))),
            new Vector3D(scale * ((x * z) - (w * y)), scale * ((y * z) + (w * x)), 1 - (scale * ((x * x) + (y * y)))));
    }

    /// <summary>A vector, rotated.</summary>
    public Vector3D Apply(Vector3D vector) => new(Vector3D.Dot(Row0, vector), Vector3D.Dot(Row1, vector), Vector3D.Dot(Row2, vector));
}
