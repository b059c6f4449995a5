using LatentSim.Models.Stages;
using TorchSharp;

namespace LatentSim.Models.Devices;

/// <summary>A decoder on a device: the same draws as its kernel makes, from the same random numbers, a whole block at once.</summary>
/// <param name="device">The device.</param>
/// <param name="dimension">The number of latent coordinates.</param>
/// <param name="sites">The number of coarse sites.</param>
/// <param name="isLast">Whether no stage follows.</param>
internal abstract class TorchDecoder(TorchDevice device, int dimension, int sites, bool isLast) : IDecoder
{
    private const string StageName = "decoder";

    /// <inheritdoc/>
    public int Sites => sites;

    /// <summary>The device.</summary>
    protected TorchDevice Device => device;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The blocks are not of the same steps and walkers, or not of this decoder's sizes.</exception>
    /// <exception cref="NonFiniteStateException">A latent is not finite, or a position that is not finite was computed.</exception>
    public void Decode(ulong seed, LatentBlock latents, FrameBlock coarse)
    {
        BlockCheck.Throw(latents, dimension, coarse, sites);
        device.Run(() => Decode(new PhiloxTensors(seed), latents, coarse));
    }

    /// <summary>Draws frames for some rows of a block.</summary>
    /// <param name="random">The random numbers.</param>
    /// <param name="rows">The rows, by walker and step.</param>
    /// <param name="points">Their latents, [row, dim].</param>
    /// <returns>[row, 3 x site] in nm, or the same numbers in another shape.</returns>
    protected abstract torch.Tensor Draw(PhiloxTensors random, BlockRows rows, torch.Tensor points);

    private void Decode(PhiloxTensors random, LatentBlock latents, FrameBlock coarse)
    {
        BlockRows rows = BlockRows.Of(latents.FirstStep, latents.Steps, latents.FirstWalker, latents.Walkers, device);
        torch.Tensor points = device.TensorOf(latents).reshape(-1, dimension);
        torch.Tensor frames = device.InLaunches(rows, points, (some, its) => Draw(random, some, its));
        DeviceOutput.HandOn(device, frames.reshape(coarse.Steps, coarse.Walkers, sites, 3), coarse, StageName, isLast);
    }
}
