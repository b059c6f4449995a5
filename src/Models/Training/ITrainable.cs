namespace LatentSim.Models.Training;

/// <summary>What a <see cref="TrainingLoop"/> trains.</summary>
internal interface ITrainable
{
    /// <summary>An epoch of training begins.</summary>
    void BeginTraining();

    /// <summary>Evaluates a loss as the trained network will be evaluated; it stays so until the next epoch.</summary>
    double Validate(Func<double> loss);

    /// <summary>Keeps the present state as the best.</summary>
    void Keep();

    /// <summary>Goes back to the best state.</summary>
    void Restore();
}
