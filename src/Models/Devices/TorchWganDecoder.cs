using LatentSim.Models.Decoder;
using LatentSim.Models.Weights;
using LatentSim.Molecules.Random;
using TorchSharp;

namespace LatentSim.Models.Devices;

/// <summary><see cref="WganDecoder"/> on a device: the same draws from the same random numbers, a whole block at once.</summary>
internal sealed class TorchWganDecoder : TorchDecoder
{
    private readonly TorchPerceptron generator;
    private readonly torch.Tensor mean;
    private readonly torch.Tensor scale;
    private readonly DrawPlan draws;

    /// <summary>Copies a trained generator to a device.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="device">The device.</param>
    /// <param name="isLast">Whether no stage follows.</param>
    /// <exception cref="ArgumentException">Sizes do not agree.</exception>
    public TorchWganDecoder(WganDecoderWeights weights, TorchDevice device, bool isLast)
        : base(device, weights.Dimension, weights.Sites, isLast)
    {
        if (WganDecoder.Problem(weights) is { } problem)
            throw new ArgumentException(problem, nameof(weights));

        generator = new TorchPerceptron(weights.Generator, device);
        mean = device.Floats(weights.Mean, weights.Mean.Length);
        scale = device.Floats(weights.Scale, weights.Scale.Length);
        draws = new DrawPlan([.. Enumerable.Repeat(true, weights.NoiseSize)], device);
    }

    /// <inheritdoc/>
    protected override torch.Tensor Draw(PhiloxTensors random, BlockRows rows, torch.Tensor points)
    {
        torch.Tensor noise = draws.Draw(random, rows, RandomPurpose.Decoder).to(torch.ScalarType.Float32);
        return (generator.Evaluate(torch.cat([noise, points], 1)) * scale) + mean;
    }
}
