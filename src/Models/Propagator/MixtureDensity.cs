using LatentSim.Models.Kernels;
using LatentSim.Models.Weights;

namespace LatentSim.Models.Propagator;

/// <summary>
/// The propagator's transition density itself, p(psi' | psi) = sum_c alpha_c N(mu_c, sigma_c^2), in double precision: what <see cref="MixtureDensityPropagator"/>
/// draws from. A Gaussian may reach beyond the latents' scale [0, 1]; nothing is cut off there, in drawing neither. Used by one thread at a time.
/// </summary>
public sealed class MixtureDensity
{
    private readonly PerceptronKernel network;
    private readonly float sigmaFloor;
    private readonly float[] raw;

    /// <summary>Prepares a trained network.</summary>
    /// <exception cref="ArgumentException">Sizes do not agree.</exception>
    public MixtureDensity(MixtureDensityWeights weights)
    {
        if (MixtureDensityCheck.Problem(weights, new StartLatents(weights.Dimension, new float[weights.Dimension])) is { } problem)
            throw new ArgumentException(problem, nameof(weights));

        network = new PerceptronKernel(weights.Network);
        (Dimension, Components, sigmaFloor) = (weights.Dimension, weights.Components, weights.SigmaFloor);
        raw = new float[network.Outputs];
    }

    /// <summary>The number of latent coordinates, m.</summary>
    public int Dimension { get; }

    /// <summary>The number of Gaussians, C.</summary>
    public int Components { get; }

    /// <summary>The mixture at a state.</summary>
    /// <param name="state">psi, m values.</param>
    /// <param name="weights">Filled with alpha, C values that add up to one.</param>
    /// <param name="means">Filled with mu, [component, dimension].</param>
    /// <param name="deviations">Filled with sigma, [component, dimension].</param>
    /// <exception cref="ArgumentException">A span's length does not fit.</exception>
    public void At(ReadOnlySpan<float> state, Span<double> weights, Span<double> means, Span<double> deviations)
    {
        if (state.Length != Dimension || weights.Length != Components || means.Length != Components * Dimension || deviations.Length != means.Length)
            throw new ArgumentException($"Spans of {state.Length}, {weights.Length}, {means.Length} and {deviations.Length} values do not fit {Components} Gaussians in {Dimension} dimensions.");

        network.Evaluate(state, raw, 1);
        double largest = double.NegativeInfinity;
        for (int c = 0; c < Components; c++)
            largest = Math.Max(largest, raw[c]);
        double sum = 0;
        for (int c = 0; c < Components; c++)
            sum += weights[c] = Math.Exp(raw[c] - largest);
        for (int c = 0; c < Components; c++)
            weights[c] /= sum;
        for (int i = 0; i < means.Length; i++)
        {
            means[i] = 1 / (1 + Math.Exp(-raw[Components + i]));
            deviations[i] = Softplus(raw[Components + means.Length + i]) + sigmaFloor;
        }
    }

    private static double Softplus(double x) => x > 30 ? x : double.LogP1(Math.Exp(x));
}
