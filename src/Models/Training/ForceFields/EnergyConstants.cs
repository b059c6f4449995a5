using TorchSharp;

namespace LatentSim.Models.Training;

/// <summary>The parameters of an energy as tensors of one type on one device, which live until this is disposed of.</summary>
/// <param name="type">Float32 or Float64.</param>
/// <param name="device">Where they are.</param>
internal sealed class EnergyConstants(torch.ScalarType type, torch.Device device) : IDisposable
{
    private readonly List<torch.Tensor> tensors = [];

    /// <summary>Numbers in some shape.</summary>
    public torch.Tensor Real(IEnumerable<double> values, params long[] shape)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        return Keep(torch.tensor(values.ToArray()).reshape(shape).to(type, device));
    }

    /// <summary>[row, 1]: numbers that multiply or are added to rows.</summary>
    public torch.Tensor Column(IEnumerable<double> values) => Real(values, -1, 1);

    /// <summary>[1, row]: the weights of a sum over rows.</summary>
    public torch.Tensor Weights(IEnumerable<double> values) => Real(values, 1, -1);

    /// <summary>Indices.</summary>
    public torch.Tensor Indices(IEnumerable<int> values)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        return Keep(torch.tensor(values.Select(value => (long)value).ToArray()).to(device));
    }

    /// <summary>Truth values in some shape.</summary>
    public torch.Tensor Mask(IEnumerable<bool> values, params long[] shape)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        return Keep(torch.tensor(values.ToArray()).reshape(shape).to(device));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (torch.Tensor tensor in tensors)
            tensor.Dispose();
    }

    private torch.Tensor Keep(torch.Tensor tensor)
    {
        tensors.Add(tensor.DetachFromDisposeScope());
        return tensor;
    }
}
