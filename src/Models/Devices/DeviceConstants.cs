using TorchSharp;

namespace LatentSim.Models.Devices;

/// <summary>Puts arrays on a device, once, to stay as long as the stage that uses them.</summary>
internal static class DeviceConstants
{
    /// <summary>Single precision, in some shape.</summary>
    public static torch.Tensor Floats(this TorchDevice device, float[] values, params long[] shape) =>
        torch.tensor(values, shape, device: device.Torch).DetachFromDisposeScope();

    /// <summary>Double precision, in some shape.</summary>
    public static torch.Tensor Doubles(this TorchDevice device, IEnumerable<double> values, params long[] shape) =>
        torch.tensor(values.ToArray(), shape, device: device.Torch).DetachFromDisposeScope();

    /// <summary>[row, 1] in double precision: numbers that multiply or are added to rows.</summary>
    public static torch.Tensor Column(this TorchDevice device, IEnumerable<double> values)
    {
        double[] all = [.. values];
        return device.Doubles(all, all.Length, 1);
    }

    /// <summary>Indices.</summary>
    public static torch.Tensor Indices(this TorchDevice device, IEnumerable<int> values) =>
        torch.tensor([.. values.Select(value => (long)value)], device: device.Torch).DetachFromDisposeScope();
}
