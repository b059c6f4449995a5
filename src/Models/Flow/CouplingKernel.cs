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
    private readonly IdentityFeatures identity;
    private readonly int[] transformed;
    private readonly SplineKind line;
    private readonly SplineKind circle;
    private readonly bool isWide;

    /// <summary>Packs the conditioner's weights; the flow has been checked.</summary>
    public CouplingKernel(SplineFlowWeights flow, SplineCoupling coupling, InstructionSet instructions)
    {
        isWide = instructions == InstructionSet.Avx512;
        conditioner = new PerceptronKernel(coupling.Conditioner, instructions);
        conditionSize = flow.ConditionSize;
        bins = flow.Bins;
        tailBound = flow.TailBound;
        circular = flow.Circular;
        identity = new IdentityFeatures(flow, coupling);
        transformed = Enumerable.Range(0, circular.Length).Where(d => coupling.Transformed[d]).ToArray();
        line = new SplineKind(flow, coupling, circular: false);
        circle = new SplineKind(flow, coupling, circular: true);
    }

    /// <summary>Floats after the last row of parameters that may be read.</summary>
    public int ReadBeyond => Math.Max(line.ReadBeyond, circle.ReadBeyond);

    /// <summary>Floats per row that <see cref="FillParameters"/> needs for the conditioner's input.</summary>
    public int InputSize => conditioner.Inputs;

    /// <summary>Floats per row that <see cref="FillParameters"/> needs for the conditioner's output.</summary>
    public int ParameterStride => conditioner.PaddedOutputs;

    /// <summary>Evaluates the conditioner on rows of coordinates [row, d] and conditions [row, c].</summary>
    public void FillParameters(ReadOnlySpan<float> x, ReadOnlySpan<float> conditions, int rows, Span<float> inputs, Span<float> parameters)
    {
        int stride = conditioner.Inputs;
        if (isWide)
            identity.Fill<NumberLanes8>(x, circular.Length, inputs, stride);
        else
            identity.Fill<NumberLanes4>(x, circular.Length, inputs, stride);
        for (int row = 0; row < rows; row++)
            conditions.Slice(row * conditionSize, conditionSize).CopyTo(inputs[((row * stride) + identity.Count)..]);

        conditioner.Evaluate(inputs, conditioner.Inputs, parameters, ParameterStride, rows);
    }

    /// <summary>Data to base, in place, for one row; returns the sum of log slopes.</summary>
    /// <param name="x">The coordinates.</param>
    /// <param name="parameters">What <see cref="FillParameters"/> has filled for the row.</param>
    /// <param name="scratch">At least B floats rounded up to whole vectors of eight.</param>
    public double Forward(Span<float> x, ReadOnlySpan<float> parameters, Span<float> scratch)
    {
        double sum = 0;
        int first = 0;
        foreach (int d in transformed)
        {
            int count = (3 * bins) + (circular[d] ? 1 : -1);
            sum += Forward(ref x[d], circular[d], parameters.Slice(first, count), scratch);
            first += count;
        }

        return sum;
    }

    /// <summary>Base to data, in place.</summary>
    /// <param name="z">The coordinates, [row, d].</param>
    /// <param name="parameters">What <see cref="FillParameters"/> has filled for the rows, and <see cref="ReadBeyond"/> more floats.</param>
    public void Inverse(Span<float> z, ReadOnlySpan<float> parameters)
    {
        if (isWide)
            Inverse<NumberLanes8>(z, parameters);
        else
            Inverse<NumberLanes4>(z, parameters);
    }

    private void Inverse<T>(Span<float> z, ReadOnlySpan<float> parameters)
        where T : unmanaged, INumberLanes<T>
    {
        line.Inverse<T>(z, circular.Length, parameters, ParameterStride);
        circle.Inverse<T>(z, circular.Length, parameters, ParameterStride);
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

    /// <summary>Wraps an angle to [-pi, pi) in single precision: the float nearest to pi lies above it, so that rounding can leave the half-open circle.</summary>
    public static float ToAngle(double radians)
    {
        float angle = (float)ScalarMath.WrapAngle(radians);
        return angle >= MathF.PI ? -MathF.PI : angle;
    }
}
