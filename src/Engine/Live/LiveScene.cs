using LatentSim.Molecules;

namespace LatentSim.Engine.Live;

/// <summary>What does not change while a run is watched.</summary>
public sealed record LiveScene
{
    /// <summary>The name of the model.</summary>
    public required string Name { get; init; }

    /// <summary>The run directory.</summary>
    public required string Directory { get; init; }

    /// <summary>The number of walkers.</summary>
    public required int Walkers { get; init; }

    /// <summary>The frames that each walker is asked for; the most of any, where walkers end at steps of their own.</summary>
    public required long Frames { get; init; }

    /// <summary>The time between frames, in <see cref="TimeUnit"/>.</summary>
    public required double LagTime { get; init; }

    /// <summary>ps, or tau of particles in reduced units, or steps.</summary>
    public required string TimeUnit { get; init; }

    /// <summary>The key of every random number.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The stages after each other.</summary>
    public required IReadOnlyList<string> Stages { get; init; }

    /// <summary>The device slots.</summary>
    public required IReadOnlyList<string> Devices { get; init; }

    /// <summary>The number of numbers of a latent row.</summary>
    public required int Dimension { get; init; }

    /// <summary>The topology of the frames; null for a run of latents alone.</summary>
    public Topology? Topology { get; init; }

    /// <summary>The text of topology.pdb; null for a run of latents alone.</summary>
    public string? TopologyText { get; init; }

    /// <summary>Where frames are atoms made from coarse sites: the atom at which each coarse site lies; else empty.</summary>
    public IReadOnlyList<int> CoarseAtoms { get; init; } = [];

    /// <summary>The vectors of the periodic box, [3, 3] in nm; empty where there is none.</summary>
    public IReadOnlyList<float> Box { get; init; } = [];

    /// <summary>Whether frames come with potential energies.</summary>
    public bool HasEnergies { get; init; }

    /// <summary>Whether it is computed in this process; false for files, whose past frames can be asked for (<see cref="Actors.LiveRequest.From"/>).</summary>
    public required bool IsComputedHere { get; init; }

    /// <summary>The number of sites of a frame; 0 for a run of latents alone.</summary>
    public int Sites => Topology?.AtomCount ?? 0;
}
