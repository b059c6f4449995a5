using LatentSim.Models.Kernels;

namespace LatentSim.Models.Training;

/// <summary>
/// Batch normalization (Ioffe and Szegedy 2015) of a hidden layer's units, y = gamma (x - mean) / sqrt(variance + epsilon) + beta, followed by tanh. Frames
/// count with weights. Running averages of mean and variance serve once trained.
/// </summary>
internal sealed unsafe class BatchNormalization
{
    /// <summary>Added to variances.</summary>
    public const double Epsilon = 1e-5;

    private const double Momentum = 0.1;
    private readonly int units;
    private readonly AlignedBuffer sums;
    private readonly AlignedBuffer products;
    private readonly AlignedBuffer scale;
    private readonly AlignedBuffer shift;
    private readonly AlignedBuffer offset;
    private readonly AlignedBuffer slope;
    private readonly double[] mean;
    private readonly double[] deviation;

    /// <summary>Statistics of a standard normal distribution, until batches are seen.</summary>
    public BatchNormalization(int units)
    {
        this.units = units;
        int padded = FramePanel.Tiled(units);
        sums = new AlignedBuffer(padded * FramePanel.Lanes);
        products = new AlignedBuffer(padded * FramePanel.Lanes);
        scale = new AlignedBuffer(padded);
        shift = new AlignedBuffer(padded);
        offset = new AlignedBuffer(padded);
        slope = new AlignedBuffer(padded);
        mean = new double[units];
        deviation = new double[units];
        RunningMean = new double[units];
        RunningVariance = [.. Enumerable.Repeat(1.0, units)];
    }

    /// <summary>The running mean of each unit.</summary>
    public double[] RunningMean { get; }

    /// <summary>The running variance of each unit.</summary>
    public double[] RunningVariance { get; }

    /// <summary>Before a batch or a batch's gradients.</summary>
    public void Begin()
    {
        sums.Span.Clear();
        products.Span.Clear();
    }

    /// <summary>Takes a panel [unit, 16 frames] of the batch.</summary>
    public void Add(float* x, float* weights) => PanelNorm.AddMoments(x, weights, sums.Pointer, products.Pointer, units);

    /// <summary>After the batch's last panel.</summary>
    /// <param name="gamma">One a unit.</param>
    /// <param name="beta">One a unit.</param>
    /// <param name="total">The sum of the frames' weights.</param>
    public void Finish(ReadOnlySpan<float> gamma, ReadOnlySpan<float> beta, double total)
    {
        for (int unit = 0; unit < units; unit++)
        {
            mean[unit] = Lanes(sums, unit) / total;
            double variance = Math.Max(0, (Lanes(products, unit) / total) - (mean[unit] * mean[unit]));
            deviation[unit] = Math.Sqrt(variance + Epsilon);
            scale.Span[unit] = (float)(gamma[unit] / deviation[unit]);
            shift.Span[unit] = (float)(beta[unit] - (gamma[unit] * mean[unit] / deviation[unit]));
            RunningMean[unit] += Momentum * (mean[unit] - RunningMean[unit]);
            RunningVariance[unit] += Momentum * ((variance * total / Math.Max(1, total - 1)) - RunningVariance[unit]);
        }
    }

    /// <summary>A panel of tanh y.</summary>
    public void Evaluate(float* x, float* hidden) => PanelTanh.Evaluate(x, scale.Pointer, shift.Pointer, hidden, units);

    /// <summary>A panel of the gradient of y, in the place of tanh y.</summary>
    public void DifferentiateTanh(float* gradient, float* hidden, float* x) =>
        PanelTanh.Differentiate(gradient, hidden, x, sums.Pointer, products.Pointer, units);

    /// <summary>After the last panel of the gradients of y.</summary>
    /// <param name="gamma">Becomes gamma's gradient.</param>
    /// <param name="beta">Becomes beta's gradient.</param>
    /// <param name="total">The sum of the frames' weights.</param>
    public void FinishGradient(Span<float> gamma, Span<float> beta, double total)
    {
        for (int unit = 0; unit < units; unit++)
        {
            double sum = Lanes(sums, unit);
            double product = (Lanes(products, unit) - (mean[unit] * sum)) / deviation[unit];
            gamma[unit] = (float)product;
            beta[unit] = (float)sum;
            double perFrame = scale.Span[unit] / total;
            slope.Span[unit] = (float)(perFrame * product / deviation[unit]);
            offset.Span[unit] = (float)(perFrame * (sum - (product * mean[unit] / deviation[unit])));
        }
    }

    /// <summary>A panel of the gradient of x.</summary>
    public void Differentiate(float* gradient, float* x, float* weights, float* result) =>
        PanelNorm.Differentiate(gradient, x, weights, scale.Pointer, offset.Pointer, slope.Pointer, result, units);

    /// <summary>The map x to y by the running statistics.</summary>
    public AffineMap Running(ReadOnlySpan<float> gamma, ReadOnlySpan<float> beta)
    {
        double[] factors = new double[units];
        double[] shifts = new double[units];
        for (int unit = 0; unit < units; unit++)
        {
            factors[unit] = gamma[unit] / Math.Sqrt(RunningVariance[unit] + Epsilon);
            shifts[unit] = beta[unit] - (factors[unit] * RunningMean[unit]);
        }

        return AffineMap.Diagonal(factors, shifts);
    }

    private static double Lanes(AlignedBuffer buffer, int unit)
    {
        double sum = 0;
        foreach (float lane in buffer.Span.Slice(unit * FramePanel.Lanes, FramePanel.Lanes))
            sum += lane;
        return sum;
    }
}
