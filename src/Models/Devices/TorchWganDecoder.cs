using LatentSim.Models.Decoder;
using LatentSim.Models.Stages;
using LatentSim.Models.Weights;
using LatentSim.Molecules.Random;
using TorchSharp;

namespace LatentSim.Models.Devices;

/// <summary><see cref="WganDecoder"/> on a device: the same draws from the same random numbers, a whole block at once.</summary>
internal sealed class TorchWganDecoder : IDecoder
{
    private const string StageName = "decoder";
    private readonly TorchDevice device;
    private readonly TorchPerceptron generator;
    private readonly torch.Tensor mean;
    private readonly torch.Tensor scale;
    private readonly DrawPlan draws;
    private readonly int dimension;
    private readonly bool isLast;

    /// <summary>Copies a trained generator to a device.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="device">The device.</param>
    /// <param name="isLast">Whether no stage follows.</param>
    /// <exception cref="ArgumentException">Sizes do not agree.</exception>
    public TorchWganDecoder(WganDecoderWeights weights, TorchDevice device, bool isLast)
    {
        if (WganDecoder.Problem(weights) is { } problem)
            throw new ArgumentException(problem, nameof(weights));

        this.device = device;
        this.isLast = isLast;
        generator = new TorchPerceptron(weights.Generator, device);
        mean = device.Floats(weights.Mean, weights.Mean.Length);
        scale = device.Floats(weights.Scale, weights.Scale.Length);
        draws = new DrawPlan([.. Enumerable.Repeat(true, weights.NoiseSize)], device);
        dimension = weights.Dimension;
        Sites = weights.Sites;
    }

    /// <inheritdoc/>
    public int Sites { get; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The blocks are not of the same steps and walkers, or not of this decoder's sizes.</exception>
    /// <exception cref="NonFiniteStateException">A position that is not finite was computed.</exception>
    public void Decode(ulong seed, LatentBlock latents, FrameBlock coarse)
    {
        BlockCheck.Throw(latents, dimension, coarse, Sites);
        device.Run(() => Decode(new PhiloxTensors(seed), latents, coarse));
    }

    private void Decode(PhiloxTensors random, LatentBlock latents, FrameBlock coarse)
    {
        BlockRows rows = BlockRows.Of(latents.FirstStep, latents.Steps, latents.FirstWalker, latents.Walkers, device);
        torch.Tensor points = device.TensorOf(latents).reshape(-1, dimension);
        torch.Tensor frames = device.InLaunches(rows, points, (some, its) => Decode(random, some, its));
        DeviceOutput.HandOn(device, frames.reshape(coarse.Steps, coarse.Walkers, Sites, 3), coarse, StageName, isLast);
    }

    private torch.Tensor Decode(PhiloxTensors random, BlockRows rows, torch.Tensor points)
    {
        torch.Tensor noise = draws.Draw(random, rows, RandomPurpose.Decoder).to(torch.ScalarType.Float32);
        return (generator.Evaluate(torch.cat([noise, points], 1)) * scale) + mean;
    }
}
