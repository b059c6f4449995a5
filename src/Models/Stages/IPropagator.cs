namespace LatentSim.Models.Stages;

/// <summary>Steps walkers through the latent space. An instance is used by one thread at a time.</summary>
public interface IPropagator
{
    /// <summary>The number of latent coordinates, m.</summary>
    int Dimension { get; }

    /// <summary>
    /// Fills <paramref name="block"/>. Step 0 is each walker's start, drawn from the training data; every later step is drawn from
    /// p(psi at step | psi at step - 1). All draws are keyed by (seed, walker, step).
    /// </summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="block">The steps and walkers to fill.</param>
    /// <param name="state">[walker, dim]: on entry the latent at step FirstStep - 1 (ignored when FirstStep is 0), on return that of the last step.</param>
    void Propagate(ulong seed, LatentBlock block, Span<float> state);
}
