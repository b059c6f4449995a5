using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using LatentSim.Molecules.Geometry;
using LatentSim.Molecules.Numerics;

namespace LatentSim.Molecules.Potentials;

/// <summary>
/// Positions and forces of a chain of sites, one axis after the other, so that four neighbours along the chain are read at once. Behind the last site
/// lie phantoms, far away and in general position: terms that reach beyond the end have no strength there, and divide by no zero.
/// </summary>
internal readonly ref struct SiteArrays
{
    private const int Phantoms = 8;
    private readonly Span<double> _positions;
    private readonly Span<double> _forces;
    private readonly int _stride;

    /// <summary>Makes arrays in memory of <see cref="Length"/> numbers each.</summary>
    internal SiteArrays(Span<double> positions, Span<double> forces, int sites)
    {
        _positions = positions;
        _forces = forces;
        _stride = sites + Phantoms;
        Sites = sites;
    }

    /// <summary>The number of sites.</summary>
    internal int Sites { get; }

    /// <summary>Numbers that positions, and forces, need.</summary>
    internal static int Length(int sites) => 3 * (sites + Phantoms);

    /// <summary>Takes positions, [site, 3], and sets all forces to zero.</summary>
    internal void Take(ReadOnlySpan<double> positions)
    {
        for (int site = 0; site < Sites; site++)
        {
            _positions[site] = positions[3 * site];
            _positions[_stride + site] = positions[(3 * site) + 1];
            _positions[(2 * _stride) + site] = positions[(3 * site) + 2];
        }

        for (int phantom = 0; phantom < Phantoms; phantom++)
        {
            _positions[Sites + phantom] = 1000 + phantom;
            _positions[_stride + Sites + phantom] = (phantom & 1) - 1000;
            _positions[(2 * _stride) + Sites + phantom] = (phantom & 2) + 1000;
        }

        _forces.Clear();
    }

    /// <summary>Adds the forces to <paramref name="forces"/>, [site, 3].</summary>
    internal void AddTo(Span<double> forces)
    {
        for (int site = 0; site < Sites; site++)
        {
            forces[3 * site] += _forces[site];
            forces[(3 * site) + 1] += _forces[_stride + site];
            forces[(3 * site) + 2] += _forces[(2 * _stride) + site];
        }
    }

    /// <summary>The positions of four sites from <paramref name="site"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Vector3x4 Positions(int site) => Read(_positions, site);

    /// <summary>The position of one site, four times.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Vector3x4 Position(int site) =>
        new(Vector256.Create(_positions[site]), Vector256.Create(_positions[_stride + site]), Vector256.Create(_positions[(2 * _stride) + site]));

    /// <summary>Adds to the forces on four sites from <paramref name="site"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void AddForces(int site, Vector3x4 forces)
    {
        Vector3x4 sum = Read(_forces, site) + forces;
        sum.X.StoreUnsafe(ref MemoryMarshal.GetReference(_forces), (nuint)site);
        sum.Y.StoreUnsafe(ref MemoryMarshal.GetReference(_forces), (nuint)(_stride + site));
        sum.Z.StoreUnsafe(ref MemoryMarshal.GetReference(_forces), (nuint)((2 * _stride) + site));
    }

    /// <summary>Adds the sum of four forces to the force on one site.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void AddSum(int site, Vector3x4 forces)
    {
        _forces[site] += Sum(forces.X);
        _forces[_stride + site] += Sum(forces.Y);
        _forces[(2 * _stride) + site] += Sum(forces.Z);
    }

    /// <summary>The way from one site to another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal (double X, double Y, double Z) Difference(int first, int second) => (
        _positions[second] - _positions[first],
        _positions[_stride + second] - _positions[_stride + first],
        _positions[(2 * _stride) + second] - _positions[(2 * _stride) + first]);

    /// <summary>The position of one site.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Vector3D Point(int site) => new(_positions[site], _positions[_stride + site], _positions[(2 * _stride) + site]);

    /// <summary>Adds to the force on one site.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void AddForce(int site, Vector3D force)
    {
        _forces[site] += force.X;
        _forces[_stride + site] += force.Y;
        _forces[(2 * _stride) + site] += force.Z;
    }

    /// <summary>Adds a force to the second of two sites, and its opposite to the first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void AddPairForce(int first, int second, double x, double y, double z)
    {
        _forces[second] += x;
        _forces[first] -= x;
        _forces[_stride + second] += y;
        _forces[_stride + first] -= y;
        _forces[(2 * _stride) + second] += z;
        _forces[(2 * _stride) + first] -= z;
    }

    /// <summary>The sum of four numbers, in an order that no machine changes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static double Sum(Vector256<double> terms) => terms[0] + terms[1] + (terms[2] + terms[3]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector3x4 Read(Span<double> values, int site)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)site, (uint)(_stride - 4));
        ref double first = ref MemoryMarshal.GetReference(values);
        return new Vector3x4(
            Vector256.LoadUnsafe(ref first, (nuint)site), Vector256.LoadUnsafe(ref first, (nuint)(_stride + site)), Vector256.LoadUnsafe(ref first, (nuint)((2 * _stride) + site)));
    }
}
