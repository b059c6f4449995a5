namespace LatentSim.Engine.Configuration;

/// <summary>The conditional Wasserstein GAN with gradient penalty (Sidky et al. 2020, section 2.3).</summary>
public sealed class WganSettings
{
    /// <summary>The length d of the noise vector.</summary>
    public int Noise { get; set; } = 50;

    /// <summary>The widths of the swish layers of generator and critic.</summary>
    public List<int> Hidden { get; set; } = [200, 200, 200];

    /// <summary>Adam's learning rate for both networks.</summary>
    public double LearningRate { get; set; } = 5e-4;

    /// <summary>The weight of the gradient penalty.</summary>
    public double GradientPenalty { get; set; } = 10;

    /// <summary>Critic steps for each generator step.</summary>
    public int CriticSteps { get; set; } = 5;

    /// <summary>Frames in a batch.</summary>
    public int BatchSize { get; set; } = 256;

    /// <summary>Passes over the training frames.</summary>
    public int Epochs { get; set; } = 80;

    /// <summary>Epochs without a smaller held-out distance before training stops; adversarial training is uneven, so it should be long.</summary>
    public int Patience { get; set; } = 40;

    internal void Validate(SettingCheck check)
    {
        check.That(Noise is > 0 and <= 10_000, "wgan-decoder.noise", "1 to 10000", Noise);
        check.Layers("wgan-decoder.hidden", Hidden);
        check.Positive("wgan-decoder.learning-rate", LearningRate);
        check.Positive("wgan-decoder.gradient-penalty", GradientPenalty);
        check.Positive("wgan-decoder.critic-steps", CriticSteps);
        check.Positive("wgan-decoder.batch-size", BatchSize);
        check.Positive("wgan-decoder.epochs", Epochs);
        check.Positive("wgan-decoder.patience", Patience);
    }
}
