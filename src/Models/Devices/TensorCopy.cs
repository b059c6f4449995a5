using LatentSim.Models.Stages;
using TorchSharp;

namespace LatentSim.Models.Devices;

/// <summary>
/// A block's values in a tensor, for the next stage on the same device, and on their way into host memory: the copy begins when the stage has ended, into
/// pinned memory, and is waited for only where the values are read.
/// </summary>
internal sealed class TensorCopy : IDeviceCopy
{
    private readonly TorchDevice device;
    private readonly torch.Tensor tensor;
    private torch.Tensor? host;

    /// <summary>Keeps a tensor beyond the scope that it was made in.</summary>
    /// <param name="device">Where it is.</param>
    /// <param name="tensor">Float32, of as many values as the block.</param>
    /// <param name="startsCopy">Whether to begin to copy now, because the values are surely read; otherwise where they are, if ever.</param>
    public TensorCopy(TorchDevice device, torch.Tensor tensor, bool startsCopy)
    {
        this.device = device;
        this.tensor = tensor.contiguous().DetachFromDisposeScope();
        Device = device.Torch.ToString();
        if (startsCopy && device.IsGpu)
            host = Begin();
    }

    /// <summary>The name of the device that the tensor is on.</summary>
    public string Device { get; }

    /// <summary>The values, on the device.</summary>
    public torch.Tensor Tensor => tensor;

    /// <inheritdoc/>
    public void CopyTo(Span<float> values)
    {
        if (!device.IsGpu)
        {
            tensor.data<float>().CopyTo(values);
            return;
        }

        using torch.Tensor arrived = host ?? Begin();
        host = null;
        torch.cuda.synchronize(device.Torch);
        arrived.data<float>().CopyTo(values);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        host?.Dispose();
        tensor.Dispose();
    }

    // From a GPU, a copy that does not block goes into pinned memory.
    private torch.Tensor Begin() => tensor.to(torch.CPU, non_blocking: true).DetachFromDisposeScope();
}
