using TorchSharp;

namespace LatentSim.Models.Training;

/// <summary>A copy of a network's parameters and buffers, to go back to.</summary>
internal sealed class ModuleSnapshot : IDisposable
{
    private readonly (torch.Tensor Live, torch.Tensor Saved)[] tensors;

    /// <summary>Copies the network's present state.</summary>
    public ModuleSnapshot(torch.nn.Module network)
    {
        using IDisposable noGradient = torch.no_grad();
        tensors = [.. network.state_dict().Values.Select(live => (live, live.detach().clone().DetachFromDisposeScope()))];
    }

    /// <summary>Copies the network's present state over the saved one.</summary>
    public void Save()
    {
        using IDisposable noGradient = torch.no_grad();
        foreach ((torch.Tensor live, torch.Tensor saved) in tensors)
            saved.copy_(live);
    }

    /// <summary>Puts the saved state back into the network.</summary>
    public void Restore()
    {
        using IDisposable noGradient = torch.no_grad();
        foreach ((torch.Tensor live, torch.Tensor saved) in tensors)
            live.copy_(saved);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach ((_, torch.Tensor saved) in tensors)
            saved.Dispose();
    }
}
