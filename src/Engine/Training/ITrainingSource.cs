using LatentSim.Engine.Configuration;
using LatentSim.Models.ModelFile;
using LatentSim.Models.Training;

namespace LatentSim.Engine.Training;

/// <summary>What a model is trained on, read and checked.</summary>
internal interface ITrainingSource
{
    /// <summary>The files it came from.</summary>
    IEnumerable<DataFile> Files { get; }

    /// <summary>The molecule; null for a system of plain numbers.</summary>
    Molecule? Molecule { get; }

    /// <summary>The features that encoder.deflate names.</summary>
    IReadOnlyList<DeflatedColumn> Deflated { get; }

    /// <summary>The time between frames.</summary>
    double FrameSpacing { get; }

    /// <summary>What was read, in a line.</summary>
    string Describe(SystemConfiguration settings);

    /// <summary>What the encoder sees of it: [frame, feature] of each trajectory.</summary>
    IReadOnlyList<float[,]> Features();

    /// <summary>Trains all stages on it.</summary>
    TrainedStages Train(TrainingOptions options, ITrainingProgress progress, TrainingInterrupt interrupt);
}
