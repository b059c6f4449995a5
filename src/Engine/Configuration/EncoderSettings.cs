namespace LatentSim.Engine.Configuration;

/// <summary>The state-free reversible VAMPnet (Sidky et al. 2020, section 2.1).</summary>
public sealed class EncoderSettings
{
    /// <summary>Which encoder: srv, or none for .npy files whose numbers are the latents.</summary>
    public string Kind { get; set; } = "srv";

    /// <summary>The number of latent coordinates m; 0 takes the spectral gap.</summary>
    public int Dimension { get; set; }

    /// <summary>The number of eigenfunctions that are learned and reported.</summary>
    public int Functions { get; set; } = 6;

    /// <summary>Eigenfunctions, counted from 1, that are left out of the latents once learned.</summary>
    public List<int> DropModes { get; set; } = [];

    /// <summary>Features that the latents are to say nothing of: phi 2, distance ALA2.N ALA2.C, column 1.</summary>
    public List<string> Deflate { get; set; } = [];

    /// <summary>The widths of the tanh layers.</summary>
    public List<int> Hidden { get; set; } = [100, 100];

    /// <summary>Adam's learning rate.</summary>
    public double LearningRate { get; set; } = 0.01;

    /// <summary>How the learning rate changes: constant, or cosine.</summary>
    public string Schedule { get; set; } = "constant";

    /// <summary>Decoupled weight decay.</summary>
    public double WeightDecay { get; set; }

    /// <summary>Pairs in a batch.</summary>
    public int BatchSize { get; set; } = 5000;

    /// <summary>Epochs at most.</summary>
    public int Epochs { get; set; } = 100;

    /// <summary>Epochs without a better held-out VAMP-2 score before training stops.</summary>
    public int Patience { get; set; } = 12;

    internal void Validate(SettingCheck check)
    {
        check.OneOf("encoder.kind", Kind, "srv", "none");
        check.That(Functions is > 0 and <= 100, "encoder.functions", "1 to 100", Functions);
        check.That(
            DropModes.All(mode => mode > 0 && mode <= Functions) && DropModes.Distinct().Count() == DropModes.Count && DropModes.Count < Functions,
            "encoder.drop-modes", "some of 1 to encoder.functions, each once and not all", $"[{string.Join(", ", DropModes)}]");
        check.That(
            Dimension >= 0 && Dimension <= Functions - DropModes.Count,
            "encoder.dimension", DropModes.Count == 0 ? "0 (the spectral gap) to encoder.functions" : "0 (the spectral gap) to encoder.functions less the encoder.drop-modes", Dimension);
        check.Layers("encoder.hidden", Hidden);
        check.Positive("encoder.learning-rate", LearningRate);
        check.OneOf("encoder.schedule", Schedule, "constant", "cosine");
        check.That(WeightDecay >= 0 && double.IsFinite(WeightDecay), "encoder.weight-decay", "a number that is not negative", WeightDecay);
        check.Positive("encoder.batch-size", BatchSize);
        check.Positive("encoder.epochs", Epochs);
        check.Positive("encoder.patience", Patience);
    }
}
