using LatentSim.Engine.Configuration;
using LatentSim.Molecules;
using Models.Tests.ModelFile;

namespace Engine.Tests;

/// <summary>A folder with configurations to be read.</summary>
internal sealed class ConfigurationFolder : IDisposable
{
    /// <summary>A configuration with all that is required.</summary>
    public const string Smallest = "name: small\ndata:\n  topology: a.pdb\nlag: 5\ncoarse: name CA\n";

    private readonly TemporaryFolder folder = new();

    public string PathOf(string name) => folder.Path(name);

    public string Write(string text, string name = "system.yaml")
    {
        File.WriteAllText(PathOf(name), text);
        return PathOf(name);
    }

    public ConfigurationFile Load(string text, params string[] overrides) => ConfigurationFile.Load(Write(text), overrides);

    public string ErrorOf(string text, params string[] overrides) =>
        Assert.Throws<InvalidInputException>(() => Load(text, overrides)).Message;

    public void Dispose() => folder.Dispose();
}
