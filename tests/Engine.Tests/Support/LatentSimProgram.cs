using System.Diagnostics;
using LatentSim.Engine.Commands;

namespace Engine.Tests;

/// <summary>The program as a user starts it: a process of its own.</summary>
internal static class LatentSimProgram
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Starts it, as in the foreground of a terminal: a shell has programs ignore Ctrl-C whose tests run in the background.</summary>
    public static Process Start(IEnumerable<string> arguments, string? folder = null, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("env") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder ?? "" };
        start.ArgumentList.Add("--default-signal=INT");
        start.ArgumentList.Add("dotnet");
        start.ArgumentList.Add(typeof(CommandHost).Assembly.Location);
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["OMP_NUM_THREADS"] = "1";
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>Runs it to its end.</summary>
    public static ProgramResult Run(IEnumerable<string> arguments, string? folder = null, params (string Name, string Value)[] environment)
    {
        using Process process = Start(arguments, folder, environment);
        return Finish(process);
    }

    /// <summary>Sends a signal; INT is Ctrl-C.</summary>
    public static void Signal(Process process, string name)
    {
        using Process kill = Process.Start("kill", [$"-{name}", $"{process.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>Waits for the end of a process.</summary>
    public static ProgramResult Finish(Process process)
    {
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill();
            throw new TimeoutException($"Waited {Patience} for latentsim to end.");
        }

        return new ProgramResult(process.ExitCode, output.Result, errors.Result);
    }
}

/// <summary>How a process ended, and what it said.</summary>
internal sealed record ProgramResult(int ExitCode, string Output, string Errors)
{
    /// <summary>What it said when it was expected to succeed.</summary>
    public ProgramResult Succeeded()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}: {Errors}");
        return this;
    }
}
