using TorchSharp;

namespace LatentSim.Models.Training;

/// <summary>What training minimizes, as a function of pairs of frames: takes them, rotates them at random, encodes, draws codes, decodes, compares.</summary>
internal sealed class VoxelObjective(
    VoxelAutoencoder network, VoxelFrames frames, VoxelLoss loss, VoxelBackmapperOptions options, torch.Device device)
{
    /// <summary>The loss of a step.</summary>
    /// <param name="rows">The pairs.</param>
    /// <param name="energy">The present prefactor of the energy.</param>
    /// <param name="divergence">The present prefactor of the divergence.</param>
    public torch.Tensor Training(long[] rows, double energy, double divergence)
    {
        VoxelBatch batch = Turned(frames.Take(rows), () => RandomRotations.Draw(rows.Length, device));
        VoxelBatch seen = options.PreviousNoise > 0
            ? batch with { Previous = batch.Previous + (torch.randn_like(batch.Previous) * options.PreviousNoise) }
            : batch;
        return Terms(seen, torch.randn(rows.Length, options.LatentSize, device: device), energy > 0).Sum(options.Weights, energy, divergence);
    }

    /// <summary>The terms of the loss for given rotations and noise; the energy's is left out, because one overlap outweighs all else.</summary>
    /// <param name="rows">The pairs.</param>
    /// <param name="rotations">[batch, 3, 3].</param>
    /// <param name="noise">N(0, 1), [batch, latent].</param>
    public VoxelLossTerms Validation(long[] rows, torch.Tensor rotations, torch.Tensor noise) =>
        Terms(Turned(frames.Take(rows), () => rotations), noise, false);

    /// <summary>Draws from the posterior of codes.</summary>
    /// <param name="rows">The pairs.</param>
    /// <returns>[batch, latent].</returns>
    public torch.Tensor Codes(long[] rows)
    {
        VoxelBatch batch = Turned(frames.Take(rows), () => RandomRotations.Draw(rows.Length, device));
        (torch.Tensor mean, torch.Tensor logVariance) = network.Encode(batch, network.DensitiesOf(batch.Atoms));
        return Drawn(mean, logVariance, torch.randn_like(mean));
    }

    private static torch.Tensor Drawn(torch.Tensor mean, torch.Tensor logVariance, torch.Tensor noise) => mean + ((logVariance / 2).exp() * noise);

    private VoxelBatch Turned(VoxelBatch batch, Func<torch.Tensor> rotations) =>
        options.Orientation == VoxelOrientation.Random ? batch.Rotated(rotations()) : batch;

    private VoxelLossTerms Terms(VoxelBatch batch, torch.Tensor noise, bool withEnergy)
    {
        VoxelTarget target = new(network.DensitiesOf(batch.Atoms), batch.Atoms, batch.Sites);
        (torch.Tensor mean, torch.Tensor logVariance) = network.Encode(batch, target.Densities);
        (torch.Tensor densities, torch.Tensor atoms) = network.Decode(Drawn(mean, logVariance, noise), batch);
        return loss.Of(target, new VoxelReconstruction(densities, atoms, frames.SitesOf(atoms), mean, logVariance), withEnergy);
    }
}
