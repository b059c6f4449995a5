using System.Numerics;
using System.Runtime.InteropServices;

namespace LatentSim.Models.Training;

/// <summary>Adam (Kingma and Ba 2015) on plain arrays, with its usual constants, and with decoupled weight decay (Loshchilov and Hutter 2019).</summary>
internal sealed class AdamStep
{
    private const double FirstDecay = 0.9;
    private const double SecondDecay = 0.999;
    private const float Epsilon = 1e-8f;
    private readonly double weightDecay;
    private readonly float[] mean;
    private readonly float[] square;
    private int steps;

    /// <summary>Prepares for so many parameters.</summary>
    /// <param name="length">Parameters.</param>
    /// <param name="weightDecay">The share of each parameter, per unit of learning rate, that a step takes away.</param>
    public AdamStep(int length, double weightDecay)
    {
        this.weightDecay = weightDecay;
        mean = new float[length];
        square = new float[length];
    }

    /// <summary>Takes a step down the gradient.</summary>
    public void Take(float[] parameters, float[] gradient, double learningRate)
    {
        steps++;
        float kept = (float)(1 - (learningRate * weightDecay));
        float rate = (float)(learningRate / (1 - Math.Pow(FirstDecay, steps)));
        float squareScale = (float)(1 / Math.Sqrt(1 - Math.Pow(SecondDecay, steps)));
        int whole = parameters.Length / Vector<float>.Count;
        Span<Vector<float>> p = Vectors(parameters), g = Vectors(gradient), m = Vectors(mean), v = Vectors(square);
        for (int i = 0; i < whole; i++)
        {
            m[i] += (g[i] - m[i]) * (float)(1 - FirstDecay);
            v[i] += ((g[i] * g[i]) - v[i]) * (float)(1 - SecondDecay);
            p[i] = (p[i] * kept) - (rate * m[i] / ((Vector.SquareRoot(v[i]) * squareScale) + new Vector<float>(Epsilon)));
        }

        for (int i = whole * Vector<float>.Count; i < parameters.Length; i++)
        {
            mean[i] += (gradient[i] - mean[i]) * (float)(1 - FirstDecay);
            square[i] += ((gradient[i] * gradient[i]) - square[i]) * (float)(1 - SecondDecay);
            parameters[i] = (parameters[i] * kept) - (rate * mean[i] / ((MathF.Sqrt(square[i]) * squareScale) + Epsilon));
        }
    }

    private static Span<Vector<float>> Vectors(float[] values) => MemoryMarshal.Cast<float, Vector<float>>(values.AsSpan());
}
