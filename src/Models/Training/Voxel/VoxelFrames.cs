using LatentSim.Molecules.Geometry;
using TorchSharp;

namespace LatentSim.Models.Training;

/// <summary>All frames of all trajectories, from which pairs are taken: centred on the coarse sites at t or, with a reference, superposed on it.</summary>
internal sealed class VoxelFrames
{
    private readonly torch.Tensor present;
    private readonly torch.Tensor previous;
    private readonly torch.Tensor coarseAtoms;
    private readonly bool isOriented;
    private readonly int lag;

    /// <summary>Puts the frames on the device.</summary>
    /// <param name="data">The frames.</param>
    /// <param name="lag">Frames from t - 1 to t.</param>
    /// <param name="reference">[site, 3], nm, about the origin; empty: frames are only centred.</param>
    /// <param name="device">Where batches are wanted.</param>
    public VoxelFrames(TrainingData data, int lag, float[] reference, torch.Device device)
    {
        this.lag = lag;
        isOriented = reference.Length > 0;
        coarseAtoms = torch.tensor(Array.ConvertAll(data.CoarseAtoms.ToArray(), atom => (long)atom), device: device);
        float[,] frames = data.AllAtoms();
        if (isOriented)
            Superpose(data, frames, reference);
        present = Tensor(frames, data.Topology.AtomCount, device);
        previous = isOriented ? Tensor(Preceding(data, frames, lag), data.Topology.AtomCount, device) : present;
    }

    /// <summary>Some pairs.</summary>
    /// <param name="rows">The rows of the frames at t - 1.</param>
    public VoxelBatch Take(long[] rows)
    {
        torch.Tensor index = torch.tensor(rows, device: present.device);
        torch.Tensor before = previous.index_select(0, index);
        torch.Tensor atoms = present.index_select(0, index + lag);
        torch.Tensor sites = SitesOf(atoms);
        if (isOriented)
            return new VoxelBatch(before, atoms, sites);
        torch.Tensor centre = sites.mean([1L], keepdim: true);
        return new VoxelBatch(before - centre, atoms - centre, sites - centre);
    }

    /// <summary>The coarse sites of configurations.</summary>
    /// <param name="atoms">[batch, atom, 3].</param>
    /// <returns>[batch, site, 3].</returns>
    public torch.Tensor SitesOf(torch.Tensor atoms) => atoms.index_select(1, coarseAtoms);

    private static torch.Tensor Tensor(float[,] frames, int atoms, torch.Device device) => Rows.ToTensor(frames, device).reshape(-1, atoms, 3);

    private static void Superpose(TrainingData data, float[,] frames, float[] reference)
    {
        float[] sites = new float[reference.Length];
        for (int row = 0; row < frames.GetLength(0); row++)
        {
            Span<float> frame = Rows.Row(frames, row);
            data.CopySites(frame, sites);
            Superposition.Fit(sites, reference).Apply(frame, frame);
        }
    }

    // Each frame superposed by its sites on those of the frame a lag later. Where a trajectory ends that frame is another's, but no pair is taken there.
    private static float[,] Preceding(TrainingData data, float[,] frames, int lag)
    {
        float[,] preceding = new float[frames.GetLength(0), frames.GetLength(1)];
        float[] own = new float[3 * data.CoarseAtoms.Length];
        float[] later = new float[own.Length];
        for (int row = 0; row + lag < frames.GetLength(0); row++)
        {
            data.CopySites(Rows.Row(frames, row), own);
            data.CopySites(Rows.Row(frames, row + lag), later);
            Superposition.Fit(own, later).Apply(Rows.Row(frames, row), Rows.Row(preceding, row));
        }

        return preceding;
    }
}
