using LatentSim.Models.Kernels;
using LatentSim.Models.Weights;
using LatentSim.Molecules.Numerics;

namespace LatentSim.Models.Flow;

/// <summary>One coupling of a <see cref="SplineFlow"/> on a few rows: the conditioner's input, its evaluation, and the splines.</summary>
internal sealed class CouplingKernel
{
    private readonly PerceptronKernel conditioner;
    private readonly int conditionSize;
    private readonly int bins;
    private readonly double tailBound;
    private readonly bool[] circular;
    private readonly int[] identity;
    private readonly int[] transformed;

    /// <summary>Packs the conditioner's weights; the flow has been checked.</summary>
    public CouplingKernel(SplineFlowWeights flow, SplineCoupling coupling)
    {
        conditioner = new PerceptronKernel(coupling.Conditioner);
        conditionSize = flow.ConditionSize;
        bins = flow.Bins;
        tailBound = flow.TailBound;
        circular = flow.Circular;
        identity = Enumerable.Range(0, circular.Length).Where(d => !coupling.Transformed[d]).ToArray();
        transformed = Enumerable.Range(0, circular.Length).Where(d => coupling.Transformed[d]).ToArray();
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
    public double Forward(Span<float> x, ReadOnlySpan<float> parameters, Span<float> scratch)
    {
        double sum = 0;
        foreach (int d in transformed)
        {
            ReadOnlySpan<float> raw = parameters[..ParametersOf(d)];
            parameters = parameters[raw.Length..];
            if (circular[d])
            {
                double shifted = ScalarMath.WrapAngle((double)x[d] + raw[^1]);
                x[d] = ToAngle(RationalQuadraticSpline.Forward(raw, bins, true, Math.PI, shifted, scratch, out double logSlope));
                sum += logSlope;
            }
            else if (Math.Abs(x[d]) < tailBound)
            {
                x[d] = (float)RationalQuadraticSpline.Forward(raw, bins, false, tailBound, x[d], scratch, out double logSlope);
                sum += logSlope;
            }
        }

        return sum;
    }

    /// <summary>Base to data, in place, for one row.</summary>
    public void Inverse(Span<float> z, ReadOnlySpan<float> parameters, Span<float> scratch)
    {
        foreach (int d in transformed)
        {
            ReadOnlySpan<float> raw = parameters[..ParametersOf(d)];
            parameters = parameters[raw.Length..];
            if (circular[d])
                z[d] = ToAngle(RationalQuadraticSpline.Inverse(raw, bins, true, Math.PI, z[d], scratch) - raw[^1]);
            else if (Math.Abs(z[d]) < tailBound)
                z[d] = (float)RationalQuadraticSpline.Inverse(raw, bins, false, tailBound, z[d], scratch);
        }
    }

    private int ParametersOf(int coordinate) => (3 * bins) + (circular[coordinate] ? 1 : -1);

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
}
