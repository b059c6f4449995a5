using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using LatentSim.Models.Kernels;
using LatentSim.Models.Weights;
using LatentSim.Molecules.Numerics;

namespace LatentSim.Models.Flow;

/// <summary>One coupling of a <see cref="SplineFlow"/> on a few rows: the conditioner's input, its evaluation, and the splines.</summary>
internal sealed class CouplingKernel
{
    private const double InverseTwoPi = 0.159154943091895335769;
    private readonly PerceptronKernel conditioner;
    private readonly int conditionSize;
    private readonly int bins;
    private readonly double tailBound;
    private readonly bool[] circular;
    private readonly int[] identity;
    private readonly SplineGroup[] groups;
    private readonly SplineLanes line;
    private readonly SplineLanes circle;
    private readonly float[] lanes = new float[SplineGroups.Lanes];

    /// <summary>Packs the conditioner's weights; the flow has been checked.</summary>
    public CouplingKernel(SplineFlowWeights flow, SplineCoupling coupling)
    {
        groups = SplineGroups.Of(flow, coupling);
        conditioner = new PerceptronKernel(SplineGroups.Conditioner(flow, coupling, groups));
        conditionSize = flow.ConditionSize;
        bins = flow.Bins;
        tailBound = flow.TailBound;
        circular = flow.Circular;
        identity = Enumerable.Range(0, circular.Length).Where(d => !coupling.Transformed[d]).ToArray();
        line = new SplineLanes(bins, periodic: false, tailBound);
        circle = new SplineLanes(bins, periodic: true, Math.PI);
    }

    /// <summary>Floats per row that <see cref="FillParameters"/> needs for the conditioner's input.</summary>
    public int InputSize => conditioner.Inputs;

    /// <summary>Floats per row that <see cref="FillParameters"/> needs for the conditioner's output.</summary>
    public int ParameterStride => conditioner.PaddedOutputs;

    /// <summary>Evaluates the conditioner on rows of coordinates [row, d] and conditions [row, c].</summary>
    public void FillParameters(ReadOnlySpan<float> x, ReadOnlySpan<float> conditions, int rows, Span<float> inputs, Span<float> parameters)
    {
        int dimension = circular.Length;
        for (int row = 0; row < rows; row++)
        {
            Span<float> input = inputs.Slice(row * conditioner.Inputs, conditioner.Inputs);
            int used = Encode(x.Slice(row * dimension, dimension), input);
            conditions.Slice(row * conditionSize, conditionSize).CopyTo(input[used..]);
        }

        conditioner.Evaluate(inputs, conditioner.Inputs, parameters, ParameterStride, rows);
    }

    /// <summary>Data to base, in place, for one row; returns the sum of log slopes.</summary>
    /// <param name="x">The coordinates.</param>
    /// <param name="parameters">What <see cref="FillParameters"/> has filled for the row.</param>
    /// <param name="scratch">At least 4 B + 1 floats and a vector of eight.</param>
    public double Forward(Span<float> x, ReadOnlySpan<float> parameters, Span<float> scratch)
    {
        double sum = 0;
        foreach (SplineGroup group in groups)
        {
            Span<float> raw = scratch[..group.Parameters];
            for (int lane = 0; lane < group.Coordinates.Length; lane++)
            {
                for (int i = 0; i < raw.Length; i++)
                    raw[i] = parameters[group.First + (i * SplineGroups.Lanes) + lane];
                sum += Forward(ref x[group.Coordinates[lane]], group.Circular, raw, scratch[raw.Length..]);
            }
        }

        return sum;
    }

    /// <summary>Base to data, in place, for one row.</summary>
    /// <param name="z">The coordinates.</param>
    /// <param name="parameters">What <see cref="FillParameters"/> has filled for the row.</param>
    public void Inverse(Span<float> z, ReadOnlySpan<float> parameters)
    {
        foreach (SplineGroup group in groups)
        {
            int[] coordinates = group.Coordinates;
            for (int lane = 0; lane < coordinates.Length; lane++)
                lanes[lane] = z[coordinates[lane]];
            InvertLanes(group, parameters.Slice(group.First, group.Parameters * SplineGroups.Lanes));
            for (int lane = 0; lane < coordinates.Length; lane++)
                z[coordinates[lane]] = lanes[lane];
        }
    }

    private double Forward(ref float x, bool isCircular, ReadOnlySpan<float> raw, Span<float> scratch)
    {
        double logSlope = 0;
        if (isCircular)
            x = ToAngle(RationalQuadraticSpline.Forward(raw, bins, true, Math.PI, ScalarMath.WrapAngle((double)x + raw[^1]), scratch, out logSlope));
        else if (Math.Abs(x) < tailBound)
            x = (float)RationalQuadraticSpline.Forward(raw, bins, false, tailBound, x, scratch, out logSlope);
        return logSlope;
    }

    private void InvertLanes(SplineGroup group, ReadOnlySpan<float> parameters)
    {
        ref float raw = ref MemoryMarshal.GetReference(parameters);
        Vector256<float> z = Vector256.LoadUnsafe(ref lanes[0]);
        (Vector256<double> lower, Vector256<double> upper) = (group.Circular ? circle : line).Inverse(ref raw, Vector256.Widen(z));
        if (group.Circular)
        {
            (Vector256<double> lowerShift, Vector256<double> upperShift) = Vector256.Widen(Vector256.LoadUnsafe(ref raw, (nuint)(3 * bins * SplineGroups.Lanes)));
            ToAngles(lower - lowerShift, upper - upperShift).StoreUnsafe(ref lanes[0]);
            return;
        }

        Vector256<float> isInside = Vector256.LessThan(Vector256.Abs(z), Vector256.Create((float)tailBound));
        Vector256.ConditionalSelect(isInside, Vector256.Narrow(lower, upper), z).StoreUnsafe(ref lanes[0]);
    }

    private int Encode(ReadOnlySpan<float> x, Span<float> input)
    {
        int used = 0;
        foreach (int d in identity)
        {
            if (!circular[d])
            {
                input[used++] = x[d];
                continue;
            }

            (double sine, double cosine) = ScalarMath.SinCos(x[d]);
            input[used++] = (float)cosine;
            input[used++] = (float)sine;
        }

        return used;
    }

    /// <summary>Wraps an angle to [-pi, pi) in single precision: the float nearest to pi lies above it, so that rounding can leave the half-open circle.</summary>
    public static float ToAngle(double radians)
    {
        float angle = (float)ScalarMath.WrapAngle(radians);
        return angle >= MathF.PI ? -MathF.PI : angle;
    }

    private static Vector256<float> ToAngles(Vector256<double> lower, Vector256<double> upper)
    {
        Vector256<float> angle = Vector256.Narrow(Wrap(lower), Wrap(upper));
        return Vector256.ConditionalSelect(Vector256.GreaterThanOrEqual(angle, Vector256.Create(MathF.PI)), Vector256.Create(-MathF.PI), angle);
    }

    // ScalarMath.WrapAngle of four.
    private static Vector256<double> Wrap(Vector256<double> radians)
    {
        Vector256<double> pi = Vector256.Create(Math.PI);
        Vector256<double> wrapped = radians - (2 * Math.PI * Vector256.Floor((radians + pi) * InverseTwoPi));
        Vector256<double> isOutside = Vector256.GreaterThanOrEqual(wrapped, pi) | Vector256.LessThan(wrapped, -pi);
        return Vector256.ConditionalSelect(isOutside, -pi, wrapped);
    }
}
