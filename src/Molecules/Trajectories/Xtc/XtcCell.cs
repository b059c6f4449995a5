using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LatentSim.Molecules;

/// <summary>An atom's place on the grid.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct XtcCell(int X, int Y, int Z)
{
    /// <summary>Whether each coordinate of two cells, which must differ by less than 2^31, differs by less than <paramref name="reach"/>; 1 or 0, found without branches.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int AreNear(XtcCell a, XtcCell b, int reach) => IsWithin(a.X - b.X, reach) & IsWithin(a.Y - b.Y, reach) & IsWithin(a.Z - b.Z, reach);

    // Not negative, and below the number of whole numbers that are near enough.
    private static int IsWithin(int difference, int reach) => (uint)(difference + reach - 1) < (uint)(2 * reach - 1) ? 1 : 0;
}
