using LatentSim.Models.Kernels;
using LatentSim.Models.Weights;

namespace LatentSim.Models.Training;

/// <summary>The functions of a network as it will be used: with the statistics of training, not of a batch.</summary>
internal static class SrvEvaluation
{
    private const int ChunkFrames = 96;

    /// <summary>Evaluates every row.</summary>
    /// <param name="network">The network.</param>
    /// <param name="data">[frame, feature].</param>
    /// <returns>[frame, function].</returns>
    public static float[,] OfAll(Perceptron network, float[,] data)
    {
        float[,] functions = new float[data.GetLength(0), network.Outputs];
        new PerceptronKernel(network).Evaluate(Rows.Span(data), Rows.Span(functions), data.GetLength(0));
        return functions;
    }

    /// <summary>Evaluates the frames of a batch.</summary>
    /// <param name="network">The network.</param>
    /// <param name="data">[frame, feature].</param>
    /// <param name="batch">The frames.</param>
    /// <param name="functions">Becomes [function, frame].</param>
    public static void Of(Perceptron network, float[,] data, ChainBatch batch, FrameTable functions)
    {
        PerceptronKernel kernel = new(network);
        float[] inputs = new float[ChunkFrames * network.Inputs];
        float[] outputs = new float[ChunkFrames * network.Outputs];
        functions.Resize(batch.Panels);
        for (int first = 0; first < batch.Frames; first += ChunkFrames)
        {
            int count = Math.Min(ChunkFrames, batch.Frames - first);
            for (int i = 0; i < count; i++)
                Rows.Row(data, batch.Rows[first + i]).CopyTo(inputs.AsSpan(i * network.Inputs));
            kernel.Evaluate(inputs, outputs, count);
            Spread(outputs, functions, first, count);
        }
    }

    private static void Spread(ReadOnlySpan<float> rows, FrameTable functions, int first, int count)
    {
        for (int function = 0; function < functions.Units; function++)
        {
            Span<float> target = functions.RowSpan(function).Slice(first, count);
            for (int i = 0; i < count; i++)
                target[i] = rows[(i * functions.Units) + function];
        }
    }
}
