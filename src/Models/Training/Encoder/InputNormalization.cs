using System.Runtime.Intrinsics;
using LatentSim.Models.Kernels;

namespace LatentSim.Models.Training;

/// <summary>
/// Batch normalization of the first layer, over all training pairs. Its units are linear in the features, x = W f, so that their means W m and variances
/// diag(W C W') follow from those of the features, which training does not change: no pass over frames is needed, forward or back.
/// </summary>
internal sealed unsafe class InputNormalization
{
    private readonly int inputs;
    private readonly int units;
    private readonly float[] mean;
    private readonly RowMatrix covariance;
    private readonly RowMatrix projected;
    private readonly AlignedBuffer sums;
    private readonly AlignedBuffer ones;
    private readonly AlignedBuffer shift;
    private readonly double[] deviation;
    private readonly float[] folded;

    /// <summary>Binds the features' statistics.</summary>
    public InputNormalization(FeatureMoments moments, int units)
    {
        inputs = moments.Mean.Length;
        this.units = units;
        mean = [.. moments.Mean.Select(value => (float)value)];
        covariance = new RowMatrix(inputs);
        covariance.Reserve(inputs);
        projected = new RowMatrix(inputs);
        projected.Reserve(units);
        for (int i = 0; i < inputs; i++)
        {
            for (int j = 0; j < inputs; j++)
                covariance.Row(i)[j] = (float)moments.Covariance[i, j];
        }

        int padded = FramePanel.Tiled(units);
        sums = new AlignedBuffer(padded * FramePanel.Lanes);
        ones = new AlignedBuffer(padded);
        ones.Span.Fill(1);
        shift = new AlignedBuffer(padded);
        deviation = new double[units];
        folded = new float[units * inputs];
    }

    /// <summary>Folds the normalization into the layer.</summary>
    /// <returns>gamma W / deviation, [unit, feature], until the next call.</returns>
    public ReadOnlySpan<float> Fold(ReadOnlySpan<float> weights, ReadOnlySpan<float> gamma, ReadOnlySpan<float> beta)
    {
        for (int unit = 0; unit < units; unit++)
        {
            ReadOnlySpan<float> row = weights.Slice(unit * inputs, inputs);
            Project(row, unit);
            deviation[unit] = Math.Sqrt(Math.Max(0, Dot(row, projected.Row(unit))) + BatchNormalization.Epsilon);
            float scale = (float)(gamma[unit] / deviation[unit]);
            Span<float> target = folded.AsSpan(unit * inputs, inputs);
            for (int i = 0; i < inputs; i++)
                target[i] = scale * row[i];
            shift.Span[unit] = (float)(beta[unit] - Dot(target, mean));
        }

        return folded;
    }

    /// <summary>A panel of tanh y, in the place of the folded layer's product.</summary>
    public void Evaluate(float* x) => PanelTanh.Evaluate(x, ones.Pointer, shift.Pointer, x, units);

    /// <summary>Before a batch's gradients.</summary>
    public void BeginGradient() => sums.Span.Clear();

    /// <summary>A panel of the gradient of y, in the place of tanh y.</summary>
    public void DifferentiateTanh(float* gradient, float* hidden) => PanelTanh.Differentiate(gradient, hidden, sums.Pointer, units);

    /// <summary>After the last panel.</summary>
    /// <param name="products">sum_frame (gradient of y) f, [unit, feature].</param>
    /// <param name="weights">W.</param>
    /// <param name="gamma">Gamma.</param>
    /// <param name="weightsGradient">Becomes the gradient of W.</param>
    /// <param name="gammaGradient">Becomes the gradient of gamma.</param>
    /// <param name="betaGradient">Becomes the gradient of beta.</param>
    public void FinishGradient(
        RowMatrix products, ReadOnlySpan<float> weights, ReadOnlySpan<float> gamma,
        Span<float> weightsGradient, Span<float> gammaGradient, Span<float> betaGradient)
    {
        for (int unit = 0; unit < units; unit++)
        {
            Span<float> centred = products.Row(unit);
            float sum = 0;
            foreach (float lane in sums.Span.Slice(unit * FramePanel.Lanes, FramePanel.Lanes))
                sum += lane;
            for (int i = 0; i < inputs; i++)
                centred[i] -= sum * mean[i];

            double product = Dot(weights.Slice(unit * inputs, inputs), centred);
            gammaGradient[unit] = (float)(product / deviation[unit]);
            betaGradient[unit] = sum;
            float scale = (float)(gamma[unit] / deviation[unit]);
            float correction = (float)(product / (deviation[unit] * deviation[unit]));
            Span<float> target = weightsGradient.Slice(unit * inputs, inputs);
            Span<float> direction = projected.Row(unit);
            for (int i = 0; i < inputs; i++)
                target[i] = scale * (centred[i] - (correction * direction[i]));
        }
    }

    /// <summary>The map f to y.</summary>
    public AffineMap Map(ReadOnlySpan<float> weights, ReadOnlySpan<float> gamma, ReadOnlySpan<float> beta)
    {
        ReadOnlySpan<float> rows = Fold(weights, gamma, beta);
        double[,] matrix = new double[units, inputs];
        for (int i = 0; i < rows.Length; i++)
            matrix[i / inputs, i % inputs] = rows[i];
        return new AffineMap(matrix, [.. shift.Span[..units].ToArray().Select(value => (double)value)]);
    }

    // C w.
    private void Project(ReadOnlySpan<float> row, int unit)
    {
        float* target = projected.Pointer + ((nint)unit * projected.Stride);
        for (int column = 0; column < covariance.Stride; column += FramePanel.Lanes)
        {
            float* source = covariance.Pointer + column;
            Vector256<float> sum = default;
            for (int i = 0; i < row.Length; i++, source += covariance.Stride)
                sum = Vector256.FusedMultiplyAdd(Vector256.Create(row[i]), Vector256.LoadAligned(source), sum);
            sum.StoreAligned(target + column);
        }
    }

    private static double Dot(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
            sum += (double)x[i] * y[i];
        return sum;
    }
}
