using TorchSharp;

namespace LatentSim.Models.Devices;

/// <summary>The walker and the step of each row of a block, as the words of Philox counters: int64 tensors [row, 1] of numbers below 2^32.</summary>
/// <param name="Walker">The walker's index in the whole run.</param>
/// <param name="StepLow">The lower half of the step.</param>
/// <param name="StepHigh">The upper half of the step.</param>
internal sealed record BlockRows(torch.Tensor Walker, torch.Tensor StepLow, torch.Tensor StepHigh)
{
    private const long Mask = 0xFFFFFFFF;

    /// <summary>The rows [step, walker] of a block.</summary>
    public static BlockRows Of(long firstStep, int steps, int firstWalker, int walkers, TorchDevice device)
    {
        torch.Tensor walker = torch.arange(firstWalker, (long)firstWalker + walkers, torch.ScalarType.Int64, device.Torch);
        torch.Tensor step = torch.arange(firstStep, firstStep + steps, torch.ScalarType.Int64, device.Torch).unsqueeze(1).expand(steps, walkers).reshape(-1, 1);
        return new BlockRows(
            walker.unsqueeze(0).expand(steps, walkers).reshape(-1, 1),
            step.bitwise_and(torch.tensor(Mask)),
            step.bitwise_right_shift(torch.tensor(32L)));
    }

    /// <summary>Rows that lie one after the other.</summary>
    public BlockRows Narrow(long first, long count) => new(Walker.narrow(0, first, count), StepLow.narrow(0, first, count), StepHigh.narrow(0, first, count));

    /// <summary>Some rows, [row].</summary>
    public BlockRows Select(torch.Tensor rows) => new(Walker.index_select(0, rows), StepLow.index_select(0, rows), StepHigh.index_select(0, rows));
}
