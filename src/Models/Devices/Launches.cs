using TorchSharp;

namespace LatentSim.Models.Devices;

/// <summary>Computes the rows of a large block some at a time, so that what lies between operations stays bounded.</summary>
internal static class Launches
{
    /// <summary>The rows of all launches after each other.</summary>
    /// <param name="device">Says how many rows go together.</param>
    /// <param name="rows">All rows.</param>
    /// <param name="inputs">[row, ...].</param>
    /// <param name="compute">Makes [row, ...] of some.</param>
    public static torch.Tensor InLaunches(this TorchDevice device, BlockRows rows, torch.Tensor inputs, Func<BlockRows, torch.Tensor, torch.Tensor> compute)
    {
        long count = inputs.shape[0];
        if (count <= device.RowsPerLaunch)
            return compute(rows, inputs);

        using DisposeScope all = torch.NewDisposeScope();
        List<torch.Tensor> parts = [];
        for (long first = 0; first < count; first += device.RowsPerLaunch)
        {
            using DisposeScope scope = torch.NewDisposeScope();
            long some = Math.Min(device.RowsPerLaunch, count - first);
            parts.Add(compute(rows.Narrow(first, some), inputs.narrow(0, first, some)).MoveToOuterDisposeScope());
        }

        return torch.cat(parts, 0).MoveToOuterDisposeScope();
    }
}
