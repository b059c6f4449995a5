using TorchSharp;

namespace LatentSim.Models.Training;

/// <summary>How torch computes during training.</summary>
public sealed record TorchSettings
{
    /// <summary>Seeds initial weights, batches, masks and dropout: the same seed, data and machine give the same weights.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Threads within an operator. The networks are small: on a CPU more than one seldom pays.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Where tensors live: cpu, cuda, cuda:1, ...</summary>
    public string Device { get; init; } = "cpu";

    /// <summary>Sets torch's thread count and seeds its generators.</summary>
    /// <returns>The device.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The thread count is not positive.</exception>
    internal torch.Device Apply()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Threads);
        torch.set_num_threads(Threads);
        torch.manual_seed(Seed);
        return torch.device(Device);
    }
}
