using LatentSim.Engine.Configuration;
using LatentSim.Models.Training;
using LatentSim.Models.Weights;
using LatentSim.Molecules.ForceFields;

namespace LatentSim.Engine.Training;

/// <summary>The settings of the published backmapper as the options of its training.</summary>
internal static class VoxelOptionsChoice
{
    /// <summary>Translates all of them.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="validation">The fraction of each trajectory that is held out.</param>
    /// <param name="forceField">That of the energy term, if there is one.</param>
    public static VoxelBackmapperOptions Of(VoxelSettings settings, double validation, ForceField? forceField) => new()
    {
        UsesPrevious = settings.Previous,
        Orientation = settings.Orientation == "sites" ? VoxelOrientation.Sites : VoxelOrientation.Random,
        Grid = new VoxelGrid(settings.Grid, settings.Width, settings.Deviation),
        LatentSize = settings.Latent,
        EncoderChannels = settings.EncoderChannels,
        DecoderChannels = settings.DecoderChannels,
        BatchSize = settings.BatchSize,
        LearningRate = settings.LearningRate,
        Schedule = settings.Schedule == "cosine" ? LearningRateSchedule.Cosine : LearningRateSchedule.Constant,
        Steps = settings.Steps,
        Minutes = settings.Minutes,
        ValidationInterval = settings.ValidationInterval,
        Weights = Weights(settings),
        Energy = forceField,
        EnergyStart = settings.EnergyStart,
        EnergyAnneal = settings.EnergyAnneal,
        MostEnergy = settings.EnergyLimit ?? double.PositiveInfinity,
        FirstClipNorm = settings.FirstClip,
        ClipNorm = settings.Clip,
        DivergenceCycles = settings.DivergenceCycles,
        DivergenceCentre = settings.DivergenceCentre,
        DivergenceWidth = settings.DivergenceWidth,
        PreviousNoise = settings.PreviousNoise,
        Components = settings.Components,
        ValidationFraction = validation,
    };

    private static VoxelLossWeights Weights(VoxelSettings settings) => new()
    {
        Voxels = settings.VoxelWeight,
        Coordinates = settings.CoordinateWeight,
        Coarse = settings.CoarseWeight,
        Distances = settings.DistanceWeight,
        FirstEnergy = settings.EnergyFirstWeight,
        LastEnergy = settings.EnergyWeight,
        Divergence = settings.DivergenceWeight,
    };
}
