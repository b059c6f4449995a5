using System.Runtime.InteropServices;
using LatentSim.Models.Stages;
using TorchSharp;

namespace LatentSim.Models.Devices;

/// <summary>Where the torch stages of one slot compute. Used by the slot's thread alone.</summary>
internal sealed class TorchDevice
{
    private TorchDevice(torch.Device torchDevice)
    {
        Torch = torchDevice;
        IsGpu = torchDevice.type != DeviceType.CPU;
    }

    /// <summary>The device of tensors.</summary>
    public torch.Device Torch { get; }

    /// <summary>Whether tensors are in memory of their own, and work runs behind the thread that asks for it.</summary>
    public bool IsGpu { get; }

    /// <summary>The most rows that go through a network together: enough to fill a GPU, few enough that what lies between two layers of a CPU stays in its cache.</summary>
    public int RowsPerLaunch => IsGpu ? 1 << 14 : 1 << 10;

    /// <summary>Opens the device of a slot, cuda:N or torch:N, for the calling thread, which computes alone: one slot, one thread.</summary>
    /// <exception cref="ArgumentException">It is the name of no such slot.</exception>
    public static TorchDevice Open(string slot)
    {
        if (!DeviceSlots.IsTorch(slot))
            throw new ArgumentException($"{slot} is no slot of torch.", nameof(slot));
        torch.set_num_threads(1);
        return new TorchDevice(DeviceSlots.IsCuda(slot) ? torch.device(slot) : torch.CPU);
    }

    /// <summary>Runs the work of one block without gradients; what it makes is freed unless it is kept.</summary>
    /// <exception cref="InsufficientMemoryException">The device has too little memory for the block; a smaller one may fit.</exception>
    /// <exception cref="DeviceLostException">The device's driver reports an error, after which it computes nothing more for this process.</exception>
    public void Run(Action work)
    {
        using IDisposable noGradient = torch.no_grad();
        using DisposeScope scope = torch.NewDisposeScope();
        try
        {
            work();
        }
        catch (ExternalException failure) when (IsOutOfMemory(failure.Message))
        {
            throw new InsufficientMemoryException($"The device {Torch} has too little memory for a block: {FirstLine(failure.Message)}", failure);
        }
        catch (ExternalException failure) when (IsLost(failure.Message))
        {
            throw new DeviceLostException($"The device {Torch} computes no more: {FirstLine(failure.Message)}", failure);
        }
    }

    /// <summary>The values of a block as a tensor here: those that the stage before left, or a copy of those in host memory.</summary>
    public torch.Tensor TensorOf(LatentBlock block) =>
        Held(block.Device) ?? Upload(block.Values, block.Steps, block.Walkers, block.Dimension);

    /// <summary>The positions of a block as a tensor here, [step, walker, site, 3].</summary>
    public torch.Tensor TensorOf(FrameBlock block) =>
        Held(block.Device) ?? Upload(block.Values, block.Steps, block.Walkers, block.Sites, 3);

    /// <summary>Numbers from host memory, in some shape.</summary>
    public torch.Tensor Upload(ReadOnlySpan<float> values, params long[] shape) => torch.tensor(values.ToArray(), shape, device: Torch);

    /// <summary>Numbers into host memory; waits for the device.</summary>
    public static void Download(torch.Tensor tensor, Span<float> values)
    {
        using torch.Tensor host = tensor.detach().cpu().contiguous();
        host.data<float>().CopyTo(values);
    }

    /// <summary>Whether a message of libtorch says that memory is short, of a GPU or of this machine.</summary>
    internal static bool IsOutOfMemory(string message) =>
        message.Contains("out of memory", StringComparison.OrdinalIgnoreCase)
        || message.Contains("not enough memory", StringComparison.OrdinalIgnoreCase)
        || message.Contains("can't allocate memory", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a message of libtorch tells an error of CUDA, which stays until the process ends: an illegal access, a launch that failed, a device that is gone.</summary>
    internal static bool IsLost(string message) => message.Contains("CUDA error", StringComparison.Ordinal) && !IsOutOfMemory(message);

    private torch.Tensor? Held(IDeviceCopy? copy) => copy is TensorCopy here && here.Device == this.Torch.ToString() ? here.Tensor : null;

    private static string FirstLine(string text) => text.Split('\n')[0];
}
