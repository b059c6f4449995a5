namespace LatentSim.Molecules.Geometry;

/// <summary>The angle of a triangle of three given sides, by the law of cosines.</summary>
/// <param name="Angle">Between the two sides that meet, radians in [0, pi].</param>
/// <param name="Gap">How much, in nm, the sides lack to close; the angle is then 0 or pi.</param>
internal readonly record struct TriangleCorner(double Angle, double Gap)
{
    /// <summary>Finds the angle between <paramref name="first"/> and <paramref name="second"/>, nm.</summary>
    /// <param name="first">A side of the corner.</param>
    /// <param name="second">The other side of the corner.</param>
    /// <param name="opposite">The side that the corner faces.</param>
    internal static TriangleCorner Of(double first, double second, double opposite)
    {
        var longest = first + second;
        var shortest = Math.Abs(first - second);
        if (opposite >= longest)
            return new TriangleCorner(Math.PI, opposite - longest);
        if (opposite <= shortest)
            return new TriangleCorner(0, shortest - opposite);

        // Half-angle by Heron's factors, exact also where the triangle is nearly flat.
        var sine = Math.Sqrt((opposite - shortest) * (opposite + shortest));
        var cosine = Math.Sqrt((longest - opposite) * (longest + opposite));
        return new TriangleCorner(2 * Trigonometry.Atan2(sine, cosine), 0);
    }
}
