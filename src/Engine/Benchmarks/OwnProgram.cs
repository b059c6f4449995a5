using System.Diagnostics;
using System.Reflection;

namespace LatentSim.Engine.Benchmarks;

/// <summary>This program in a process of its own.</summary>
internal static class OwnProgram
{
    /// <summary>Starts a command; what it prints is not shown.</summary>
    /// <param name="environment">Variables to set, beside those of this process.</param>
    /// <param name="arguments">The command line.</param>
    public static Process Start(IEnumerable<KeyValuePair<string, string>> environment, params ReadOnlySpan<string> arguments) => Start(environment, _ => { }, arguments);

    /// <summary>Starts a command.</summary>
    /// <param name="environment">Variables to set, beside those of this process.</param>
    /// <param name="said">Told every line that it prints on standard error, by any thread.</param>
    /// <param name="arguments">The command line.</param>
    public static Process Start(IEnumerable<KeyValuePair<string, string>> environment, Action<string> said, params ReadOnlySpan<string> arguments)
    {
        string self = Environment.ProcessPath!;
        ProcessStartInfo start = new(self) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (Path.GetFileNameWithoutExtension(self) == "dotnet")
            start.ArgumentList.Add(Assembly.GetExecutingAssembly().Location);
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;

        Process process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) => said(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    /// <summary>Runs a command to its end.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static void Run(params ReadOnlySpan<string> arguments) => Run([], arguments);

    /// <summary>Runs a command to its end, with variables of its own.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static void Run(IEnumerable<KeyValuePair<string, string>> environment, params ReadOnlySpan<string> arguments)
    {
        using Process process = Start(environment, arguments);
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"'latentsim {string.Join(' ', arguments)}' ended with exit code {process.ExitCode}.");
    }
}
