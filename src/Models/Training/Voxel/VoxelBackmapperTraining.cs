using LatentSim.Models.Weights;
using TorchSharp;

namespace LatentSim.Models.Training;

/// <summary>Trains the published backmapper: atoms at t given coarse sites at t and atoms one lag before (Shmilovich et al. 2022, section 2.3).</summary>
public static class VoxelBackmapperTraining
{
    /// <summary>The stage's name in progress and metrics.</summary>
    public const string Stage = BackmapperTraining.Stage;

    /// <summary>Trains the autoencoder, then fits the density of its codes (Ghosh et al. 2019).</summary>
    /// <param name="data">The frames.</param>
    /// <param name="options">How.</param>
    /// <param name="torchSettings">Seed, threads, device.</param>
    /// <param name="progress">Hears of every validation.</param>
    /// <param name="cancellation">Ends training; the weights so far are kept.</param>
    /// <exception cref="ArgumentException">Trajectories are too short, every atom is a coarse site, or an option makes no sense.</exception>
    /// <exception cref="TrainingDivergedException">A loss is not finite.</exception>
    public static (VoxelBackmapperWeights Weights, StageMetrics Metrics) Train(
        TrainingData data, VoxelBackmapperOptions options, TorchSettings torchSettings,
        ITrainingProgress? progress = null, CancellationToken cancellation = default)
    {
        options.Check();
        if (data.CoarseAtoms.Length == data.Topology.AtomCount)
            throw new ArgumentException("Every atom is a coarse site: there is nothing to backmap.", nameof(data));
        if (options.Energy is { } forceField && forceField.AtomCount != data.Topology.AtomCount)
            throw new ArgumentException($"The force field is of {forceField.AtomCount} atoms, expected {data.Topology.AtomCount}.", nameof(options));

        LaggedPairs pairs = LaggedPairs.Split(data.Lengths, options.LagFrames, options.ValidationFraction);
        BackmapperSeeds seeds = SeedChoice.Of(data, pairs, options.Seeds);
        float[] reference = options.Orientation == VoxelOrientation.Sites ? SitesReference.Of(data.AllCoarse()) : [];
        using DisposeScope scope = torch.NewDisposeScope();
        torch.Device device = torchSettings.Apply();
        using ForceFieldEnergy? energy = options.Energy is null ? null : new ForceFieldEnergy(options.Energy, device: device);
        using VoxelAutoencoder network = new(data.Topology.AtomCount, data.CoarseAtoms.Length, options, device);
        VoxelLoss loss = new(data.Topology.AtomCount, options, energy, device);
        VoxelObjective objective = new(network, new VoxelFrames(data, pairs.Lag, reference, device), loss, options, device);
        StageMetrics metrics = new VoxelFit(network, objective, pairs, options, torchSettings.Seed, device).Run(progress, cancellation);
        float[,] codes = Codes(objective, Thinned(pairs.Training, options.CodeSamples), options.BatchSize);
        GaussianMixture density = GaussianMixtureFit.Fit(codes, options.Components, torchSettings.Seed, CancellationToken.None);
        VoxelBackmapperWeights weights = new(
            data.CoarseAtoms.ToArray(), data.Topology.AtomCount, options.Grid, options.UsesPrevious, network.ToWeights(), density, seeds)
        {
            Reference = reference,
        };
        return (weights, metrics);
    }

    /// <summary>At most so many rows, spread evenly over all.</summary>
    internal static long[] Thinned(long[] rows, int most)
    {
        int count = Math.Min(rows.Length, most);
        return [.. Enumerable.Range(0, count).Select(i => rows[(long)i * rows.Length / count])];
    }

    private static float[,] Codes(VoxelObjective objective, long[] rows, int batchSize)
    {
        using IDisposable noGradient = torch.no_grad();
        List<float[,]> codes = [];
        foreach (long[] batch in rows.Chunk(batchSize))
        {
            using DisposeScope scope = torch.NewDisposeScope();
            codes.Add(Rows.FromTensor(objective.Codes(batch)));
        }

        return Rows.Concatenate(codes);
    }
}
