using LatentSim.Models.Integrators;
using LatentSim.Models.Weights;
using TorchSharp;
using TorchSharp.Modules;

namespace LatentSim.Models.Training;

/// <summary>The trainable face of <see cref="LstmIntegratorWeights"/>: the layers of the authors' released code.</summary>
internal sealed class LstmIntegratorNetwork : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    // That of Keras, which the published network was trained with.
    private const double NormEpsilon = 1e-3;

    // The statistics that are kept are those of the last batch alone, which is a large one: see EstimateNormalization.
    private const double NormMomentum = 1;
    private const float ForgetBias = 1;
    private readonly LstmIntegratorOptions options;
    private readonly LSTM[] memories;
    private readonly BatchNorm1d[] norms;
    private readonly Linear output;

    /// <summary>Makes a network for frames of some length, its weights drawn as Glorot and Bengio have it (2010).</summary>
    public LstmIntegratorNetwork(int features, LstmIntegratorOptions options, torch.Device device)
        : base(nameof(LstmIntegratorNetwork))
    {
        this.options = options;
        memories = new LSTM[options.Units.Count];
        norms = new BatchNorm1d[options.BatchNormalization ? memories.Length : 0];
        for (int i = 0; i < memories.Length; i++)
        {
            memories[i] = Memory(i == 0 ? features : options.Units[i - 1], options.Units[i], device);
            register_module($"lstm{i}", memories[i]);
            if (i >= norms.Length)
                continue;
            norms[i] = torch.nn.BatchNorm1d(options.Units[i], NormEpsilon, NormMomentum, device: device);
            register_module($"norm{i}", norms[i]);
        }

        output = torch.nn.Linear(options.Units[^1], features, device: device);
        torch.nn.init.xavier_normal_(output.weight);
        torch.nn.init.zeros_(output.bias!);
        register_module("output", output);
    }

    /// <summary>What the dense layer makes of windows, [window, frame, feature] to [window, feature].</summary>
    public override torch.Tensor forward(torch.Tensor input)
    {
        torch.Tensor x = input;
        for (int i = 0; i < memories.Length; i++)
        {
            (x, _, _) = memories[i].call(x);
            if (i == memories.Length - 1)
                x = x.select(1, -1);
            if (options.BatchNormalization)
                x = norms[i].forward(x.reshape(-1, options.Units[i])).reshape(x.shape);
            x = Wrap(x);
            if (options.Dropout > 0)
                x = torch.nn.functional.dropout(x, options.Dropout, training);
        }

        return output.forward(x);
    }

    /// <summary>
    /// Sets the statistics of batch normalization to those of many windows under the present weights, and leaves the network in evaluation mode. A running
    /// average over training steps, as published, follows the weights too late and is noisier.
    /// </summary>
    /// <param name="windows">[window, frame, feature].</param>
    public void EstimateNormalization(torch.Tensor windows)
    {
        eval();
        if (norms.Length == 0)
            return;
        foreach (BatchNorm1d norm in norms)
            norm.train();
        using (torch.no_grad())
            forward(windows);
        eval();
    }

    /// <summary>The network in evaluation mode as plain arrays.</summary>
    /// <param name="scaling">The scaling of its features.</param>
    /// <param name="outputScale">What its outputs are multiplied with, [feature].</param>
    public LstmIntegratorWeights ToWeights(FeatureScaling scaling, float[] outputScale)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        float[] weights = Values(output.weight);
        float[] bias = Values(output.bias!);
        int inputs = options.Units[^1];
        for (int i = 0; i < weights.Length; i++)
            weights[i] *= outputScale[i / inputs];
        for (int i = 0; i < bias.Length; i++)
            bias[i] *= outputScale[i];
        DenseLayer dense = new(inputs, bias.Length, weights, bias);
        LstmLayer[] layers = [.. memories.Select((_, i) => Layer(i))];
        return new LstmIntegratorWeights(options.Window, scaling.Minimum, scaling.Range, layers, options.Activation, dense, options.Residual);
    }

    private static LSTM Memory(int inputs, int units, torch.Device device)
    {
        LSTM memory = torch.nn.LSTM(inputs, units, batchFirst: true, device: device);
        foreach ((string name, Parameter parameter) in memory.named_parameters())
        {
            if (name.StartsWith("weight", StringComparison.Ordinal))
                torch.nn.init.xavier_normal_(parameter);
            else
                torch.nn.init.zeros_(parameter);
        }

        using IDisposable noGradient = torch.no_grad();
        using torch.Tensor forget = memory.get_parameter("bias_ih_l0")!.narrow(0, units, units);
        forget.fill_(ForgetBias);
        return memory;
    }

    private torch.Tensor Wrap(torch.Tensor x) => options.Activation switch
    {
        Activation.Relu => torch.nn.functional.relu(x),
        Activation.Tanh => x.tanh(),
        Activation.Swish => torch.nn.functional.silu(x),
        _ => x,
    };

    private LstmLayer Layer(int index)
    {
        LSTM memory = memories[index];
        float[] inputWeights = Values(memory.get_parameter("weight_ih_l0")!);
        float[] recurrentWeights = Values(memory.get_parameter("weight_hh_l0")!);
        float[] bias = Values(memory.get_parameter("bias_ih_l0")! + memory.get_parameter("bias_hh_l0")!);
        int units = options.Units[index];
        (float[] scale, float[] shift) = Normalization(index);
        return new LstmLayer(inputWeights.Length / bias.Length, units, inputWeights, recurrentWeights, bias, scale, shift);
    }

    // (x - mean) / sqrt(variance + eps) * weight + bias, with the running statistics.
    private (float[] Scale, float[] Shift) Normalization(int index)
    {
        float[] scale = [.. Enumerable.Repeat(1f, options.Units[index])];
        float[] shift = new float[scale.Length];
        if (!options.BatchNormalization)
            return (scale, shift);

        BatchNorm1d norm = norms[index];
        float[] mean = Values(norm.running_mean!);
        float[] variance = Values(norm.running_var!);
        float[] weight = Values(norm.weight);
        float[] bias = Values(norm.bias!);
        for (int i = 0; i < scale.Length; i++)
        {
            double factor = weight[i] / Math.Sqrt(variance[i] + norm.eps);
            scale[i] = (float)factor;
            shift[i] = (float)(bias[i] - (factor * mean[i]));
        }

        return (scale, shift);
    }

    private static float[] Values(torch.Tensor tensor) => tensor.detach().cpu().contiguous().data<float>().ToArray();
}
