namespace LatentSim.Engine.Configuration;

/// <summary>The mixture density network (Sidky et al. 2020, section 2.2).</summary>
public sealed class PropagatorSettings
{
    /// <summary>The number of Gaussians, C.</summary>
    public int Components { get; set; } = 24;

    /// <summary>The widths of the ReLU layers.</summary>
    public List<int> Hidden { get; set; } = [100, 100];

    /// <summary>Adam's learning rate.</summary>
    public double LearningRate { get; set; } = 0.002;

    /// <summary>Pairs in a batch.</summary>
    public int BatchSize { get; set; } = 1000;

    /// <summary>Epochs at most.</summary>
    public int Epochs { get; set; } = 60;

    /// <summary>Epochs without a better held-out likelihood before training stops.</summary>
    public int Patience { get; set; } = 15;

    /// <summary>Whether each pair also serves backwards, as detailed balance allows for equilibrium MD.</summary>
    public bool TimeReversal { get; set; }

    internal void Validate(SettingCheck check)
    {
        check.That(Components is > 0 and <= 1000, "propagator.components", "1 to 1000", Components);
        check.Layers("propagator.hidden", Hidden);
        check.Positive("propagator.learning-rate", LearningRate);
        check.Positive("propagator.batch-size", BatchSize);
        check.Positive("propagator.epochs", Epochs);
        check.Positive("propagator.patience", Patience);
    }
}
