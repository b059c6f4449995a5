using LatentSim.Models.Encoder;
using LatentSim.Models.ModelFile;
using LatentSim.Models.Weights;

namespace LatentSim.Engine.Evaluation.Chains;

/// <summary>An encoder's eigenvalues and eigenfunctions against the exact ones.</summary>
/// <param name="Eigenvalues">As estimated on the training data.</param>
/// <param name="Overlaps">|&lt;f_k, r_k&gt;| under the exact stationary law, f_k the encoder's coordinate with its mean taken away and unit norm: 1 where they are the same function.</param>
/// <param name="Autocorrelations">&lt;f_k P f_k&gt; under the exact process: the eigenvalue that the function truly has, at most the exact one for the first.</param>
internal sealed record LearnedEncoder(IReadOnlyList<double> Eigenvalues, double[] Overlaps, double[] Autocorrelations)
{
    /// <summary>Compares.</summary>
    public static LearnedEncoder Of(Simulator model, ExactDynamics exact)
    {
        EncoderWeights weights = model.Encoder!;
        double[][] functions = FunctionsOf(model.CreateEncoder(), exact);
        return new LearnedEncoder(
            weights.Eigenvalues,
            [.. functions.Zip(exact.Eigenfunctions, (f, r) => Math.Abs(Mean(f, r, exact)))],
            [.. functions.Select(f => Mean(f, Moved(f, exact), exact))]);
    }

    /// <summary>The encoder's coordinates in the cells, without their means and of unit norm.</summary>
    public static double[][] FunctionsOf(SrvEncoder encoder, ExactDynamics exact)
    {
        float[] centers = [.. Enumerable.Range(0, exact.Cells).Select(cell => (float)(exact.Axis.Low + ((cell + 0.5) * exact.CellWidth)))];
        float[] latents = new float[centers.Length * encoder.Dimension];
        encoder.Encode(centers, latents);
        return [.. Enumerable.Range(0, encoder.Dimension).Select(k => Normalised([.. centers.Select((_, cell) => (double)latents[(cell * encoder.Dimension) + k])], exact))];
    }

    private static double[] Normalised(double[] values, ExactDynamics exact)
    {
        double mean = values.Zip(exact.Stationary, (f, p) => f * p).Sum();
        double[] centered = Array.ConvertAll(values, f => f - mean);
        double norm = Math.Sqrt(Mean(centered, centered, exact));
        return Array.ConvertAll(centered, f => f / norm);
    }

    private static double[] Moved(double[] values, ExactDynamics exact)
    {
        double[] moved = new double[values.Length];
        for (int from = 0; from < values.Length; from++)
        {
            for (int to = 0; to < values.Length; to++)
                moved[from] += exact.Probability(from, to) * values[to];
        }

        return moved;
    }

    private static double Mean(double[] a, double[] b, ExactDynamics exact)
    {
        double sum = 0;
        for (int cell = 0; cell < a.Length; cell++)
            sum += exact.Stationary[cell] * a[cell] * b[cell];
        return sum;
    }
}
