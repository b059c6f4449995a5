using LatentSim.Models.Weights;
using TorchSharp;

namespace LatentSim.Models.Training;

/// <summary>
/// The generator and the critic of a conditional Wasserstein GAN with gradient penalty (Gulrajani et al. 2017; Sidky et al. 2020, section 2.3, eq. 6). Both
/// see the latent point beside their other input.
/// </summary>
internal sealed class WganNetworks : IDisposable
{
    private const double LeastSquaredNorm = 1e-12;
    private readonly WganOptions options;

    /// <summary>Makes networks for configurations of <paramref name="coordinates"/> numbers given <paramref name="latents"/>.</summary>
    public WganNetworks(int coordinates, int latents, WganOptions options, torch.Device device)
    {
        this.options = options;
        PerceptronShape shape = new(options.HiddenLayers, options.HiddenWidth, Activation.Swish);
        Generator = new PerceptronNetwork("generator", options.NoiseSize + latents, shape, coordinates, device);
        Critic = new PerceptronNetwork("critic", coordinates + latents, shape, 1, device);
    }

    /// <summary>From [noise | latent] to a standardized configuration.</summary>
    public PerceptronNetwork Generator { get; }

    /// <summary>From [configuration | latent] to how real it looks.</summary>
    public PerceptronNetwork Critic { get; }

    /// <summary>N(0, 1) inputs of the generator, [row, d].</summary>
    public torch.Tensor Noise(torch.Tensor latents) => torch.randn(latents.shape[0], options.NoiseSize, device: latents.device);

    /// <summary>A configuration for each latent point.</summary>
    public torch.Tensor Generate(torch.Tensor noise, torch.Tensor latents) => Generator.forward(torch.cat([noise, latents], 1));

    /// <summary>What the critic minimizes: E[C(G(z))] - E[C(x)] + lambda E[(|grad C| - 1)^2] at points between real and generated ones.</summary>
    public torch.Tensor CriticLoss(torch.Tensor real, torch.Tensor latents)
    {
        torch.Tensor generated;
        using (torch.no_grad())
            generated = Generate(Noise(latents), latents);
        torch.Tensor loss = Judge(generated, latents).mean() - Judge(real, latents).mean();
        return loss + (Penalty(real, generated, latents) * options.PenaltyWeight);
    }

    /// <summary>What the generator minimizes: -E[C(G(z))].</summary>
    public torch.Tensor GeneratorLoss(torch.Tensor latents) => -Judge(Generate(Noise(latents), latents), latents).mean();

    /// <inheritdoc/>
    public void Dispose()
    {
        Generator.Dispose();
        Critic.Dispose();
    }

    private torch.Tensor Judge(torch.Tensor configurations, torch.Tensor latents) =>
        Critic.forward(torch.cat([configurations, latents], 1));

    private torch.Tensor Penalty(torch.Tensor real, torch.Tensor generated, torch.Tensor latents)
    {
        torch.Tensor share = torch.rand(real.shape[0], 1, device: real.device);
        torch.Tensor between = (generated + ((real - generated) * share)).detach().requires_grad_(true);
        torch.Tensor judged = Judge(between, latents);
        torch.Tensor gradient = torch.autograd.grad([judged], [between], [torch.ones_like(judged)], create_graph: true)[0];
        torch.Tensor norm = gradient.square().sum([1L]).clamp_min(LeastSquaredNorm).sqrt();
        return (norm - 1).square().mean();
    }
}
