using System.Diagnostics;
using System.Security.Cryptography;
using Models.Tests.ModelFile;

namespace Engine.Tests;

/// <summary>A folder with a small model of random weights, and runs of it as processes.</summary>
internal sealed class SmallModelRun : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public SmallModelRun() => TestSimulators.Whole().Save(PathOf("model.lsbox"));

    public string PathOf(string name) => folder.Path(name);

    public string[] RunArguments(string name, int walkers, int frames, double checkpointSeconds = 0.05) =>
    [
        "run", PathOf("model.lsbox"), "--walkers", $"{walkers}", "--frames", $"{frames}", "--out", PathOf(name), "--devices", "cpu:0,cpu:1",
        "--checkpoint-seconds", $"{checkpointSeconds}", "--checkpoint-share", "0.3",
    ];

    public void Run(string name, int walkers, int frames) => LatentSimProgram.Run(RunArguments(name, walkers, frames)).Succeeded();

    public void Resume(string name) => LatentSimProgram.Run(["resume", PathOf(name)]).Succeeded();

    public Process Start(string name, int walkers, int frames) => LatentSimProgram.Start(RunArguments(name, walkers, frames));

    /// <summary>Waits until a run that is under way has made a checkpoint.</summary>
    public void AwaitCheckpoint(string name, Process process)
    {
        while (!File.Exists(Path.Combine(PathOf(name), "checkpoint.msgpack")))
        {
            Assert.False(process.HasExited, "The run ended before its first checkpoint.");
            Thread.Sleep(10);
        }
    }

    /// <summary>Digests of all files that a run promises to be the same, however often it was killed.</summary>
    public Dictionary<string, string> Digests(string name) => Directory.EnumerateFiles(PathOf(name), "*", SearchOption.AllDirectories)
        .Where(file => Path.GetExtension(file) is ".xtc" or ".pdb" or ".lsbox" || Path.GetFileName(file) == "observables.json")
        .ToDictionary(file => Path.GetRelativePath(PathOf(name), file), file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))));

    public void Dispose() => folder.Dispose();
}
