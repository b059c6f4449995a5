namespace LatentSim.Molecules.Particles.Wells;

/// <summary>A potential of one coordinate, for one trajectory or for several side by side, each with its own parameters.</summary>
/// <typeparam name="TWell">The potential itself.</typeparam>
/// <typeparam name="T">The number or numbers.</typeparam>
internal interface IWell<TWell, T>
    where TWell : struct, IWell<TWell, T>
{
    /// <summary>Takes the parameters.</summary>
    /// <param name="system">Epsilon and sigma.</param>
    /// <param name="stiffness">The spring constant k.</param>
    /// <param name="impulse">What forces are multiplied by: the time that they act, over the mass.</param>
    static abstract TWell Create(ParticleSystem system, T stiffness, T impulse);

    /// <summary>The velocity after the force at a position has acted.</summary>
    T Kick(T position, T velocity);
}
