using LatentSim.Engine.Configuration;
using LatentSim.Models.Training;
using LatentSim.Models.Weights;
using LatentSim.Molecules.ForceFields;

namespace LatentSim.Engine.Training;

/// <summary>A configuration's settings as the options of training.</summary>
internal static class TrainingOptionsChoice
{
    /// <summary>Translates all of them.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="deflated">The features that encoder.deflate names.</param>
    /// <param name="forceField">What data.energy names; null where no loss needs it.</param>
    public static TrainingOptions Of(SystemConfiguration settings, IReadOnlyList<DeflatedColumn> deflated, ForceField? forceField = null) => new()
    {
        LagTime = settings.Lag,
        Torch = new TorchSettings { Seed = settings.Seed, Threads = settings.Threads },
        Srv = settings.Encoder.Kind == "none" ? null : Encoder(settings.Encoder, settings.Validation) with { Deflate = deflated },
        Propagator = Propagator(settings.Propagator, settings.Validation),
        Decoder = settings.Decoder switch
        {
            "wgan" => DecoderKind.Wgan,
            "none" => DecoderKind.None,
            _ => DecoderKind.Flow,
        },
        FlowDecoder = Decoder(settings.FlowDecoder, settings.Validation),
        Wgan = Wgan(settings.WganDecoder),
        Backmapper = settings.Backmapper switch
        {
            "none" => BackmapperKind.None,
            "voxel" => BackmapperKind.Voxel,
            _ => BackmapperKind.Flow,
        },
        FlowBackmapper = Backmapper(settings.FlowBackmapper, settings.Validation, forceField),
        VoxelBackmapper = VoxelOptionsChoice.Of(settings.VoxelBackmapper, settings.Validation, forceField),
    };

    private static SrvOptions Encoder(EncoderSettings settings, double validation) => new()
    {
        Eigenfunctions = settings.Functions,
        Dimension = settings.Dimension,
        DropModes = settings.DropModes,
        HiddenLayers = settings.Hidden.Count,
        HiddenWidth = settings.Hidden[0],
        BatchSize = settings.BatchSize,
        LearningRate = settings.LearningRate,
        Schedule = settings.Schedule == "cosine" ? LearningRateSchedule.Cosine : LearningRateSchedule.Constant,
        WeightDecay = settings.WeightDecay,
        Epochs = settings.Epochs,
        Patience = settings.Patience,
        ValidationFraction = validation,
    };

    private static MixtureDensityOptions Propagator(PropagatorSettings settings, double validation) => new()
    {
        Components = settings.Components,
        HiddenLayers = settings.Hidden.Count,
        HiddenWidth = settings.Hidden[0],
        TimeReversal = settings.TimeReversal,
        BatchSize = settings.BatchSize,
        LearningRate = settings.LearningRate,
        Schedule = LearningRateSchedule.Cosine,
        Epochs = settings.Epochs,
        Patience = settings.Patience,
        ValidationFraction = validation,
    };

    private static FlowDecoderOptions Decoder(FlowSettings settings, double validation) => new()
    {
        Flow = Flow(settings),
        Coordinates = CoordinatesOf(settings.Coordinates),
        ValidationFraction = validation,
        Contacts = settings.Contacts,
    };

    private static FlowBackmapperOptions Backmapper(FlowSettings settings, double validation, ForceField? forceField) => new()
    {
        Flow = Flow(settings),
        UsesPrevious = settings.Previous,
        References = settings.References == "narrow" ? BackmapperReferences.Narrow : BackmapperReferences.Bonds,
        TimeReversal = settings.TimeReversal,
        Energy = settings.EnergyWeight > 0 && forceField is not null ? new DrawnEnergyOptions(forceField, settings.EnergyWeight, settings.EnergyEpoch) : null,
        ValidationFraction = validation,
        Contacts = settings.Contacts,
    };

    private static SplineFlowOptions Flow(FlowSettings settings) => new()
    {
        Couplings = settings.Couplings,
        HiddenLayers = settings.Hidden.Count,
        HiddenWidth = settings.Hidden[0],
        Activation = ActivationOf(settings.Activation),
        Bins = settings.Bins,
        BatchSize = settings.BatchSize,
        LearningRate = settings.LearningRate,
        WeightDecay = settings.WeightDecay,
        Dropout = settings.Dropout,
        Epochs = settings.Epochs,
        Patience = settings.Patience,
    };

    private static WganOptions Wgan(WganSettings settings) => new()
    {
        NoiseSize = settings.Noise,
        HiddenLayers = settings.Hidden.Count,
        HiddenWidth = settings.Hidden[0],
        PenaltyWeight = settings.GradientPenalty,
        CriticSteps = settings.CriticSteps,
        LearningRate = settings.LearningRate,
        BatchSize = settings.BatchSize,
        Epochs = settings.Epochs,
        Patience = settings.Patience,
    };

    private static DecoderCoordinates CoordinatesOf(string name) => name switch
    {
        "bonds" => DecoderCoordinates.Bonds,
        "midpoints" => DecoderCoordinates.Midpoints,
        _ => DecoderCoordinates.Auto,
    };

    private static Activation ActivationOf(string name) => name switch
    {
        "swish" => Activation.Swish,
        "tanh" => Activation.Tanh,
        _ => Activation.Relu,
    };
}
