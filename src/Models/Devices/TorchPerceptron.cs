using LatentSim.Models.Kernels;
using LatentSim.Models.Weights;
using TorchSharp;

namespace LatentSim.Models.Devices;

/// <summary>A <see cref="Perceptron"/> whose weights are on a device.</summary>
internal sealed class TorchPerceptron
{
    private readonly (torch.Tensor Weights, torch.Tensor Bias)[] layers;
    private readonly Activation hidden;

    /// <summary>Copies the weights to the device.</summary>
    /// <exception cref="ArgumentException">The layers do not fit together.</exception>
    public TorchPerceptron(Perceptron perceptron, TorchDevice device)
    {
        PerceptronCheck.Throw(perceptron);
        hidden = perceptron.Hidden;
        layers = [.. perceptron.Layers.Select(layer => (Transposed(layer, device), device.Floats(layer.Bias, layer.Outputs)))];
    }

    /// <summary>Rows [row, input] to [row, output], both single precision.</summary>
    public torch.Tensor Evaluate(torch.Tensor inputs)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        torch.Tensor x = inputs;
        for (int i = 0; i < layers.Length; i++)
        {
            x = layers[i].Bias.addmm(x, layers[i].Weights, 1, 1);
            if (i < layers.Length - 1)
                x = Activate(x);
        }

        return x.MoveToOuterDisposeScope();
    }

    private static torch.Tensor Transposed(DenseLayer layer, TorchDevice device)
    {
        using torch.Tensor rows = torch.tensor(layer.Weights, [layer.Outputs, layer.Inputs], device: device.Torch);
        using torch.Tensor columns = rows.t();
        return columns.contiguous().DetachFromDisposeScope();
    }

    private torch.Tensor Activate(torch.Tensor x) => hidden switch
    {
        Activation.Relu => x.relu(),
        Activation.Tanh => x.tanh(),
        Activation.Swish => torch.nn.functional.silu(x),
        _ => x,
    };
}
