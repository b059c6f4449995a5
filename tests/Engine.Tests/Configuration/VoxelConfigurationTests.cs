using LatentSim.Engine.Configuration;
using LatentSim.Engine.Training;
using LatentSim.Models.Training;
using LatentSim.Molecules.ForceFields;

namespace Engine.Tests;

public sealed class VoxelConfigurationTests
{
    private static readonly ConfigurationFile Shipped = ConfigurationFile.Load(RepositoryRoot.File("config", "adp-voxel.yaml"), []);

    [Fact]
    public void TheDefaultsAreThePublishedOptions()
    {
        VoxelBackmapperOptions expected = new() { ValidationFraction = 0.2 };
        Assert.Equal(expected, VoxelOptionsChoice.Of(new VoxelSettings(), 0.2, null));
    }

    [Fact]
    public void SettingsBecomeOptions()
    {
        ForceField? forceField = TrainingForceField.Load(Shipped);
        TrainingOptions options = TrainingOptionsChoice.Of(Shipped.Settings, [], forceField);

        Assert.Equal(BackmapperKind.Voxel, options.Backmapper);
        Assert.Equal(22, options.VoxelBackmapper.Energy!.AtomCount);
        Assert.Equal(VoxelOrientation.Sites, options.VoxelBackmapper.Orientation);
        Assert.Equal(LearningRateSchedule.Cosine, options.VoxelBackmapper.Schedule);
        Assert.Equal(20, options.VoxelBackmapper.Weights.Coarse);
        Assert.Equal(5000, options.VoxelBackmapper.MostEnergy);
    }

    [Fact]
    public void WithoutAnEnergyTermNoForceFieldIsRead()
    {
        ConfigurationFile configuration = ConfigurationFile.Load(Shipped.FilePath, ["voxel-backmapper.energy-weight=0", "data.energy=nowhere.xml"]);
        Assert.Null(TrainingForceField.Load(configuration));
    }
}
