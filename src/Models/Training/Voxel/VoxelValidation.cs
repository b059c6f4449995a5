using TorchSharp;

namespace LatentSim.Models.Training;

/// <summary>The loss on held-out pairs under the greatest weight of the divergence, the energy left out; each time in the same orientations and with the same noise.</summary>
internal sealed class VoxelValidation
{
    private readonly VoxelObjective objective;
    private readonly VoxelBackmapperOptions options;
    private readonly (long[] Rows, torch.Tensor Rotations, torch.Tensor Noise)[] batches;

    /// <summary>Chooses pairs spread evenly over those held out.</summary>
    public VoxelValidation(VoxelObjective objective, long[] heldOut, VoxelBackmapperOptions options, torch.Device device)
    {
        this.objective = objective;
        this.options = options;
        batches = [.. VoxelBackmapperTraining.Thinned(heldOut, options.ValidationPairs).Chunk(options.BatchSize)
            .Select(rows => (rows, RandomRotations.Draw(rows.Length, device), torch.randn(rows.Length, options.LatentSize, device: device)))];
    }

    /// <summary>The present loss.</summary>
    /// <param name="epoch">For errors.</param>
    /// <exception cref="TrainingDivergedException">It is not finite.</exception>
    public double Loss(int epoch)
    {
        using IDisposable noGradient = torch.no_grad();
        double sum = 0;
        foreach ((long[] rows, torch.Tensor rotations, torch.Tensor noise) in batches)
        {
            using DisposeScope scope = torch.NewDisposeScope();
            sum += objective.Validation(rows, rotations, noise).Sum(options.Weights, 0, options.Weights.Divergence).ToDouble() * rows.Length;
        }

        double loss = sum / batches.Sum(batch => batch.Rows.Length);
        return double.IsFinite(loss) ? loss : throw new TrainingDivergedException(VoxelBackmapperTraining.Stage, "validation", loss, epoch);
    }
}
