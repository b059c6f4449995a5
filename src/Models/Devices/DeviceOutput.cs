using LatentSim.Models.Kernels;
using LatentSim.Models.Stages;
using TorchSharp;

namespace LatentSim.Models.Devices;

/// <summary>
/// Hands a block's values on from a device. That all are finite is asked of the device, one truth value that the thread waits for, before the values
/// themselves start on their way: so the copy runs while the thread goes on.
/// </summary>
internal static class DeviceOutput
{
    /// <summary>Attaches the latents, [step, walker, dim], to their block.</summary>
    /// <param name="device">Where they are.</param>
    /// <param name="values">They.</param>
    /// <param name="block">The block.</param>
    /// <param name="stage">The stage that made them.</param>
    /// <param name="readState">Reads what the stage keeps of them.</param>
    /// <exception cref="NonFiniteStateException">One is not finite.</exception>
    public static void HandOn(TorchDevice device, torch.Tensor values, LatentBlock block, string stage, Action readState)
    {
        if (!AllFinite(values))
            throw FirstBad(values, block.FirstStep, block.FirstWalker, block.Walkers, stage);
        readState();
        block.Attach(new TensorCopy(device, values, startsCopy: true));
    }

    /// <summary>Attaches the positions, [step, walker, site, 3], to their block.</summary>
    /// <param name="device">Where they are.</param>
    /// <param name="values">They.</param>
    /// <param name="block">The block.</param>
    /// <param name="stage">The stage that made them.</param>
    /// <param name="isLast">Whether no stage follows, so that they are surely read.</param>
    /// <param name="readState">Reads what the stage keeps of them; null for nothing.</param>
    /// <exception cref="NonFiniteStateException">One is not finite.</exception>
    public static void HandOn(TorchDevice device, torch.Tensor values, FrameBlock block, string stage, bool isLast, Action? readState = null)
    {
        if (!AllFinite(values))
            throw FirstBad(values, block.FirstStep, block.FirstWalker, block.Walkers, stage);
        readState?.Invoke();
        block.Attach(new TensorCopy(device, values, isLast));
    }

    private static bool AllFinite(torch.Tensor values) => values.isfinite().all().ToBoolean();

    private static NonFiniteStateException FirstBad(torch.Tensor values, long firstStep, int firstWalker, int walkers, string stage)
    {
        float[] host = new float[values.numel()];
        TorchDevice.Download(values, host);
        int row = FiniteCheck.FirstNonFinite(host) / (int)(host.Length / (values.shape[0] * values.shape[1]));
        return new NonFiniteStateException(firstWalker + (row % walkers), firstStep + (row / walkers), stage);
    }
}
