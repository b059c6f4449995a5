using System.Diagnostics;
using System.Text.Json;
using Engine.Tests;

namespace Interop.Tests;

/// <summary>Node.js scripts of tests/Page.</summary>
internal static class PageScripts
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Runs a script and reads the JSON that it prints.</summary>
    internal static JsonElement Json(string script, params string[] arguments)
    {
        var (code, output, errors) = Run("node", [RepositoryRoot.File("tests", "Page", "browser", script), .. arguments]);
        Assert.True(code == 0, $"{script} ended with {code}: {errors}");
        return JsonDocument.Parse(output).RootElement;
    }

    /// <summary>Runs a program to its end.</summary>
    internal static (int Code, string Output, string Errors) Run(string program, IEnumerable<string> arguments)
    {
        using var process = Start(program, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{program} took longer than {Patience.TotalMinutes} min: {errors.Result}");
        }

        return (process.ExitCode, output.Result, errors.Result);
    }

    private static Process Start(string program, IEnumerable<string> arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new InvalidOperationException($"{program} does not start. These tests need Node.js, and the page that npm builds: apt-get install nodejs npm (Debian), then build again.");
        }
    }
}
