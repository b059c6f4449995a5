using LatentSim.Engine.Configuration;
using LatentSim.Molecules;

namespace Engine.Tests;

public sealed class ConfigurationFileTests : IDisposable
{
    private readonly ConfigurationFolder folder = new();

    [Fact]
    public void ATextWithoutOverridesIsKeptAsItIs()
    {
        const string text = ConfigurationFolder.Smallest + "# a comment\n";

        Assert.Equal(text, folder.Load(text).Text);
    }

    [Fact]
    public void OverridesReplaceSettingsInTheTextToo()
    {
        ConfigurationFile configuration = folder.Load(
            ConfigurationFolder.Smallest + "encoder:\n  epochs: 3\n  patience: 4\n", "encoder.epochs=50", "flow-decoder.hidden=[7, 7]", "name=other");

        Assert.Equal(50, configuration.Settings.Encoder.Epochs);
        Assert.Equal(4, configuration.Settings.Encoder.Patience);
        Assert.Equal([7, 7], configuration.Settings.FlowDecoder.Hidden);
        Assert.Equal("other", configuration.Settings.Name);
        Assert.Equal(50, folder.Load(configuration.Text).Settings.Encoder.Epochs);
    }

    [Fact]
    public void SettingsOfABaseHoldWhereTheFileHasNone()
    {
        folder.Write(ConfigurationFolder.Smallest + "seed: 3\nencoder:\n  epochs: 3\n  hidden: [5, 5]\n", "base.yaml");

        ConfigurationFile configuration = folder.Load("base: base.yaml\nname: above\nencoder:\n  hidden: [9]\n", "seed=8");

        Assert.Equal("above", configuration.Settings.Name);
        Assert.Equal(3, configuration.Settings.Encoder.Epochs);
        Assert.Equal([9], configuration.Settings.Encoder.Hidden);
        Assert.Equal(8, configuration.Settings.Seed);
        Assert.DoesNotContain("base", configuration.Text, StringComparison.Ordinal);
        Assert.Equal("above", folder.Load(configuration.Text).Settings.Name);
    }

    [Fact]
    public void PatternsGiveFilesInTheOrderOfTheirNames()
    {
        foreach (string name in new[] { "b-2.xtc", "b-1.xtc", "a.xtc" })
            folder.Write("", name);
        ConfigurationFile configuration = folder.Load(ConfigurationFolder.Smallest);

        IReadOnlyList<string> found = configuration.Resolve("data.training", ["b-*.xtc", "a.xtc"]);

        Assert.Equal(["b-1.xtc", "b-2.xtc", "a.xtc"], found.Select(Path.GetFileName));
    }

    [Fact]
    public void TheFolderOfTheDataCanBeSaidOnTheCommandLine()
    {
        Directory.CreateDirectory(folder.PathOf("elsewhere"));
        folder.Write("", Path.Combine("elsewhere", "a.xtc"));
        string file = folder.Write(ConfigurationFolder.Smallest, "system.yaml");

        ConfigurationFile configuration = ConfigurationFile.Load(file, ["data.folder=elsewhere"]);

        Assert.Equal(folder.PathOf(Path.Combine("elsewhere", "a.xtc")), Assert.Single(configuration.Resolve("data.training", ["a.xtc"])));
    }

    [Theory]
    [InlineData("c-*.xtc", "data.training: nothing matches")]
    [InlineData("c.xtc", "data.training: there is no file")]
    [InlineData("nowhere/*.xtc", "data.training: nothing matches")]
    public void AFileThatIsNotThereIsNamedWithItsSetting(string pattern, string says)
    {
        ConfigurationFile configuration = folder.Load(ConfigurationFolder.Smallest);

        var error = Assert.Throws<InvalidInputException>(() => configuration.Resolve("data.training", [pattern]));

        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("adp.yaml", "flow")]
    [InlineData("adp-wgan.yaml", "wgan")]
    public void ShippedConfigurationsAreRightAndTheirTrainingDataAreThere(string name, string decoder)
    {
        ConfigurationFile configuration = ConfigurationFile.Load(RepositoryRoot.File("config", name));

        Assert.Equal(decoder, configuration.Settings.Decoder);
        Assert.Equal(Path.GetFileNameWithoutExtension(name), configuration.Settings.Name);
        Assert.Equal(4, configuration.Resolve("data.training", configuration.Settings.Data.Training).Count);
    }

    [Theory]
    [InlineData("four-well", "chain", "none")]
    [InlineData("four-well-brownian", "brownian", "none")]
    [InlineData("four-well-srv", "chain", "srv")]
    public void ShippedConfigurationsOfPlainNumbersAreRight(string name, string process, string encoder)
    {
        SystemConfiguration settings = ConfigurationFile.Load(RepositoryRoot.File("config", name + ".yaml")).Settings;

        Assert.Equal((name, process, encoder), (settings.Name, settings.Reference.Process, settings.Encoder.Kind));
        Assert.Equal(5_000_000, settings.Reference.Frames);
    }

    public void Dispose() => folder.Dispose();
}
