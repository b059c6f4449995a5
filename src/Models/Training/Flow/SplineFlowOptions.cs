using LatentSim.Models.Weights;

namespace LatentSim.Models.Training;

/// <summary>How a conditional spline flow is built and trained.</summary>
public sealed record SplineFlowOptions
{
    /// <summary>Couplings; each transforms half of the coordinates.</summary>
    public int Couplings { get; init; } = 6;

    /// <summary>Hidden layers of a conditioner.</summary>
    public int HiddenLayers { get; init; } = 2;

    /// <summary>Units of each hidden layer.</summary>
    public int HiddenWidth { get; init; } = 100;

    /// <summary>The nonlinearity of a conditioner.</summary>
    public Activation Activation { get; init; } = Activation.Swish;

    /// <summary>Bins of a spline.</summary>
    public int Bins { get; init; } = 12;

    /// <summary>Splines on the line act on [-TailBound, TailBound], in standard deviations.</summary>
    public float TailBound { get; init; } = 5;

    /// <summary>Rows a batch, at most.</summary>
    public int BatchSize { get; init; } = 512;

    /// <summary>AdamW's first learning rate.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>How the learning rate changes.</summary>
    public LearningRateSchedule Schedule { get; init; } = LearningRateSchedule.Cosine;

    /// <summary>Epochs without improvement after which a plateau schedule halves the rate.</summary>
    public int PlateauEpochs { get; init; } = 4;

    /// <summary>The greatest norm of the gradient; 0 for no limit.</summary>
    public double ClipNorm { get; init; } = 5;

    /// <summary>AdamW's decoupled weight decay.</summary>
    public double WeightDecay { get; init; }

    /// <summary>The chance that a unit of a conditioner's last hidden layer is dropped during training.</summary>
    public double Dropout { get; init; }

    /// <summary>The decay of the moving average of the weights that is validated and kept; 0 to keep the weights themselves.</summary>
    public double Averaging { get; init; } = 0.999;

    /// <summary>The most epochs.</summary>
    public int Epochs { get; init; } = 30;

    /// <summary>Epochs without a better held-out likelihood after which to stop.</summary>
    public int Patience { get; init; } = 8;

    /// <summary>Throws when a value makes no sense.</summary>
    /// <exception cref="ArgumentException">One does not.</exception>
    internal void Check()
    {
        OptionCheck.AtLeast("flow couplings", Couplings, 1);
        OptionCheck.AtLeast("flow hidden layers", HiddenLayers, 1);
        OptionCheck.AtLeast("flow hidden width", HiddenWidth, 1);
        OptionCheck.AtLeast("flow bins", Bins, 2);
        OptionCheck.Positive("flow tail bound", TailBound);
        OptionCheck.AtLeast("flow batch size", BatchSize, 1);
        OptionCheck.Positive("flow learning rate", LearningRate);
        OptionCheck.AtLeast("flow plateau epochs", PlateauEpochs, 1);
        OptionCheck.AtLeast("flow clip norm", ClipNorm, 0);
        OptionCheck.AtLeast("flow weight decay", WeightDecay, 0);
        OptionCheck.Fraction("flow dropout", Dropout);
        OptionCheck.Fraction("flow averaging", Averaging);
        OptionCheck.AtLeast("flow epochs", Epochs, 1);
        OptionCheck.AtLeast("flow patience", Patience, 1);
    }
}
