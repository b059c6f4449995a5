namespace LatentSim.Actors;

/// <summary>The newest step of a shard, for those who watch. Shared by all subscribers: not to be changed.</summary>
/// <param name="Step">The step.</param>
/// <param name="FirstWalker">The index, in the run, of the first walker.</param>
/// <param name="Walkers">The number of walkers.</param>
/// <param name="Dimension">The number of latent coordinates.</param>
/// <param name="Latents">[walker, dim].</param>
/// <param name="Sites">The number of atoms or coarse sites; 0 for a pipeline of latents alone.</param>
/// <param name="Positions">[walker, site, 3] in nm.</param>
public sealed record LiveFrame(
    long Step, int FirstWalker, int Walkers, int Dimension, ReadOnlyMemory<float> Latents, int Sites, ReadOnlyMemory<float> Positions)
{
    /// <summary>A copy of the last step of a block.</summary>
    public static LiveFrame Last(ShardBlock block) => new(
        block.NextStep - 1,
        block.Shard.FirstWalker,
        block.Shard.Walkers,
        block.Latents.Dimension,
        block.Latents.Step(block.Steps - 1).ToArray(),
        block.Frames?.Sites ?? 0,
        block.Frames is { } frames ? frames.Step(block.Steps - 1).ToArray() : Array.Empty<float>());

    /// <summary>Whether it holds a walker.</summary>
    public bool Holds(int walker) => walker >= FirstWalker && walker < FirstWalker + Walkers;
}
