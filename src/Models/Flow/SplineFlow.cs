using System.Runtime.Intrinsics;
using LatentSim.Models.Weights;
using LatentSim.Molecules.Numerics;
using LatentSim.Molecules.Random;

namespace LatentSim.Models.Flow;

/// <summary>
/// A conditional neural spline flow from plain arrays (Durkan et al. 2019; circular coordinates as in Rezende et al. 2020): x to z with its
/// log-density, and z to x for sampling. Rows are independent: a row's result is the same bit for bit whatever rows are computed with it. Allocates
/// nothing after construction. Used by one thread at a time.
/// </summary>
public sealed class SplineFlow
{
    // Rows that go through all couplings together: their parameters stay in a core's second-level cache.
    private const int ChunkRows = 96;
    private const double LogSquareRootOfTwoPi = 0.918938533204672741780;
    private const double LogTwoPi = 1.83787706640934548356;

    // The standard deviation of a uniform angle.
    private static readonly double DeviationOfCircle = Math.PI / Math.Sqrt(3);

    private readonly bool[] circular;
    private readonly CouplingKernel[] couplings;
    private readonly RandomRows baseNumbers;
    private readonly RandomRows moveNumbers;
    private readonly double[] random;
    private readonly float[] inputs;
    private readonly float[] parameters;
    private readonly float[] scratch;

    /// <summary>Makes the kernel of a trained flow.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="instructions">How wide vectors are; null for <see cref="InstructionSets.Chosen"/>. Results are the same bit for bit.</param>
    /// <exception cref="ArgumentException">Sizes do not agree.</exception>
    public SplineFlow(SplineFlowWeights weights, InstructionSet? instructions = null)
    {
        if (SplineFlowCheck.Problem(weights) is { } problem)
            throw new ArgumentException(problem, nameof(weights));

        InstructionSet chosen = instructions ?? InstructionSets.Chosen;
        circular = weights.Circular;
        ConditionSize = weights.ConditionSize;
        couplings = weights.Couplings.Select(coupling => new CouplingKernel(weights, coupling, chosen)).ToArray();
        inputs = new float[ChunkRows * couplings.Select(coupling => coupling.InputSize).DefaultIfEmpty().Max()];
        parameters = new float[couplings.Select(coupling => (ChunkRows * coupling.ParameterStride) + coupling.ReadBeyond).DefaultIfEmpty().Max()];
        baseNumbers = new RandomRows([.. circular.Select(circle => circle ? RandomKind.Uniform : RandomKind.Normal)], chosen);
        moveNumbers = new RandomRows([.. circular.Select(_ => RandomKind.Normal)], chosen);
        random = new double[ChunkRows * circular.Length];
        scratch = new float[weights.Bins + Vector256<float>.Count];
    }

    /// <summary>The number of coordinates, D.</summary>
    public int Dimension => circular.Length;

    /// <summary>The length of a condition row, C.</summary>
    public int ConditionSize { get; }

    /// <summary>Data to base. log p(x | condition) = sum of log |dz/dx| + log base(z), the base being N(0, 1) on the line and uniform on the circle.</summary>
    /// <param name="x">Data, [row, D]; circular ones in [-pi, pi).</param>
    /// <param name="conditions">Conditions, [row, C].</param>
    /// <param name="z">Filled with base coordinates, [row, D].</param>
    /// <param name="logDensity">Filled with log-densities, [row].</param>
    /// <exception cref="ArgumentException">A span's length does not fit the rows.</exception>
    public void Forward(ReadOnlySpan<float> x, ReadOnlySpan<float> conditions, Span<float> z, Span<double> logDensity)
    {
        int rows = CheckRows(x.Length, conditions.Length, z.Length);
        if (logDensity.Length != rows)
            throw new ArgumentException($"{logDensity.Length} log-densities for {rows} rows.", nameof(logDensity));

        x.CopyTo(z);
        logDensity.Clear();
        for (int row = 0; row < rows; row += ChunkRows)
        {
            int count = Math.Min(ChunkRows, rows - row);
            ForwardChunk(
                z.Slice(row * Dimension, count * Dimension), conditions.Slice(row * ConditionSize, count * ConditionSize), logDensity.Slice(row, count));
        }
    }

    /// <summary>Base to data.</summary>
    /// <param name="z">Base coordinates, [row, D]; circular ones in [-pi, pi).</param>
    /// <param name="conditions">Conditions, [row, C].</param>
    /// <param name="x">Filled with data, [row, D]; may be the same memory as <paramref name="z"/>.</param>
    /// <exception cref="ArgumentException">A span's length does not fit the rows.</exception>
    public void Inverse(ReadOnlySpan<float> z, ReadOnlySpan<float> conditions, Span<float> x)
    {
        int rows = CheckRows(z.Length, conditions.Length, x.Length);
        z.CopyTo(x);
        for (int row = 0; row < rows; row += ChunkRows)
        {
            int count = Math.Min(ChunkRows, rows - row);
            InverseChunk(x.Slice(row * Dimension, count * Dimension), conditions.Slice(row * ConditionSize, count * ConditionSize));
        }
    }

    /// <summary>Draws rows [row, D] of base coordinates, each in index order from its <see cref="PhiloxStream"/>: N(0, 1) on the line, uniform on [-pi, pi) on the
    /// circle.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="keys">Whose random numbers each row takes.</param>
    /// <param name="purpose">What they are for.</param>
    /// <param name="z">Filled.</param>
    public void DrawBase(ulong seed, ReadOnlySpan<RandomKey> keys, RandomPurpose purpose, Span<float> z)
    {
        for (int row = 0; row < keys.Length; row += ChunkRows)
        {
            int count = Math.Min(ChunkRows, keys.Length - row);
            Span<double> numbers = random.AsSpan(0, count * Dimension);
            baseNumbers.Fill(numbers, seed, keys.Slice(row, count), purpose);
            Span<float> chunk = z.Slice(row * Dimension, count * Dimension);
            int d = 0;
            for (int i = 0; i < chunk.Length; i++)
            {
                chunk[i] = circular[d] ? (float)((numbers[i] - 0.5) * (2 * Math.PI)) : (float)numbers[i];
                d = d + 1 == circular.Length ? 0 : d + 1;
            }
        }
    }

    /// <summary>Moves rows [row, D] of base coordinates a little, such that the base density stays what it is (Cotter et al. 2013, "MCMC methods for functions",
    /// eq. 4.3, on the line; a random rotation on the circle).</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="keys">Whose random numbers each row takes.</param>
    /// <param name="purpose">What they are for.</param>
    /// <param name="size">The size of the step, in (0, 1]: on the line, the standard deviation of the noise; 1 draws anew.</param>
    /// <param name="z">Moved.</param>
    public void MoveBase(ulong seed, ReadOnlySpan<RandomKey> keys, RandomPurpose purpose, double size, Span<float> z)
    {
        for (int row = 0; row < keys.Length; row += ChunkRows)
        {
            int count = Math.Min(ChunkRows, keys.Length - row);
            Span<double> numbers = random.AsSpan(0, count * Dimension);
            moveNumbers.Fill(numbers, seed, keys.Slice(row, count), purpose);
            for (int i = 0; i < count; i++)
                Move(numbers.Slice(i * Dimension, Dimension), size, z.Slice((row + i) * Dimension, Dimension));
        }
    }

    private void Move(ReadOnlySpan<double> normals, double size, Span<float> z)
    {
        double kept = Math.Sqrt(1 - (size * size));
        for (int d = 0; d < z.Length; d++)
        {
            double noise = size * normals[d];
            z[d] = circular[d] ? CouplingKernel.ToAngle(z[d] + (DeviationOfCircle * noise)) : (float)((kept * z[d]) + noise);
        }
    }

    private void ForwardChunk(Span<float> x, ReadOnlySpan<float> conditions, Span<double> logDensity)
    {
        foreach (CouplingKernel coupling in couplings)
        {
            coupling.FillParameters(x, conditions, logDensity.Length, inputs, parameters);
            for (int row = 0; row < logDensity.Length; row++)
                logDensity[row] += coupling.Forward(x.Slice(row * Dimension, Dimension), ParametersOf(coupling, row), scratch);
        }

        for (int row = 0; row < logDensity.Length; row++)
            logDensity[row] += LogBase(x.Slice(row * Dimension, Dimension));
    }

    private void InverseChunk(Span<float> z, ReadOnlySpan<float> conditions)
    {
        int rows = z.Length / Dimension;
        for (int i = couplings.Length - 1; i >= 0; i--)
        {
            couplings[i].FillParameters(z, conditions, rows, inputs, parameters);
            couplings[i].Inverse(z, parameters);
        }
    }

    private ReadOnlySpan<float> ParametersOf(CouplingKernel coupling, int row) =>
        parameters.AsSpan(row * coupling.ParameterStride, coupling.ParameterStride);

    private double LogBase(ReadOnlySpan<float> z)
    {
        double sum = 0;
        for (int d = 0; d < circular.Length; d++)
            sum -= circular[d] ? LogTwoPi : LogSquareRootOfTwoPi + (0.5 * z[d] * z[d]);
        return sum;
    }

    private int CheckRows(int from, int condition, int to)
    {
        int rows = from / Dimension;
        if (from % Dimension != 0 || to != from || condition != rows * ConditionSize)
            throw new ArgumentException($"{from} and {to} coordinates and {condition} condition values are not rows of {Dimension} and {ConditionSize}.");
        return rows;
    }
}
