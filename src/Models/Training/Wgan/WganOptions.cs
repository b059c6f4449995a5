namespace LatentSim.Models.Training;

/// <summary>
/// How the published decoder is trained. Sizes are the published ones (Sidky et al. 2020, section 3.2); the penalty, the critic's steps and Adam's
/// settings, which that paper does not give, are those of the gradient penalty's (Gulrajani et al. 2017).
/// </summary>
public sealed record WganOptions
{
    /// <summary>N(0, 1) inputs of the generator, d.</summary>
    public int NoiseSize { get; init; } = 50;

    /// <summary>Hidden layers of the generator and of the critic.</summary>
    public int HiddenLayers { get; init; } = 3;

    /// <summary>Units of each hidden layer.</summary>
    public int HiddenWidth { get; init; } = 200;

    /// <summary>The weight of the gradient penalty, lambda.</summary>
    public double PenaltyWeight { get; init; } = 10;

    /// <summary>The critic's steps for each of the generator's.</summary>
    public int CriticSteps { get; init; } = 5;

    /// <summary>Adam's first learning rate, of both networks. The penalty's paper has 1e-4, for ten times as many steps.</summary>
    public double LearningRate { get; init; } = 5e-4;

    /// <summary>How the learning rate changes; a falling one lets the two networks settle.</summary>
    public LearningRateSchedule Schedule { get; init; } = LearningRateSchedule.Cosine;

    /// <summary>Epochs without improvement after which a plateau schedule halves the rate.</summary>
    public int PlateauEpochs { get; init; } = 10;

    /// <summary>Adam's decay of the gradient's mean.</summary>
    public double Beta1 { get; init; } = 0.5;

    /// <summary>Adam's decay of the gradient's square.</summary>
    public double Beta2 { get; init; } = 0.9;

    /// <summary>Rows a batch, at most.</summary>
    public int BatchSize { get; init; } = 256;

    /// <summary>The most epochs, each a pass of the critic over the data.</summary>
    public int Epochs { get; init; } = 80;

    /// <summary>Epochs without a smaller held-out distance after which to stop; adversarial training is uneven, so it should be long.</summary>
    public int Patience { get; init; } = 40;

    /// <summary>Held-out rows, at most, that the distance is measured on.</summary>
    public int DistanceRows { get; init; } = 1500;

    /// <summary>Throws when a value makes no sense.</summary>
    /// <exception cref="ArgumentException">One does not.</exception>
    internal void Check()
    {
        OptionCheck.AtLeast("wgan noise size", NoiseSize, 1);
        OptionCheck.AtLeast("wgan hidden layers", HiddenLayers, 1);
        OptionCheck.AtLeast("wgan hidden width", HiddenWidth, 1);
        OptionCheck.AtLeast("wgan penalty weight", PenaltyWeight, 0);
        OptionCheck.AtLeast("wgan critic steps", CriticSteps, 1);
        OptionCheck.Positive("wgan learning rate", LearningRate);
        OptionCheck.AtLeast("wgan plateau epochs", PlateauEpochs, 1);
        OptionCheck.Fraction("wgan beta1", Beta1);
        OptionCheck.Fraction("wgan beta2", Beta2);
        OptionCheck.AtLeast("wgan batch size", BatchSize, 1);
        OptionCheck.AtLeast("wgan epochs", Epochs, 1);
        OptionCheck.AtLeast("wgan patience", Patience, 1);
        OptionCheck.AtLeast("wgan distance rows", DistanceRows, 2);
    }
}
