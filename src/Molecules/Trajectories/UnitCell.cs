namespace LatentSim.Molecules;

/// <summary>A periodic cell as lengths and angles: what PDB and DCD files hold in place of box vectors.</summary>
/// <param name="A">Length of the first vector, nm.</param>
/// <param name="B">Length of the second vector, nm.</param>
/// <param name="C">Length of the third vector, nm.</param>
/// <param name="Alpha">Angle between the second and the third, degrees.</param>
/// <param name="Beta">Angle between the first and the third, degrees.</param>
/// <param name="Gamma">Angle between the first and the second, degrees.</param>
internal readonly record struct UnitCell(double A, double B, double C, double Alpha, double Beta, double Gamma)
{
    /// <summary>Whether the lengths are positive and the angles can enclose a volume.</summary>
    internal bool IsValid => IsLength(A) && IsLength(B) && IsLength(C) && IsAngle(Alpha) && IsAngle(Beta) && IsAngle(Gamma) && Height > 0;

    // The third vector's component out of the plane of the other two, squared, for a vector of unit length.
    private double Height
    {
        get
        {
            var (x, y) = ThirdDirection();
            return 1 - x * x - y * y;
        }
    }

    internal static UnitCell FromVectors(ReadOnlySpan<float> box)
    {
        var (a, b, c) = (Length(box, 0), Length(box, 3), Length(box, 6));
        return new UnitCell(a, b, c, Angle(box, 3, 6, b * c), Angle(box, 0, 6, a * c), Angle(box, 0, 3, a * b));
    }

    /// <summary>Writes the vectors as rows, the first along x and the second in the plane of x and y.</summary>
    internal void ToVectors(Span<float> box)
    {
        var (x, y) = ThirdDirection();
        box.Clear();
        box[0] = (float)A;
        box[3] = (float)(B * Cosine(Gamma));
        box[4] = (float)(B * Sine(Gamma));
        box[6] = (float)(C * x);
        box[7] = (float)(C * y);
        box[8] = (float)(C * Math.Sqrt(Height));
    }

    private static bool IsLength(double length) => length > 0 && double.IsFinite(length);

    private static bool IsAngle(double degrees) => degrees is > 0 and < 180;

    private (double X, double Y) ThirdDirection() =>
        (Cosine(Beta), (Cosine(Alpha) - Cosine(Beta) * Cosine(Gamma)) / Sine(Gamma));

    // A right angle's cosine is zero, not 6e-17.
    private static double Cosine(double degrees) => degrees == 90 ? 0 : Math.Cos(double.DegreesToRadians(degrees));

    private static double Sine(double degrees) => degrees == 90 ? 1 : Math.Sin(double.DegreesToRadians(degrees));

    private static double Length(ReadOnlySpan<float> box, int row) => Math.Sqrt(Dot(box, row, row));

    private static double Angle(ReadOnlySpan<float> box, int first, int second, double lengths)
    {
        var dot = Dot(box, first, second);
        return dot == 0 ? 90 : double.RadiansToDegrees(Math.Acos(Math.Clamp(dot / lengths, -1, 1)));
    }

    private static double Dot(ReadOnlySpan<float> box, int first, int second) =>
        (double)box[first] * box[second] + (double)box[first + 1] * box[second + 1] + (double)box[first + 2] * box[second + 2];
}
