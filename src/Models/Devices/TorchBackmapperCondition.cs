using LatentSim.Models.Backmapper;
using LatentSim.Models.Weights;
using TorchSharp;

namespace LatentSim.Models.Devices;

/// <summary><see cref="BackmapperCondition"/> on a device. The coarse frames of a block are known beforehand: their part is computed for all steps at once.</summary>
internal sealed class TorchBackmapperCondition
{
    private readonly TorchMeasurement coarse;
    private readonly TorchScaler coarseScaler;
    private readonly TorchMeasurement atoms;
    private readonly TorchScaler atomScaler;
    private readonly torch.Tensor coarseAtoms;

    /// <summary>Copies a builder of conditions to a device.</summary>
    /// <param name="condition">The builder.</param>
    /// <param name="weights">The weights that it belongs to.</param>
    /// <param name="device">The device.</param>
    public TorchBackmapperCondition(BackmapperCondition condition, FlowBackmapperWeights weights, TorchDevice device)
    {
        coarse = new TorchMeasurement(condition.Coarse, device);
        coarseScaler = new TorchScaler(condition.CoarseScaler, device);
        atoms = new TorchMeasurement(condition.Atoms, device);
        atomScaler = new TorchScaler(condition.AtomScaler, device);
        coarseAtoms = device.Indices(weights.CoarseAtoms);
    }

    /// <summary>The features of coarse frames, [row, feature], from [row, site, 3], nm.</summary>
    public torch.Tensor OfSites(torch.Tensor sites)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        return coarseScaler.Encode(coarse.Measure(DrawnFrames.ToGeometry(sites))).contiguous().MoveToOuterDisposeScope();
    }

    /// <summary>The features of the sites of atomistic frames, [row, feature], from [row, atom, 3], nm.</summary>
    public torch.Tensor OfSitesOf(torch.Tensor frames) => OfSites(frames.index_select(1, coarseAtoms));

    /// <summary>The features of the other atoms, [row, feature], from [row, atom, 3], nm.</summary>
    public torch.Tensor OfAtoms(torch.Tensor frames)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        return atomScaler.Encode(atoms.Measure(DrawnFrames.ToGeometry(frames))).contiguous().MoveToOuterDisposeScope();
    }
}
