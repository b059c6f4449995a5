using LatentSim.Models.Weights;
using TorchSharp;

namespace LatentSim.Models.Training;

/// <summary>
/// The trainable face of <see cref="MixtureDensityWeights"/>: log p(psi' | psi) = log sum_c alpha_c N(psi'; mu_c, sigma_c^2) (Bishop 1994; Sidky et al. 2020,
/// eq. 5), with softmax alpha, sigmoid means on [0, 1] and diagonal Gaussians.
/// </summary>
internal sealed class MixtureDensityNetwork : torch.nn.Module
{
    private static readonly double LogTwoPi = Math.Log(2 * Math.PI);
    private readonly PerceptronNetwork network;
    private readonly int dimension;
    private readonly int components;
    private readonly float sigmaFloor;

    /// <summary>Makes a network for <paramref name="dimension"/> latents.</summary>
    public MixtureDensityNetwork(int dimension, MixtureDensityOptions options, torch.Device device)
        : base(nameof(MixtureDensityNetwork))
    {
        this.dimension = dimension;
        components = options.Components;
        sigmaFloor = options.SigmaFloor;
        PerceptronShape shape = new(options.HiddenLayers, options.HiddenWidth, Activation.Relu);
        network = new PerceptronNetwork("network", dimension, shape, components * (1 + (2 * dimension)), device);
        RegisterComponents();
    }

    /// <summary>The mixture at each state: log alpha [row, component], mu and sigma [row, component, dimension].</summary>
    /// <param name="states">[row, dimension].</param>
    public (torch.Tensor LogAlpha, torch.Tensor Mean, torch.Tensor Sigma) Mixture(torch.Tensor states)
    {
        torch.Tensor raw = network.forward(states);
        long values = (long)components * dimension;
        torch.Tensor logAlpha = raw.narrow(1, 0, components).log_softmax(1);
        torch.Tensor mean = raw.narrow(1, components, values).sigmoid().reshape(-1, components, dimension);
        torch.Tensor sigma = torch.nn.functional.softplus(raw.narrow(1, components + values, values)) + sigmaFloor;
        return (logAlpha, mean, sigma.reshape(-1, components, dimension));
    }

    /// <summary>log p(next | state) of each row.</summary>
    public torch.Tensor LogDensity(torch.Tensor states, torch.Tensor next)
    {
        (torch.Tensor logAlpha, torch.Tensor mean, torch.Tensor sigma) = Mixture(states);
        torch.Tensor distance = (next.unsqueeze(1) - mean) / sigma;
        torch.Tensor exponent = (distance.square() * 0.5 + sigma.log()).sum([2L]);
        return (logAlpha - exponent).logsumexp(1) - (0.5 * dimension * LogTwoPi);
    }

    /// <summary>The network as plain arrays.</summary>
    public MixtureDensityWeights ToWeights() => new(dimension, components, sigmaFloor, network.ToPerceptron());
}
