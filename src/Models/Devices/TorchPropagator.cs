using LatentSim.Models.Propagator;
using LatentSim.Models.Stages;
using LatentSim.Models.Weights;
using LatentSim.Molecules.Random;
using TorchSharp;

namespace LatentSim.Models.Devices;

/// <summary>
/// <see cref="MixtureDensityPropagator"/> on a device: the same draws from the same random numbers. Those of a whole block are made at once; a step is then the
/// network, the choice of a component and its Gaussian, all walkers at once, without a word to the host.
/// </summary>
internal sealed class TorchPropagator : IPropagator
{
    private const string StageName = "propagator";
    private readonly TorchDevice device;
    private readonly TorchPerceptron network;
    private readonly torch.Tensor starts;
    private readonly torch.Tensor dimensions;
    private readonly DrawPlan startDraws;
    private readonly DrawPlan stepDraws;
    private readonly int startCount;
    private readonly int components;
    private readonly double sigmaFloor;

    /// <summary>Copies a trained network to a device.</summary>
    /// <exception cref="ArgumentException">Sizes do not agree.</exception>
    public TorchPropagator(MixtureDensityWeights weights, StartLatents starts, TorchDevice device)
    {
        if (MixtureDensityCheck.Problem(weights, starts) is { } problem)
            throw new ArgumentException(problem, nameof(weights));

        this.device = device;
        network = new TorchPerceptron(weights.Network, device);
        Dimension = weights.Dimension;
        components = weights.Components;
        sigmaFloor = weights.SigmaFloor;
        startCount = starts.Count;
        this.starts = device.Floats(starts.Values, starts.Count, Dimension);
        dimensions = device.Indices(Enumerable.Range(0, Dimension));
        startDraws = new DrawPlan([false], device);
        stepDraws = new DrawPlan([false, .. Enumerable.Repeat(true, Dimension)], device);
    }

    /// <inheritdoc/>
    public int Dimension { get; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The block's dimension or the state's length is not this propagator's.</exception>
    /// <exception cref="NonFiniteStateException">A latent that is not finite was given or computed.</exception>
    public void Propagate(ulong seed, LatentBlock block, Span<float> state)
    {
        if (block.Dimension != Dimension)
            throw new ArgumentException($"A block of {block.Dimension} latents, expected {Dimension}.", nameof(block));
        if (state.Length != block.Walkers * Dimension)
            throw new ArgumentException($"A state of {state.Length} values, expected {block.Walkers} x {Dimension}.", nameof(state));

        float[] values = state.ToArray();
        device.Run(() => Propagate(new PhiloxTensors(seed), block, values));
        values.CopyTo(state);
    }

    private void Propagate(PhiloxTensors random, LatentBlock block, float[] state)
    {
        BlockRows rows = BlockRows.Of(block.FirstStep, block.Steps, block.FirstWalker, block.Walkers, device);
        torch.Tensor draws = stepDraws.Draw(random, rows, RandomPurpose.Propagator).reshape(block.Steps, block.Walkers, 1 + Dimension);
        torch.Tensor uniforms = draws.narrow(2, 0, 1);
        torch.Tensor normals = draws.narrow(2, 1, Dimension).to(torch.ScalarType.Float32);

        torch.Tensor latents = device.Upload(state, block.Walkers, Dimension);
        torch.Tensor[] steps = new torch.Tensor[block.Steps];
        for (int step = 0; step < block.Steps; step++)
        {
            latents = block.FirstStep + step == 0
                ? Starts(random, rows.Narrow(0, block.Walkers))
                : Next(latents, uniforms.select(0, step), normals.select(0, step));
            steps[step] = latents;
        }

        DeviceOutput.HandOn(device, torch.stack(steps, 0), block, StageName, () => TorchDevice.Download(latents, state));
    }

    private torch.Tensor Starts(PhiloxTensors random, BlockRows rows)
    {
        torch.Tensor place = (startDraws.Draw(random, rows, RandomPurpose.Start) * startCount).to(torch.ScalarType.Int64);
        return starts.index_select(0, place.flatten());
    }

    private torch.Tensor Next(torch.Tensor latents, torch.Tensor uniform, torch.Tensor normal)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        torch.Tensor raw = network.Evaluate(latents);
        (torch.Tensor component, torch.Tensor total) = Components(raw.narrow(1, 0, components), uniform);
        torch.Tensor place = (component * Dimension) + dimensions;
        long values = (long)components * Dimension;
        torch.Tensor mean = raw.narrow(1, components, values).gather(1, place).sigmoid();
        torch.Tensor deviation = torch.nn.functional.softplus(raw.narrow(1, components + values, values).gather(1, place)) + sigmaFloor;

        // Logits that are no numbers make the latents no numbers, whatever component they name.
        return (mean + (deviation * normal) + (total * 0)).MoveToOuterDisposeScope();
    }

    // The first component whose cumulative probability exceeds the uniform number, [row, 1], and the sum of the softmax's numerators, [row, 1].
    private (torch.Tensor Component, torch.Tensor Total) Components(torch.Tensor logits, torch.Tensor uniform)
    {
        torch.Tensor numerators = (logits - logits.amax([1L], true)).exp();
        torch.Tensor cumulative = numerators.cumsum(1, torch.ScalarType.Float64);
        torch.Tensor total = cumulative.narrow(1, components - 1, 1);
        torch.Tensor component = cumulative.narrow(1, 0, components - 1).le(uniform * total).sum([1L], keepdim: true);
        return (component, total.to(torch.ScalarType.Float32));
    }
}
