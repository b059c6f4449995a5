namespace LatentSim.Models.Stages;

/// <summary>Draws atoms for each coarse frame, given the walker's atoms one step before. An instance is used by one thread at a time.</summary>
public interface IBackmapper
{
    /// <summary>The number of coarse sites.</summary>
    int Sites { get; }

    /// <summary>The number of atoms.</summary>
    int Atoms { get; }

    /// <summary>
    /// Fills <paramref name="atoms"/>, of the same steps and walkers as <paramref name="coarse"/>, keyed by (seed, walker, step). At step 0 the previous
    /// atoms are seeded: the training frame before the one whose coarse sites are nearest in RMSD, superposed on the walker's coarse frame.
    /// </summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="coarse">Coarse frames, nm.</param>
    /// <param name="previous">[walker, atom, 3] in nm: on entry the atoms at FirstStep - 1 (ignored when FirstStep is 0), on return those of the last step.</param>
    /// <param name="atoms">The atoms to fill, nm.</param>
    void Backmap(ulong seed, FrameBlock coarse, Span<float> previous, FrameBlock atoms);
}
