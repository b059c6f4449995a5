using LatentSim.Models.Weights;
using TorchSharp;

namespace LatentSim.Engine.Benchmarks;

/// <summary>A latent step and a configuration of many walkers by libtorch's operators on one thread: what the kernels replace.</summary>
internal sealed class TorchPeer : IDisposable
{
    private const int Walkers = 4096;
    private readonly torch.Tensor[] propagator;
    private readonly torch.Tensor[] decoder;
    private readonly torch.Tensor rows;
    private readonly torch.Tensor start;

    private TorchPeer()
    {
        torch.set_num_threads(1);
        propagator = Tensors(PublishedSizes.PropagatorWeights().Network);
        decoder = Tensors(PublishedSizes.DecoderWeights().Generator);
        rows = torch.arange(Walkers);
        start = torch.full([Walkers, PublishedSizes.Latents], 0.5f);
    }

    /// <summary>Loads libtorch; null where there is none.</summary>
    public static TorchPeer? Start()
    {
        try
        {
            return new TorchPeer();
        }
        catch (Exception e) when (e is DllNotFoundException or TypeInitializationException)
        {
            return null;
        }
    }

    /// <summary>One step of all walkers, and their configurations.</summary>
    public void Step()
    {
        using IDisposable noGradient = torch.no_grad();
        using DisposeScope scope = torch.NewDisposeScope();
        torch.Tensor next = Propagate(start);
        torch.Tensor input = torch.cat([torch.randn(Walkers, PublishedSizes.Noise), next], 1);
        Evaluate(decoder, input, x => torch.nn.functional.silu(x));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (torch.Tensor tensor in (torch.Tensor[])[.. propagator, .. decoder, rows, start])
            tensor.Dispose();
    }

    private torch.Tensor Propagate(torch.Tensor states)
    {
        const int Values = PublishedSizes.Gaussians * PublishedSizes.Latents;
        torch.Tensor raw = Evaluate(propagator, states, x => x.relu());
        torch.Tensor component = raw.narrow(1, 0, PublishedSizes.Gaussians).softmax(1).multinomial(1).squeeze(1);
        torch.Tensor mean = Of(raw.narrow(1, PublishedSizes.Gaussians, Values), component).sigmoid();
        torch.Tensor deviation = torch.nn.functional.softplus(Of(raw.narrow(1, PublishedSizes.Gaussians + Values, Values), component)) + 1e-3;
        return mean + (deviation * torch.randn(Walkers, PublishedSizes.Latents));
    }

    private torch.Tensor Of(torch.Tensor values, torch.Tensor component) =>
        values.reshape(Walkers, PublishedSizes.Gaussians, PublishedSizes.Latents).index([torch.TensorIndex.Tensor(rows), torch.TensorIndex.Tensor(component)]);

    private static torch.Tensor Evaluate(torch.Tensor[] layers, torch.Tensor input, Func<torch.Tensor, torch.Tensor> hidden)
    {
        torch.Tensor x = input;
        for (int i = 0; i < layers.Length; i += 2)
        {
            x = layers[i + 1].addmm(x, layers[i]);
            x = i + 2 < layers.Length ? hidden(x) : x;
        }

        return x;
    }

    private static torch.Tensor[] Tensors(Perceptron network) =>
        [.. network.Layers.SelectMany(layer => (torch.Tensor[])[torch.tensor(layer.Weights).reshape(layer.Outputs, layer.Inputs).t(), torch.tensor(layer.Bias)])];
}
