using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp;

namespace LatentSim.Models.Devices;

/// <summary>The slots that compute through libtorch: cuda:N, a GPU, and torch:N, the same code on one thread of the CPU. Nothing here loads libtorch unless such a slot is asked about.</summary>
public static class DeviceSlots
{
    private const string Cuda = "cuda:";
    private const string TorchOnCpu = "torch:";

    /// <summary>Whether a slot computes on a GPU.</summary>
    public static bool IsCuda(string slot) => slot.StartsWith(Cuda, StringComparison.Ordinal);

    /// <summary>Whether a slot computes through libtorch.</summary>
    public static bool IsTorch(string slot) => IsCuda(slot) || slot.StartsWith(TorchOnCpu, StringComparison.Ordinal);

    /// <summary>Why a slot cannot be had on this machine; null when it can.</summary>
    public static string? Problem(string slot) => IsTorch(slot) ? TorchProblem(slot) : null;

    // Not inlined, so that asking about slots of the kernels touches no type of TorchSharp.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string? TorchProblem(string slot)
    {
        try
        {
            int found = torch.cuda.device_count();
            if (!IsCuda(slot) || int.Parse(slot[Cuda.Length..], CultureInfo.InvariantCulture) < found)
                return null;
            return found == 0 ? "libtorch has no CUDA here (found 0 devices)" : $"libtorch has no such device here (found {found})";
        }
        catch (Exception failure) when (Root(failure) is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException or NotSupportedException or ExternalException or FileNotFoundException)
        {
            return $"libtorch is not to be had: {Root(failure).Message.Split('\n')[0]}";
        }
    }

    private static Exception Root(Exception failure) => failure is TypeInitializationException { InnerException: { } inner } ? Root(inner) : failure;
}
