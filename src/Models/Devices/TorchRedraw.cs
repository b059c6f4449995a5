using LatentSim.Models.Contacts;
using LatentSim.Molecules.Random;
using TorchSharp;

namespace LatentSim.Models.Devices;

/// <summary>
/// <see cref="ContactRedraw"/> on a device: the same steps of the same size from the same random numbers, for all frames of a launch that have a deficit at once.
/// The host learns how many these are, once for each attempt; most launches have none.
/// </summary>
/// <param name="flow">The flow that the frames come from.</param>
/// <param name="purpose">What its random numbers are for.</param>
internal sealed class TorchRedraw(TorchFlow flow, RandomPurpose purpose)
{
    /// <summary>Replaces those of <paramref name="drawn"/> that have a deficit, in place.</summary>
    /// <param name="random">The random numbers.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="bases">The base coordinates that the frames were drawn with, [row, coordinate].</param>
    /// <param name="conditions">[row, condition value].</param>
    /// <param name="drawn">The frames.</param>
    /// <param name="place">Makes frames of variables, given which rows they are.</param>
    public void Run(
        PhiloxTensors random, BlockRows rows, torch.Tensor bases, torch.Tensor conditions, DrawnFrames drawn, Func<torch.Tensor, torch.Tensor, DrawnFrames> place)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        torch.Tensor pending = Positive(drawn.Deficits);
        torch.Tensor deficits = drawn.Deficits.index_select(0, pending);
        torch.Tensor from = bases.index_select(0, pending);
        for (int attempt = 1; attempt <= ContactRedraw.Attempts && pending.shape[0] > 0; attempt++)
        {
            torch.Tensor moved = flow.MoveBase(from, ContactRedraw.StepSizeOf(attempt), random, rows.Select(pending), purpose, attempt);
            DrawnFrames candidates = place(flow.Invert(moved, conditions.index_select(0, pending)), pending);
            torch.Tensor isNearer = candidates.Deficits.lt(deficits);
            torch.Tensor frames = torch.where(isNearer.reshape(-1, 1, 1), candidates.Frames, drawn.Frames.index_select(0, pending));
            drawn.Frames.index_copy_(0, pending, frames);
            deficits = torch.where(isNearer, candidates.Deficits, deficits);
            from = torch.where(isNearer.unsqueeze(1), moved, from);

            torch.Tensor left = Positive(deficits);
            pending = pending.index_select(0, left);
            deficits = deficits.index_select(0, left);
            from = from.index_select(0, left);
        }
    }

    private static torch.Tensor Positive(torch.Tensor deficits) => deficits.gt(0).nonzero().flatten();
}
