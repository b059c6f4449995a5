using LatentSim.Engine.Runs;
using LatentSim.Molecules;
using Models.Tests.ModelFile;

namespace LatentSim.Engine.Tests.Runs;

public class RunSettingsFileTests
{
    private static readonly RunSettings Settings = new()
    {
        Seed = ulong.MaxValue,
        Walkers = 100_000,
        Frames = 1L << 40,
        Devices = ["cpu:0", "cpu:12"],
        Stages = ["propagator", "decoder"],
        ModelHash = new string('e', 64),
        WalkersPerShard = 256,
        CheckpointSeconds = 0.25,
    };

    [Fact]
    public void SettingsComeBackAsTheyWere()
    {
        RunSettings read = WriteAndRead(text => text);
        Assert.Equal(Settings with { Devices = read.Devices, Stages = read.Stages }, read);
        Assert.Equal(Settings.Devices, read.Devices);
        Assert.Equal(Settings.Stages, read.Stages);
        Assert.Equal(Settings.Key(), read.Key());
    }

    [Fact]
    public void EnergiesComeBackAndBelongToTheKeyOnlyWhereThereAreSome()
    {
        RunSettings settings = Settings with { Stages = StageNames.All, EnergyHash = new string('f', 64), MostEnergy = -12.25 };
        RunSettings read = WriteAndRead(text => text, settings);
        Assert.Equal((settings.EnergyHash, settings.MostEnergy), (read.EnergyHash, read.MostEnergy));
        Assert.Equal(settings.Key(), read.Key());
        Assert.NotEqual(settings.Key(), (settings with { MostEnergy = -12 }).Key());
        Assert.NotEqual((settings with { MostEnergy = null }).Key(), (settings with { MostEnergy = null, EnergyHash = null }).Key());
        Assert.Throws<InvalidInputException>(() => WriteAndRead(text => text.Replace("energy: system.xml", "energy: ../other.xml"), settings));
        Assert.Throws<InvalidInputException>(() => WriteAndRead(text => text.Replace("-12.25", ".inf"), settings));
    }

    [Theory]
    [InlineData("walkers:", "walkrs:", "line 3")]
    [InlineData("frames: ", "frames: many", "line 5")]
    [InlineData("walkers: 100000", "", "walkers")]
    [InlineData("walkers: 100000", "walkers: -1", "walkers")]
    [InlineData("[propagator, decoder]", "[decoder]", "stages")]
    [InlineData("checkpoint-seconds: 0.25", "checkpoint-seconds: .nan", "checkpoint-seconds")]
    public void ATypoIsNamedWithItsPlace(string good, string bad, string place)
    {
        InvalidInputException exception = Assert.Throws<InvalidInputException>(() => WriteAndRead(text => text.Replace(good, bad)));
        Assert.Equal(place, exception.Position);
        Assert.EndsWith("run.yaml", exception.Input);
    }

    [Fact]
    public void AnEmptyFileIsRefused() => Assert.Throws<InvalidInputException>(() => WriteAndRead(_ => ""));

    [Theory]
    [InlineData(64, 2, 16)]
    [InlineData(1, 8, 1)]
    [InlineData(100_000, 2, 256)]
    public void ShardsAreTwoASlotButNotTooLarge(int walkers, int slots, int expected) =>
        Assert.Equal(expected, RunSettings.DefaultWalkersPerShard(walkers, slots));

    private static RunSettings WriteAndRead(Func<string, string> change, RunSettings? settings = null)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Path("run.yaml");
        RunSettingsFile.Write(path, settings ?? Settings);
        File.WriteAllText(path, change(File.ReadAllText(path)));
        return RunSettingsFile.Read(path);
    }
}
