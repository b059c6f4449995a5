using Models.Tests.ModelFile;

namespace Engine.Tests;

/// <summary>A folder with small models that were trained, by the program, on a little of the shipped MD.</summary>
public sealed class TinyModels : IDisposable
{
    /// <summary>The frames of the training trajectory, and of the one that is held out.</summary>
    public const int Frames = 1200;

    private readonly TemporaryFolder folder = new();

    public TinyModels()
    {
        Dipeptide.WriteTrajectory(PathOf("training.xtc"), 0, Frames);
        Dipeptide.WriteTrajectory(PathOf("held-out.xtc"), 1, Frames);
        File.WriteAllText(PathOf("tiny.yaml"), Dipeptide.Configuration("training.xtc", "held-out.xtc"));
        Run("train", "tiny.yaml", "--json", "train.json");
        Run("train", "tiny.yaml", "--out", "wgan.lsbox", "--set", "decoder=wgan", "--set", "wgan-decoder.epochs=1", "--set", "wgan-decoder.hidden=[16]");
        Run("train", "tiny.yaml", "--out", "other.lsbox", "--set", "seed=6", "--set", "backmapper=none", "--set", "flow-decoder.epochs=1");
    }

    private string Folder => Path.GetDirectoryName(PathOf("a"))!;

    public string PathOf(string name) => folder.Path(name);

    internal ProgramResult Run(params string[] arguments) => LatentSimProgram.Run(arguments, Folder).Succeeded();

    public void Dispose() => folder.Dispose();
}
