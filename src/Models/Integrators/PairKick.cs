using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LatentSim.Models.Integrators;

/// <summary>
/// Changes velocities by tabulated forces of all pairs. Particle i is paired with i + s around the ring of particles, for each shift s up to half their number,
/// so that four pairs at once are loaded and added without gathering. Vectors and plain arithmetic give the same numbers bit for bit: each sum is taken in
/// the order of the shifts.
/// </summary>
internal sealed unsafe class PairKick
{
    private const int Lanes = 4;

    private readonly int particles;
    private readonly double edge;
    private readonly double inverseEdge;
    private readonly bool isVectorized;
    private readonly double[] plus;
    private readonly double[] minus;

    /// <param name="particles">The number of particles.</param>
    /// <param name="edge">The edge of the periodic cube, or 0.</param>
    /// <param name="isVectorized">Whether vectors may be used where there are any.</param>
    public PairKick(int particles, double edge, bool isVectorized)
    {
        this.particles = particles;
        this.edge = edge;
        inverseEdge = edge > 0 ? 1 / edge : 0;
        this.isVectorized = isVectorized && Avx2.IsSupported && Fma.IsSupported;
        Stride = (particles + (particles / 2) + (2 * Lanes) - 1) / Lanes * Lanes;
        plus = new double[3 * Stride];
        minus = new double[3 * Stride];
    }

    /// <summary>The length of a row of one coordinate of all particles; after the particles it goes on with the first of them.</summary>
    public int Stride { get; }

    /// <summary>Adds force times a factor to velocities.</summary>
    /// <param name="table">The force.</param>
    /// <param name="positions">[3, <see cref="Stride"/>].</param>
    /// <param name="factor">A time, in reduced units.</param>
    /// <param name="velocities">[3, <see cref="Stride"/>].</param>
    public void Apply(PairKickTable table, double[] positions, double factor, double[] velocities)
    {
        Array.Clear(plus);
        Array.Clear(minus);
        fixed (double* x = positions, up = plus, down = minus, rows = table.Rows)
        {
            for (int shift = 1; shift <= particles / 2; shift++)
            {
                int count = 2 * shift == particles ? shift : particles;
                if (isVectorized)
                    AddVectors(table, rows, x, up, down, shift, count);
                else
                    AddScalars(table, rows, x, up, down, shift, count);
            }
        }

        for (int k = 0; k < 3; k++)
        {
            Span<double> given = minus.AsSpan(k * Stride, Stride);
            for (int i = particles; i < Stride; i++)
                given[i - particles] += given[i];
            Change(velocities.AsSpan(k * Stride, particles), factor, plus.AsSpan(k * Stride, particles), given);
        }
    }

    private static void Change(Span<double> velocities, double factor, ReadOnlySpan<double> plus, ReadOnlySpan<double> minus)
    {
        int i = 0;
        for (; i <= velocities.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            Vector<double> force = new Vector<double>(plus[i..]) - new Vector<double>(minus[i..]);
            (new Vector<double>(velocities[i..]) + (factor * force)).CopyTo(velocities[i..]);
        }

        for (; i < velocities.Length; i++)
            velocities[i] += factor * (plus[i] - minus[i]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddVectors(PairKickTable table, double* rows, double* x, double* up, double* down, int shift, int count)
    {
        Vector256<double> one = Vector256<double>.One;
        Vector256<double> lowest = Vector256.Create(table.Lowest);
        Vector256<double> inverseSquare = Vector256.Create(table.InverseCutoffSquare);
        Vector256<double> box = Vector256.Create(edge);
        Vector256<double> inverseBox = Vector256.Create(inverseEdge);
        Vector256<long> firstRow = Vector256.Create(table.FirstRow);
        Vector256<long> lanes = Vector256.Create(0L, 1, 2, 3);
        double* y = x + Stride;
        double* z = y + Stride;
        for (int i = 0; i < count; i += Lanes)
        {
            Vector256<double> dx = Vector256.Load(x + i) - Vector256.Load(x + i + shift);
            Vector256<double> dy = Vector256.Load(y + i) - Vector256.Load(y + i + shift);
            Vector256<double> dz = Vector256.Load(z + i) - Vector256.Load(z + i + shift);
            dx = Fma.MultiplyAddNegated(box, Avx.RoundToNearestInteger(dx * inverseBox), dx);
            dy = Fma.MultiplyAddNegated(box, Avx.RoundToNearestInteger(dy * inverseBox), dy);
            dz = Fma.MultiplyAddNegated(box, Avx.RoundToNearestInteger(dz * inverseBox), dz);
            Vector256<double> square = Fma.MultiplyAdd(dz, dz, Fma.MultiplyAdd(dy, dy, dx * dx)) * inverseSquare;

            // What is not a number is no row of the table either: it compares as beyond the cutoff.
            square = Vector256.ConditionalSelect(Vector256.LessThan(square, one), square, one);
            square = Vector256.ConditionalSelect(Vector256.GreaterThan(square, lowest), square, lowest);
            Vector256<long> leading = Vector256.ShiftRightLogical(square.AsInt64(), PairKickTable.FractionBits);
            Vector256<double> u = square - Vector256.ShiftLeft(leading, PairKickTable.FractionBits).AsDouble();
            Vector256<long> row = Vector256.ShiftLeft(leading - firstRow, 2);
            Vector256<double> force = Cubic(rows, row, u);
            force = Vector256.ConditionalSelect(Vector256.LessThan(lanes, Vector256.Create((long)(count - i))).AsDouble(), force, Vector256<double>.Zero);

            Add(up + i, down + i + shift, force * dx);
            Add(up + Stride + i, down + Stride + i + shift, force * dy);
            Add(up + (2 * Stride) + i, down + (2 * Stride) + i + shift, force * dz);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Cubic(double* rows, Vector256<long> row, Vector256<double> u)
    {
        Vector256<double> r0 = Vector256.Load(rows + row.GetElement(0));
        Vector256<double> r1 = Vector256.Load(rows + row.GetElement(1));
        Vector256<double> r2 = Vector256.Load(rows + row.GetElement(2));
        Vector256<double> r3 = Vector256.Load(rows + row.GetElement(3));
        Vector256<double> low = Avx.UnpackLow(r0, r1);
        Vector256<double> high = Avx.UnpackHigh(r0, r1);
        Vector256<double> nextLow = Avx.UnpackLow(r2, r3);
        Vector256<double> nextHigh = Avx.UnpackHigh(r2, r3);
        Vector256<double> sum = Avx.Permute2x128(high, nextHigh, 0x31);
        sum = Fma.MultiplyAdd(sum, u, Avx.Permute2x128(low, nextLow, 0x31));
        sum = Fma.MultiplyAdd(sum, u, Avx.Permute2x128(high, nextHigh, 0x20));
        return Fma.MultiplyAdd(sum, u, Avx.Permute2x128(low, nextLow, 0x20));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(double* up, double* down, Vector256<double> force)
    {
        (Vector256.Load(up) + force).Store(up);
        (Vector256.Load(down) + force).Store(down);
    }

    private void AddScalars(PairKickTable table, double* rows, double* x, double* up, double* down, int shift, int count)
    {
        for (int i = 0; i < count; i++)
        {
            int j = i + shift;
            double dx = Separation(x[i], x[j]);
            double dy = Separation(x[Stride + i], x[Stride + j]);
            double dz = Separation(x[(2 * Stride) + i], x[(2 * Stride) + j]);
            double square = Math.FusedMultiplyAdd(dz, dz, Math.FusedMultiplyAdd(dy, dy, dx * dx)) * table.InverseCutoffSquare;
            square = square < 1 ? square : 1;
            square = square > table.Lowest ? square : table.Lowest;
            long leading = BitConverter.DoubleToInt64Bits(square) >>> PairKickTable.FractionBits;
            double u = square - BitConverter.Int64BitsToDouble(leading << PairKickTable.FractionBits);
            double* row = rows + (4 * (leading - table.FirstRow));
            double force = Math.FusedMultiplyAdd(Math.FusedMultiplyAdd(Math.FusedMultiplyAdd(row[3], u, row[2]), u, row[1]), u, row[0]);
            up[i] += force * dx;
            up[Stride + i] += force * dy;
            up[(2 * Stride) + i] += force * dz;
            down[j] += force * dx;
            down[Stride + j] += force * dy;
            down[(2 * Stride) + j] += force * dz;
        }
    }

    private double Separation(double first, double second)
    {
        double separation = first - second;
        return Math.FusedMultiplyAdd(-edge, Math.Round(separation * inverseEdge), separation);
    }
}
