using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Engine.Tests;

namespace LatentSim.Engine.Tests.Live.Session;

/// <summary>--log-format, as programs that read the log see it.</summary>
public class LogFormatTests
{
    [Fact]
    public void AsJsonEveryLineIsAnObjectThatSaysWhatHappens()
    {
        using var run = new SmallModelRun();
        ProgramResult result = LatentSimProgram.Run([.. run.RunArguments("run", walkers: 4, frames: 2000, checkpointSeconds: 60), "--log-format", "json", "--imd", "0"]).Succeeded();

        Assert.Empty(result.Output);
        JsonElement[] lines = LinesOf(result);
        string[] events = [.. lines.Select(line => line.GetProperty("event").GetString()!)];
        Assert.Equal("start", events[0]);
        Assert.Contains("server", events);
        JsonElement progress = lines[Array.IndexOf(events, "progress")];
        Assert.Equal(8000, progress.GetProperty("framesAsked").GetInt64());
        Assert.InRange(progress.GetProperty("frames").GetInt64(), 1, 8000);
        Assert.True(progress.GetProperty("framesPerSecond").GetDouble() > 0);
        Assert.True(progress.GetProperty("secondsLeft").GetDouble() >= 0);
        JsonElement end = lines[Array.IndexOf(events, "end")];
        Assert.Equal(("completed", 8000), (end.GetProperty("outcome").GetString(), end.GetProperty("framesWritten").GetInt64()));
        Assert.Contains(lines, line => line.GetProperty("text").GetString()!.StartsWith("complete in ", StringComparison.Ordinal));
    }

    [Fact]
    public void AFailureIsALineToo()
    {
        ProgramResult result = LatentSimProgram.Run(["resume", "/nowhere/at/all", "--log-format", "json"]);
        Assert.Equal(2, result.ExitCode);
        JsonElement line = Assert.Single(LinesOf(result));
        Assert.Equal(("error", "error"), (line.GetProperty("level").GetString(), line.GetProperty("event").GetString()));
        Assert.Contains("there is no such directory", line.GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void OptionsThatAreNotUnderstoodAreLinesToo()
    {
        ProgramResult result = LatentSimProgram.Run(["resume", "/nowhere/at/all", "--log-format", "json", "--backwards"]);
        Assert.Equal(2, result.ExitCode);
        JsonElement[] lines = LinesOf(result);
        Assert.Contains("--backwards", lines[0].GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal(2, LatentSimProgram.Run(["resume", "/nowhere/at/all", "--log-format", "xml"]).ExitCode);
    }

    [Fact]
    public void AsTextTheLinesAreThoseForPeople()
    {
        using var run = new SmallModelRun();
        string[] arguments = run.RunArguments("run", walkers: 4, frames: 200_000, checkpointSeconds: 60);
        using Process process = LatentSimProgram.Start(arguments);
        string first = process.StandardError.ReadLine()!;
        string second = process.StandardError.ReadLine()!;
        LatentSimProgram.Signal(process, "INT");
        ProgramResult result = LatentSimProgram.Finish(process).Succeeded();

        Assert.Contains(": 4 walkers of 200,000 frames", first, StringComparison.Ordinal);
        Assert.Matches(@"^ +\d+\.\d %  [\d,]+ of 800,000 frames  [\d,]+ frames/s  .*/day  .* left$", second);
        Assert.Matches(@"peak memory .*\nstopped at a checkpoint; go on with: latentsim resume .*\n$", result.Errors);
    }

    private static JsonElement[] LinesOf(ProgramResult result)
    {
        JsonElement[] lines = [.. result.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
        foreach (JsonElement line in lines)
        {
            string time = line.GetProperty("time").GetString()!;
            Assert.EndsWith("Z", time, StringComparison.Ordinal);
            Assert.InRange(DateTimeOffset.Parse(time, CultureInfo.InvariantCulture), DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddMinutes(1));
            Assert.Contains(line.GetProperty("level").GetString(), new[] { "information", "warning", "error" });
        }

        return lines;
    }
}
