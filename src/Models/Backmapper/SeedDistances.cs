using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LatentSim.Molecules.Geometry;
using LatentSim.Molecules.Numerics;

namespace LatentSim.Models.Backmapper;

/// <summary>
/// Tells, without superposing, which of many seeds cannot be nearer to a frame than a given root mean square deviation. That deviation belongs to a value of
/// the key matrix's largest eigenvalue (Theobald, Acta Cryst. A61, 478 (2005)), and all roots of a polynomial that has only real ones lie below a number
/// where the polynomial and its derivatives are positive.
/// </summary>
internal sealed class SeedDistances
{
    /// <summary>Seeds that are looked at together.</summary>
    public const int Together = 8;

    // What is less positive than this, relative to the power of the eigenvalue that it stands beside, may be rounding.
    private const double Certain = 1e-9;

    private readonly int sites;
    private readonly bool isWide;
    private readonly double[] seeds;
    private readonly double[] seedSquares;
    private readonly double[] frame;
    private double frameSquares;

    /// <summary>Centres the seeds.</summary>
    /// <param name="positions">[seed, site, 3], nm.</param>
    /// <param name="sites">Sites of a seed.</param>
    /// <param name="instructions">How wide vectors are.</param>
    public SeedDistances(ReadOnlySpan<float> positions, int sites, InstructionSet instructions)
    {
        this.sites = sites;
        isWide = instructions == InstructionSet.Avx512;
        int length = sites * 3;
        int count = positions.Length / length;
        int padded = (count + Together - 1) / Together * Together;
        seeds = new double[padded * length];
        seedSquares = new double[padded];
        frame = new double[length];
        for (int seed = 0; seed < count; seed++)
        {
            LookAt(positions.Slice(seed * length, length));
            seedSquares[seed] = frameSquares;
            for (int i = 0; i < length; i++)
                seeds[(((seed / Together * length) + i) * Together) + (seed % Together)] = frame[i];
        }
    }

    /// <summary>Sets the frame that seeds are compared with, [site, 3], nm.</summary>
    public void LookAt(ReadOnlySpan<float> positions)
    {
        frameSquares = 0;
        for (int axis = 0; axis < 3; axis++)
        {
            double center = 0;
            for (int i = axis; i < frame.Length; i += 3)
                center += (double)positions[i] / sites;
            for (int i = axis; i < frame.Length; i += 3)
            {
                frame[i] = positions[i] - center;
                frameSquares += frame[i] * frame[i];
            }
        }
    }

    /// <summary>Which of eight seeds may be nearer to the frame than a deviation, the first in the lowest bit.</summary>
    /// <param name="first">The first of them, a multiple of <see cref="Together"/>.</param>
    /// <param name="rmsd">The root mean square deviation, nm.</param>
    public uint MayBeNearer(int first, double rmsd)
    {
        if (isWide)
            return MayBeNearer<NumberLanes8>(first, 0, rmsd);
        return MayBeNearer<NumberLanes4>(first, 0, rmsd) | (MayBeNearer<NumberLanes4>(first, NumberLanes4.Count, rmsd) << NumberLanes4.Count);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private uint MayBeNearer<T>(int first, int lane, double rmsd)
        where T : unmanaged, INumberLanes<T>
    {
        ref double source = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(seeds), (first * sites * 3) + lane);
        (VectorLanes<T> x, VectorLanes<T> y, VectorLanes<T> z) = Covariance<T>(ref source);
        T squares = T.Load(ref seedSquares[first + lane]) + T.Create(frameSquares);
        T value = (squares - T.Create(sites * rmsd * rmsd)) * T.Create(0.5);
        T cube = value * value * value;
        T quadratic = T.Create(-2) * (x.LengthSquared + y.LengthSquared + z.LengthSquared);
        T linear = T.Create(-8) * VectorLanes<T>.Dot(x, VectorLanes<T>.Cross(y, z));
        T polynomial = (value * cube) + (quadratic * value * value) + (linear * value) + Determinant(x, y, z);
        T slope = (T.Create(4) * cube) + (T.Create(2) * quadratic * value) + linear;
        T bend = (T.Create(12) * value * value) + (T.Create(2) * quadratic);
        T certain = T.Create(Certain);
        T isFarther = T.IsLess(T.Create(0), value)
            & T.IsLess(certain * squares * squares * squares * squares, polynomial)
            & T.IsLess(certain * squares * squares * squares, slope)
            & T.IsLess(certain * squares * squares, bend);
        return T.Bits(~isFarther);
    }

    // The rows of the matrix of products of the seeds' coordinates with the frame's.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private (VectorLanes<T> X, VectorLanes<T> Y, VectorLanes<T> Z) Covariance<T>(ref double source)
        where T : unmanaged, INumberLanes<T>
    {
        VectorLanes<T> x = VectorLanes<T>.Create(0, 0, 0);
        (VectorLanes<T> y, VectorLanes<T> z) = (x, x);
        for (int i = 0; i < frame.Length; i += 3)
        {
            VectorLanes<T> to = VectorLanes<T>.Create(frame[i], frame[i + 1], frame[i + 2]);
            x += T.Load(ref Unsafe.Add(ref source, i * Together)) * to;
            y += T.Load(ref Unsafe.Add(ref source, (i + 1) * Together)) * to;
            z += T.Load(ref Unsafe.Add(ref source, (i + 2) * Together)) * to;
        }

        return (x, y, z);
    }

    // Of the key matrix, by the minors of its first two rows and of its last two.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static T Determinant<T>(VectorLanes<T> x, VectorLanes<T> y, VectorLanes<T> z)
        where T : unmanaged, INumberLanes<T>
    {
        (T a, T e, T h, T j) = (x.X + y.Y + z.Z, x.X - y.Y - z.Z, y.Y - x.X - z.Z, z.Z - x.X - y.Y);
        (T b, T c, T d) = (y.Z - z.Y, z.X - x.Z, x.Y - y.X);
        (T f, T g, T i) = (x.Y + y.X, z.X + x.Z, y.Z + z.Y);
        T s0 = (a * e) - (b * b);
        T s1 = (a * f) - (b * c);
        T s2 = (a * g) - (b * d);
        T s3 = (b * f) - (e * c);
        T s4 = (b * g) - (e * d);
        T s5 = (c * g) - (f * d);
        T c5 = (h * j) - (i * i);
        T c4 = (f * j) - (g * i);
        T c3 = (f * i) - (g * h);
        T c2 = (c * j) - (d * i);
        T c1 = (c * i) - (d * h);
        T c0 = (c * g) - (d * f);
        return (s0 * c5) - (s1 * c4) + (s2 * c3) + (s3 * c2) - (s4 * c1) + (s5 * c0);
    }
}
