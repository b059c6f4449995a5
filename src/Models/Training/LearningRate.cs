namespace LatentSim.Models.Training;

/// <summary>The learning rate of each step under a <see cref="LearningRateSchedule"/>.</summary>
internal sealed class LearningRate
{
    private const double PlateauFactor = 0.5;
    private readonly LearningRateSchedule schedule;
    private readonly long totalSteps;
    private readonly int plateauEpochs;
    private readonly double initial;
    private double plateauRate;
    private double bestLoss = double.PositiveInfinity;
    private int epochsSinceBest;
    private long steps;

    /// <summary>Makes a schedule.</summary>
    /// <param name="schedule">The kind.</param>
    /// <param name="initial">The first rate.</param>
    /// <param name="totalSteps">The steps of all epochs, for a cosine.</param>
    /// <param name="plateauEpochs">Epochs without improvement after which a plateau schedule halves the rate.</param>
    public LearningRate(LearningRateSchedule schedule, double initial, long totalSteps, int plateauEpochs)
    {
        this.schedule = schedule;
        this.initial = initial;
        this.totalSteps = totalSteps;
        this.plateauEpochs = plateauEpochs;
        plateauRate = initial;
    }

    /// <summary>The rate of the next step; each call is one step.</summary>
    public double Next()
    {
        double rate = schedule switch
        {
            LearningRateSchedule.Cosine => initial * 0.5 * (1 + Math.Cos(Math.PI * Math.Min(1, (double)steps / totalSteps))),
            LearningRateSchedule.Plateau => plateauRate,
            _ => initial,
        };
        steps++;
        return rate;
    }

    /// <summary>Hears of an epoch's validation loss.</summary>
    public void EpochEnded(double validationLoss)
    {
        if (validationLoss < bestLoss)
        {
            bestLoss = validationLoss;
            epochsSinceBest = 0;
            return;
        }

        epochsSinceBest++;
        if (epochsSinceBest < plateauEpochs)
            return;
        plateauRate *= PlateauFactor;
        epochsSinceBest = 0;
    }
}
