namespace LatentSim.Models.Training;

/// <summary>What changes along training: the learning rate and the prefactors of two of the loss's terms.</summary>
internal sealed class VoxelSchedule(VoxelBackmapperOptions options)
{
    /// <summary>The learning rate.</summary>
    /// <param name="step">Steps taken; a fraction where time, not steps, ends training.</param>
    public double LearningRate(double step) => options.Schedule == LearningRateSchedule.Cosine
        ? options.LearningRate * 0.5 * (1 + Math.Cos(Math.PI * Math.Min(1, step / options.Steps)))
        : options.LearningRate;

    /// <summary>The prefactor of the energy: 0, then growing exponentially from its first to its last value (Shmilovich et al. 2022, equation 5).</summary>
    /// <param name="step">Steps taken.</param>
    public double Energy(double step)
    {
        VoxelLossWeights weights = options.Weights;
        if (step < options.EnergyStart || weights.LastEnergy <= 0 || options.Energy is null)
            return 0;
        double share = Math.Min(1, (step - options.EnergyStart) / options.EnergyAnneal);
        return weights.FirstEnergy * Math.Pow(weights.LastEnergy / weights.FirstEnergy, share);
    }

    /// <summary>The prefactor of the Kullback-Leibler divergence: a logistic function of the place in the present cycle (equation 6), or constant.</summary>
    /// <param name="step">Steps taken.</param>
    public double Divergence(double step)
    {
        double greatest = options.Weights.Divergence;
        if (options.DivergenceCycles == 0 || step >= options.Steps)
            return greatest;
        double place = step / options.Steps * options.DivergenceCycles % 1;
        return greatest / (1 + Math.Exp((options.DivergenceCentre - place) / options.DivergenceWidth));
    }
}
