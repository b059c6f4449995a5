using System.Diagnostics;

namespace Engine.Tests;

/// <summary>latentsim serve as a user starts it.</summary>
public class ServeCommandTests
{
    [Theory]
    [InlineData("nowhere", "there is no such directory")]
    [InlineData(".", "has no run.yaml")]
    public void WhatIsNoRunIsRefusedInALine(string name, string expected)
    {
        using var small = new SmallModelRun();
        ProgramResult result = LatentSimProgram.Run(["serve", small.PathOf(name)]);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(expected, Assert.Single(result.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public void ADirectoryIsServedUntilTheUserInterrupts()
    {
        using var small = new SmallModelRun();
        small.Run("run", 2, 50);
        using Process process = LatentSimProgram.Start(["serve", small.PathOf("run"), "--serve", "0", "--imd", "0"]);
        string? line = process.StandardError.ReadLine();
        Assert.Contains("100 of 100 frames", line);
        Thread.Sleep(500);
        Assert.False(process.HasExited);
        LatentSimProgram.Signal(process, "INT");
        Assert.Equal(0, LatentSimProgram.Finish(process).ExitCode);
    }
}
