using LatentSim.Molecules.Geometry;

namespace LatentSim.Molecules.Potentials;

/// <summary>Measures of the native structure of a chain.</summary>
internal static class ChainGeometry
{
    /// <summary>The distance of two sites, nm.</summary>
    internal static double Distance(ReadOnlySpan<float> native, int first, int second) => (Vector3D.Read(native, second) - Vector3D.Read(native, first)).Length;

    /// <summary>The angle at the second of three neighbours, radians.</summary>
    internal static double Angle(ReadOnlySpan<float> native, int first)
    {
        Vector3D middle = Vector3D.Read(native, first + 1);
        Vector3D before = Vector3D.Read(native, first) - middle;
        Vector3D after = Vector3D.Read(native, first + 2) - middle;
        return Trigonometry.Atan2(Vector3D.Cross(before, after).Length, Vector3D.Dot(before, after));
    }
}
