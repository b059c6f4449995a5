using TorchSharp;

namespace LatentSim.Models.Training;

/// <summary>
/// How far the potential energies of frames that a flow draws are from those of the true frames: the energy distance of the two samples (Szekely and Rizzo 2013).
/// It is a proper score, which is zero only where the two distributions agree; a square of differences frame by frame would be least for a flow that draws
/// the mean alone.
/// </summary>
internal sealed class DrawnEnergy : IDrawTerm, IDisposable
{
    private readonly ForceFieldEnergy energy;
    private readonly CartesianPlacement placement;
    private readonly torch.Tensor sites;
    private readonly torch.Tensor truth;
    private readonly torch.Tensor trainingFrames;
    private readonly torch.Tensor heldOutFrames;
    private readonly EnergyScaling scaling;

    /// <summary>Makes the term.</summary>
    /// <param name="options">The weight, and from when on.</param>
    /// <param name="energy">The force field.</param>
    /// <param name="placement">Makes atoms of variables.</param>
    /// <param name="sites">[frame, site, 3], nm: the coarse sites of all frames.</param>
    /// <param name="energies">The energies of all frames, kJ/mol.</param>
    /// <param name="frames">For each sample, of training and of validation, its frame.</param>
    /// <param name="device">Where tensors are.</param>
    public DrawnEnergy(
        DrawnEnergyOptions options, ForceFieldEnergy energy, CartesianPlacement placement, torch.Tensor sites, double[] energies,
        (long[] Training, long[] HeldOut) frames, torch.Device device)
    {
        this.energy = energy;
        this.placement = placement;
        this.sites = sites;
        Weight = options.Weight;
        FirstEpoch = options.FirstEpoch;
        scaling = EnergyScaling.Of(energies);
        truth = scaling.Of(torch.tensor([.. energies.Select(value => (float)value)], device: device));
        trainingFrames = torch.tensor(frames.Training, device: device);
        heldOutFrames = torch.tensor(frames.HeldOut, device: device);
    }

    /// <inheritdoc/>
    public double Weight { get; }

    /// <inheritdoc/>
    public int FirstEpoch { get; }

    /// <inheritdoc/>
    public torch.Tensor Of(torch.Tensor drawn, torch.Tensor samples, bool heldOut)
    {
        torch.Tensor frames = (heldOut ? heldOutFrames : trainingFrames).index_select(0, samples);
        torch.Tensor positions = placement.Place(drawn, sites.index_select(0, frames));
        return Distance(scaling.Of(energy.Energies(positions)), truth.index_select(0, frames));
    }

    /// <summary>2 E|X - Y| - E|X - X'| - E|Y - Y'|, without bias, of two samples of numbers, each [row].</summary>
    public static torch.Tensor Distance(torch.Tensor x, torch.Tensor y) => (Differences(x, y).mean() * 2) - MeanOfPairs(x) - MeanOfPairs(y);

    /// <inheritdoc/>
    public void Dispose()
    {
        energy.Dispose();
        placement.Dispose();
    }

    private static torch.Tensor Differences(torch.Tensor x, torch.Tensor y) => (x.unsqueeze(1) - y.unsqueeze(0)).abs();

    private static torch.Tensor MeanOfPairs(torch.Tensor x)
    {
        double rows = x.shape[0];
        return Differences(x, x).sum() / (rows * Math.Max(rows - 1, 1));
    }
}
