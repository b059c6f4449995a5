using Models.Tests.ModelFile;

namespace Engine.Tests;

public sealed class DemoTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void TheShippedModelIsStreamedAndComparedWithoutTheNativeLibrary()
    {
        string run = folder.Path("demo");

        ProgramResult result = LatentSimProgram.Run(
            ["demo", "--walkers", "4", "--frames", "100", "--out", run, "--json", folder.Path("demo.json")], environment: ("LATENTSIM_TORCH", "/nowhere/libLatentTorch.so"));

        result.Succeeded();
        Assert.Contains("free energy F(phi, psi)", result.Output, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(run, "report.html"), result.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(run, "report.html")));
        Assert.True(File.Exists(folder.Path("demo.json")));
    }

    [Theory]
    [InlineData("train")]
    [InlineData("run")]
    [InlineData("resume")]
    [InlineData("evaluate")]
    [InlineData("info")]
    [InlineData("demo")]
    [InlineData("bench")]
    public void EveryCommandHasHelpAndWritesItsFiguresAsJson(string command)
    {
        string help = LatentSimProgram.Run([command, "--help"]).Succeeded().Output;

        Assert.Contains("Usage:", help, StringComparison.Ordinal);
        Assert.Contains("--json <FILE>", help, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();
}
