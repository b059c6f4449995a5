using LatentSim.Models.Training;

namespace LatentSim.Engine.Configuration;

/// <summary>The published recurrent integrator (Kadupitiya, Fox and Jadhao 2020).</summary>
public sealed class LstmSettings
{
    /// <summary>The frames that it reads, S_R.</summary>
    public int Window { get; set; } = 5;

    /// <summary>The units of each layer of long short-term memory.</summary>
    public List<int> Units { get; set; } = [32, 32];

    /// <summary>What wraps each layer's output: relu or tanh.</summary>
    public string Activation { get; set; } = "relu";

    /// <summary>Whether each layer's output is normalized by batch.</summary>
    public bool BatchNormalization { get; set; } = true;

    /// <summary>The chance that an output of a layer is left out while training.</summary>
    public double Dropout { get; set; } = 0.1;

    /// <summary>Whether the network gives the change of a frame.</summary>
    public bool Residual { get; set; }

    /// <summary>Steps, each on the network's own output, that the loss is the mean of.</summary>
    public int RollOut { get; set; } = 1;

    /// <summary>Windows in a batch.</summary>
    public int BatchSize { get; set; } = 128;

    /// <summary>Adam's learning rate at the start.</summary>
    public double LearningRate { get; set; } = 0.001;

    /// <summary>How the learning rate changes: constant, plateau or cosine.</summary>
    public string Schedule { get; set; } = "cosine";

    /// <summary>Epochs at most.</summary>
    public int Epochs { get; set; } = 60;

    /// <summary>Windows that an epoch trains on, at most.</summary>
    public int WindowsPerEpoch { get; set; } = 40_000;

    /// <summary>Epochs without a smaller held-out loss before training stops.</summary>
    public int Patience { get; set; } = 20;

    /// <summary>The fraction of all windows that is held out.</summary>
    public double Validation { get; set; } = 0.2;

    /// <summary>As the options of training.</summary>
    internal LstmIntegratorOptions Options => new()
    {
        Window = Window,
        Units = Units,
        Activation = Activation == "tanh" ? Models.Weights.Activation.Tanh : Models.Weights.Activation.Relu,
        BatchNormalization = BatchNormalization,
        Dropout = Dropout,
        Residual = Residual,
        RollOut = RollOut,
        BatchSize = BatchSize,
        LearningRate = LearningRate,
        Schedule = Schedule switch
        {
            "constant" => LearningRateSchedule.Constant,
            "plateau" => LearningRateSchedule.Plateau,
            _ => LearningRateSchedule.Cosine,
        },
        Epochs = Epochs,
        WindowsPerEpoch = WindowsPerEpoch,
        Patience = Patience,
        ValidationFraction = Validation,
    };

    internal void Validate(SettingCheck check, int frames)
    {
        check.That(Window is > 0 and <= 1024, "lstm.window", "1 to 1024 frames", Window);
        check.That(
            Units.Count is > 0 and <= 16 && Units.All(units => units is > 0 and <= 4096), "lstm.units", "1 to 16 layers of 1 to 4096 units, such as [32, 32]", $"[{string.Join(", ", Units)}]");
        check.OneOf("lstm.activation", Activation, "relu", "tanh");
        check.Share("lstm.dropout", Dropout);
        check.Positive("lstm.roll-out", RollOut);
        check.That(BatchSize >= 2, "lstm.batch-size", "a whole number of at least 2", BatchSize);
        check.Positive("lstm.learning-rate", LearningRate);
        check.OneOf("lstm.schedule", Schedule, "constant", "plateau", "cosine");
        check.Positive("lstm.epochs", Epochs);
        check.That(WindowsPerEpoch >= BatchSize, "lstm.windows-per-epoch", "at least lstm.batch-size", WindowsPerEpoch);
        check.Positive("lstm.patience", Patience);
        check.Fraction("lstm.validation", Validation);
        check.That(frames >= Window + RollOut, "particles.duration", $"enough for {Window + RollOut} frames, lstm.window and lstm.roll-out", $"{frames} frames");
    }
}
