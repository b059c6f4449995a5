using LatentSim.Models.Integrators;
using LatentSim.Models.Weights;

namespace LatentSim.Models.Training;

/// <summary>
/// How the published integrator is trained. Sizes are those of the authors' released code (Kadupitiya, Fox and Jadhao 2020), which differs from the paper's
/// text: that wraps layers with tanh and has a dropout of 0.15, a learning rate of 5e-4 and 256 windows a batch.
/// </summary>
public sealed record LstmIntegratorOptions
{
    /// <summary>Frames that the network reads, S_R.</summary>
    public int Window { get; init; } = 5;

    /// <summary>Units of each layer of long short-term memory.</summary>
    public IReadOnlyList<int> Units { get; init; } = [32, 32];

    /// <summary>What wraps the output of each layer.</summary>
    public Activation Activation { get; init; } = Activation.Relu;

    /// <summary>Whether the output of each layer is normalized by batch before it is wrapped.</summary>
    public bool BatchNormalization { get; init; } = true;

    /// <summary>The chance that an output of a layer is left out of a training step.</summary>
    public double Dropout { get; init; } = 0.1;

    /// <summary>Whether the network gives the change of the frame and not the next frame. Not published.</summary>
    public bool Residual { get; init; }

    /// <summary>Steps, each on the network's own output, that the loss is the mean of; 1 is the published loss.</summary>
    public int RollOut { get; init; } = 1;

    /// <summary>Windows a batch, at most.</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>Adam's first learning rate.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>How the learning rate changes.</summary>
    public LearningRateSchedule Schedule { get; init; } = LearningRateSchedule.Cosine;

    /// <summary>Epochs without improvement after which a plateau schedule halves the rate.</summary>
    public int PlateauEpochs { get; init; } = 5;

    /// <summary>The most epochs.</summary>
    public int Epochs { get; init; } = 60;

    /// <summary>Windows that an epoch trains on, at most: another random choice each epoch.</summary>
    public int WindowsPerEpoch { get; init; } = 40_000;

    /// <summary>Epochs without a smaller held-out loss after which to stop.</summary>
    public int Patience { get; init; } = 20;

    /// <summary>The fraction of all windows that is held out; published.</summary>
    public double ValidationFraction { get; init; } = 0.2;

    /// <summary>Held-out windows, at most, that the loss is measured on.</summary>
    public int ValidationWindows { get; init; } = 10_000;

    /// <summary>Throws when a value makes no sense.</summary>
    /// <exception cref="ArgumentException">One does not.</exception>
    internal void Check()
    {
        Between("lstm window", Window, LstmIntegratorWeights.MostFrames);
        Between("lstm layers", Units.Count, LstmIntegratorWeights.MostLayers);
        foreach (int units in Units)
            Between("lstm units", units, LstmIntegratorWeights.MostUnits);
        if (!Enum.IsDefined(Activation))
            throw new ArgumentException($"lstm activation is {(int)Activation}, expected one that is known.");
        OptionCheck.Fraction("lstm dropout", Dropout);
        OptionCheck.AtLeast("lstm roll-out", RollOut, 1);
        OptionCheck.AtLeast("lstm batch size", BatchSize, 2);
        OptionCheck.Positive("lstm learning rate", LearningRate);
        OptionCheck.AtLeast("lstm plateau epochs", PlateauEpochs, 1);
        OptionCheck.AtLeast("lstm epochs", Epochs, 1);
        OptionCheck.AtLeast("lstm windows per epoch", WindowsPerEpoch, BatchSize);
        OptionCheck.AtLeast("lstm patience", Patience, 1);
        OptionCheck.Fraction("lstm validation fraction", ValidationFraction);
        OptionCheck.Positive("lstm validation fraction", ValidationFraction);
        OptionCheck.AtLeast("lstm validation windows", ValidationWindows, 1);
    }

    private static void Between(string option, int value, int most)
    {
        OptionCheck.AtLeast(option, value, 1);
        if (value > most)
            throw new ArgumentException($"{option} is {value}, expected at most {most}.");
    }
}
