using TorchSharp;

namespace LatentSim.Models.Training;

/// <summary>A network's outputs for many rows.</summary>
internal static class NetworkOutputs
{
    private const long ChunkRows = 8192;

    /// <summary>Evaluates every row of <paramref name="inputs"/>, some thousands at a time, without gradients and in evaluation mode.</summary>
    public static float[,] Of(torch.nn.Module<torch.Tensor, torch.Tensor> network, torch.Tensor inputs)
    {
        using IDisposable noGradient = torch.no_grad();
        network.eval();
        List<float[,]> chunks = [];
        for (long row = 0; row < inputs.shape[0]; row += ChunkRows)
        {
            using DisposeScope scope = torch.NewDisposeScope();
            chunks.Add(Rows.FromTensor(network.forward(inputs.narrow(0, row, Math.Min(ChunkRows, inputs.shape[0] - row)))));
        }

        return Rows.Concatenate(chunks);
    }
}
