using LatentSim.Models.Weights;
using TorchSharp;
using TorchSharp.Modules;

namespace LatentSim.Models.Training;

/// <summary>The trainable face of a <see cref="Perceptron"/>: dense layers, with batch normalization and dropout where asked for.</summary>
internal sealed class PerceptronNetwork : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    private readonly PerceptronShape shape;
    private readonly Linear[] layers;
    private readonly BatchNorm1d[] norms;

    /// <summary>Makes a network with torch's default initial weights.</summary>
    public PerceptronNetwork(string name, int inputs, PerceptronShape shape, int outputs, torch.Device device)
        : base(name)
    {
        this.shape = shape;
        layers = new Linear[shape.Layers + 1];
        norms = new BatchNorm1d[shape.BatchNorm ? shape.Layers : 0];
        for (int i = 0; i < layers.Length; i++)
        {
            int from = i == 0 ? inputs : shape.Width;
            int to = i == shape.Layers ? outputs : shape.Width;
            layers[i] = torch.nn.Linear(from, to, device: device);
            register_module($"dense{i}", layers[i]);
            if (i >= norms.Length)
                continue;
            norms[i] = torch.nn.BatchNorm1d(to, device: device);
            register_module($"norm{i}", norms[i]);
        }
    }

    /// <summary>Sets the last layer's weights and bias to zero, so that the outputs are zero until trained.</summary>
    public void ZeroLastLayer()
    {
        using IDisposable noGradient = torch.no_grad();
        layers[^1].weight.zero_();
        layers[^1].bias!.zero_();
    }

    /// <inheritdoc/>
    public override torch.Tensor forward(torch.Tensor input)
    {
        torch.Tensor x = input;
        for (int i = 0; i < shape.Layers; i++)
        {
            x = layers[i].forward(x);
            if (shape.BatchNorm)
                x = norms[i].forward(x);
            x = Activate(x);
        }

        if (shape.Dropout > 0)
            x = torch.nn.functional.dropout(x, shape.Dropout, training);
        return layers[^1].forward(x);
    }

    /// <summary>The network in evaluation mode as plain arrays, batch normalization folded into the layers.</summary>
    public Perceptron ToPerceptron()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        return new Perceptron([.. layers.Select((_, i) => Folded(i))], shape.Activation);
    }

    private torch.Tensor Activate(torch.Tensor x) => shape.Activation switch
    {
        Activation.Relu => torch.nn.functional.relu(x),
        Activation.Tanh => x.tanh(),
        Activation.Swish => torch.nn.functional.silu(x),
        _ => x,
    };

    private DenseLayer Folded(int index)
    {
        float[] weights = Values(layers[index].weight);
        float[] bias = Values(layers[index].bias!);
        DenseLayer plain = new(weights.Length / bias.Length, bias.Length, weights, bias);
        return index < norms.Length ? AffineMap.Of(plain).Then(AsMap(norms[index])).ToLayer() : plain;
    }

    // (x - mean) / sqrt(variance + eps) * weight + bias, with the running statistics.
    private static AffineMap AsMap(BatchNorm1d norm)
    {
        float[] mean = Values(norm.running_mean!);
        float[] variance = Values(norm.running_var!);
        float[] weight = Values(norm.weight);
        float[] bias = Values(norm.bias!);
        double[] scale = new double[mean.Length];
        double[] shift = new double[mean.Length];
        for (int i = 0; i < mean.Length; i++)
        {
            scale[i] = weight[i] / Math.Sqrt(variance[i] + norm.eps);
            shift[i] = bias[i] - (scale[i] * mean[i]);
        }

        return AffineMap.Diagonal(scale, shift);
    }

    private static float[] Values(torch.Tensor tensor) => tensor.detach().cpu().contiguous().data<float>().ToArray();
}
