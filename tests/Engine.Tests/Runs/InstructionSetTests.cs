using System.Security.Cryptography;
using Models.Tests.ModelFile;

namespace Engine.Tests.Runs;

/// <summary>A run makes the same files with every instruction set: with those that are chosen, and with those that .NET really has when others are switched off.</summary>
public sealed class InstructionSetTests : IDisposable
{
    private static readonly (string Name, string Value)[] Environments =
    [
        ("LATENTSIM_INSTRUCTIONS", "portable"), ("LATENTSIM_INSTRUCTIONS", "avx2"), ("LATENTSIM_INSTRUCTIONS", "avx512"), ("DOTNET_EnableAVX2", "0"),
        ("DOTNET_EnableHWIntrinsic", "0"),
    ];

    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData("wgan")]
    [InlineData("flow")]
    public void FilesAreTheSame(string decoder)
    {
        TestSimulators.Whole(decoder).Save(folder.Path("model.lsbox"));
        string expected = Digest("plain");
        foreach ((string name, string value) in Environments)
            Assert.Equal((name, value, expected), (name, value, Digest($"{name}-{value}", (name, value))));
    }

    public void Dispose() => folder.Dispose();

    private string Digest(string run, params (string Name, string Value)[] environment)
    {
        string[] arguments = ["run", folder.Path("model.lsbox"), "--walkers", "3", "--frames", "4", "--seed", "5", "--out", folder.Path(run), "--devices", "cpu:0"];
        LatentSimProgram.Run(arguments, null, environment).Succeeded();
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        string[] files = [.. Directory.EnumerateFiles(folder.Path(run), "*.xtc", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        Assert.NotEmpty(files);
        foreach (string file in files)
            digest.AppendData(File.ReadAllBytes(file));
        return Convert.ToHexString(digest.GetHashAndReset());
    }
}
