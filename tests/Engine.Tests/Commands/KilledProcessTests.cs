using System.Diagnostics;

namespace Engine.Tests;

/// <summary>Processes that end before their run does.</summary>
public sealed class KilledProcessTests : IDisposable
{
    private const int Walkers = 12;
    private const int Frames = 1200;
    private static readonly string[] Slots = ["cpu:0", "cpu:0,cpu:1", "cpu:1", "cpu:0,cpu:1,cpu:2"];
    private readonly SmallModelRun runs = new();

    [Fact]
    public void KilledAtAnyMomentsAndResumedTheFilesAreThoseOfARunThatWasNot()
    {
        runs.Run("whole", Walkers, Frames);
        var random = new Random(17);

        Kill(LatentSimProgram.Start(runs.RunArguments("killed", Walkers, Frames)), "killed", random);
        for (int i = 0; i < 4; i++)
            Kill(LatentSimProgram.Start(["resume", runs.PathOf("killed"), "--devices", Slots[random.Next(Slots.Length)]]), "killed", random);
        Directory.Move(runs.PathOf("killed"), runs.PathOf("moved"));
        runs.Resume("moved");

        Assert.Equal(runs.Digests("whole"), runs.Digests("moved"));
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public void AskedToEndItMakesACheckpointSaysHowToGoOnAndLoadsNoTorch(string signal)
    {
        using Process process = runs.Start("stopped", Walkers, 1_000_000);
        runs.AwaitCheckpoint("stopped", process);
        string maps = OperatingSystem.IsLinux() ? File.ReadAllText($"/proc/{process.Id}/maps") : "";

        LatentSimProgram.Signal(process, signal);
        ProgramResult result = LatentSimProgram.Finish(process).Succeeded();

        Assert.Contains("go on with: latentsim resume", result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("libtorch", maps, StringComparison.Ordinal);
        Assert.DoesNotContain("LatentTorch", maps, StringComparison.Ordinal);
        Assert.Contains("latentsim.dll", maps, StringComparison.Ordinal);
    }

    [Fact]
    public void AnExtendedRunThatIsKilledIsStillThatOfItsLength()
    {
        runs.Run("whole", Walkers, Frames);
        runs.Run("longer", Walkers, Frames / 10);
        string[] extend = ["extend", runs.PathOf("longer"), "--frames", $"{Frames}"];
        Kill(LatentSimProgram.Start(extend), "longer", new Random(3));
        runs.Resume("longer");
        LatentSimProgram.Run(extend).Succeeded();
        ProgramResult shorter = LatentSimProgram.Run(["extend", runs.PathOf("longer"), "--frames", "5"]);
        ProgramResult again = LatentSimProgram.Run(extend).Succeeded();

        Assert.Equal(runs.Digests("whole"), runs.Digests("longer"));
        Assert.Equal(2, shorter.ExitCode);
        Assert.Contains("expected as many or more", shorter.Errors, StringComparison.Ordinal);
        Assert.Contains("complete already", again.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("0 of 0 frames", again.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void TwoProcessesCannotRunInOneDirectory()
    {
        using Process process = runs.Start("busy", Walkers, 1_000_000);
        runs.AwaitCheckpoint("busy", process);

        ProgramResult second = LatentSimProgram.Run(["resume", runs.PathOf("busy")]);
        process.Kill();
        process.WaitForExit();

        Assert.Equal(2, second.ExitCode);
        Assert.Contains("another process is running in this directory", second.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => runs.Dispose();

    // At a moment after the run has been created, which may be before its first checkpoint or after its last frame.
    private void Kill(Process process, string name, Random random)
    {
        while (!File.Exists(Path.Combine(runs.PathOf(name), "run.yaml")) && !process.HasExited)
            Thread.Sleep(5);
        process.WaitForExit(random.Next(20, 900));
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }
}
