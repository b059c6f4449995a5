namespace LatentSim.Engine.Configuration;

/// <summary>A conditional neural spline flow, of the decoder or of the backmapper.</summary>
public sealed class FlowSettings
{
    /// <summary>The number of couplings.</summary>
    public int Couplings { get; set; } = 6;

    /// <summary>The widths of each conditioner's layers.</summary>
    public List<int> Hidden { get; set; } = [100, 100];

    /// <summary>The activation of the conditioners: relu, swish or tanh.</summary>
    public string Activation { get; set; } = "swish";

    /// <summary>The number of spline bins.</summary>
    public int Bins { get; set; } = 12;

    /// <summary>The learning rate at the start; it decays to zero along a cosine.</summary>
    public double LearningRate { get; set; } = 0.002;

    /// <summary>Decoupled weight decay.</summary>
    public double WeightDecay { get; set; }

    /// <summary>Dropout in the conditioners while training.</summary>
    public double Dropout { get; set; }

    /// <summary>Frames in a batch.</summary>
    public int BatchSize { get; set; } = 512;

    /// <summary>Epochs at most.</summary>
    public int Epochs { get; set; } = 20;

    /// <summary>Epochs without a better held-out likelihood before training stops.</summary>
    public int Patience { get; set; } = 8;

    /// <summary>Whether the atoms of the frame before are part of the condition (backmapper only).</summary>
    public bool Previous { get; set; } = true;

    /// <summary>Whether pairs of frames also serve backwards (backmapper only).</summary>
    public bool TimeReversal { get; set; }

    /// <summary>Whether what comes closer than the training data did is moved until it does not.</summary>
    public bool Contacts { get; set; } = true;

    /// <summary>The weight of the distance between the potential energies of draws and of data in the loss (backmapper only); 0 for none.</summary>
    public double EnergyWeight { get; set; }

    /// <summary>The first epoch with it.</summary>
    public int EnergyEpoch { get; set; } = 4;

    /// <summary>Which internal coordinates of the sites are drawn: auto, bonds or midpoints (decoder only).</summary>
    public string Coordinates { get; set; } = "auto";

    /// <summary>What atoms' places are measured from: bonds or narrow (backmapper only).</summary>
    public string References { get; set; } = "bonds";

    internal void Validate(SettingCheck check, string section)
    {
        check.That(Couplings is > 0 and <= 64, $"{section}.couplings", "1 to 64", Couplings);
        check.Layers($"{section}.hidden", Hidden);
        check.OneOf($"{section}.activation", Activation, "relu", "swish", "tanh");
        check.That(Bins is >= 2 and <= 128, $"{section}.bins", "2 to 128", Bins);
        check.Positive($"{section}.learning-rate", LearningRate);
        check.That(WeightDecay >= 0, $"{section}.weight-decay", "a number of at least 0", WeightDecay);
        check.Share($"{section}.dropout", Dropout);
        check.Positive($"{section}.batch-size", BatchSize);
        check.Positive($"{section}.epochs", Epochs);
        check.Positive($"{section}.patience", Patience);
        check.That(EnergyWeight >= 0 && double.IsFinite(EnergyWeight), $"{section}.energy-weight", "a number of at least 0", EnergyWeight);
        check.Positive($"{section}.energy-epoch", EnergyEpoch);
        check.OneOf($"{section}.coordinates", Coordinates, "auto", "bonds", "midpoints");
        check.OneOf($"{section}.references", References, "bonds", "narrow");
    }
}
