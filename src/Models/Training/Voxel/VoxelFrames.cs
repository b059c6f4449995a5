using TorchSharp;

namespace LatentSim.Models.Training;

/// <summary>All frames of all trajectories, from which pairs are taken.</summary>
internal sealed class VoxelFrames
{
    private readonly torch.Tensor frames;
    private readonly torch.Tensor coarseAtoms;
    private readonly int lag;

    /// <summary>Puts the frames on the device.</summary>
    /// <param name="data">The frames.</param>
    /// <param name="lag">Frames from t - 1 to t.</param>
    /// <param name="device">Where batches are wanted.</param>
    public VoxelFrames(TrainingData data, int lag, torch.Device device)
    {
        this.lag = lag;
        frames = Rows.ToTensor(data.AllAtoms(), device).reshape(-1, data.Topology.AtomCount, 3);
        coarseAtoms = torch.tensor(Array.ConvertAll(data.CoarseAtoms.ToArray(), atom => (long)atom), device: device);
    }

    /// <summary>Some pairs.</summary>
    /// <param name="rows">The rows of the frames at t - 1.</param>
    public VoxelBatch Take(long[] rows)
    {
        torch.Tensor index = torch.tensor(rows, device: frames.device);
        torch.Tensor atoms = frames.index_select(0, index + lag);
        torch.Tensor sites = SitesOf(atoms);
        torch.Tensor centre = sites.mean([1L], keepdim: true);
        return new VoxelBatch(frames.index_select(0, index) - centre, atoms - centre, sites - centre);
    }

    /// <summary>The coarse sites of configurations.</summary>
    /// <param name="atoms">[batch, atom, 3].</param>
    /// <returns>[batch, site, 3].</returns>
    public torch.Tensor SitesOf(torch.Tensor atoms) => atoms.index_select(1, coarseAtoms);
}
