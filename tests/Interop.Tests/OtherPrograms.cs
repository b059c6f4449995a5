using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Interop.Tests;

/// <summary>MDTraj, MDAnalysis, OpenMM, SciPy, scikit-learn and GROMACS, started once for all tests.</summary>
public sealed class OtherPrograms : IDisposable
{
    private const string HowToInstall = "These tests need other programs: apt-get install python3-mdtraj python3-mdanalysis python3-simtk python3-scipy python3-sklearn gromacs (Debian).";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private readonly Process _python;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("latentsim-interop-");
    private int _files;

    public OtherPrograms()
    {
        _python = Start("/usr/bin/python3", ["-W", "ignore", Path.Combine(AppContext.BaseDirectory, "scripts", "interop.py")]);
        _python.ErrorDataReceived += (_, _) => { };
        _python.BeginErrorReadLine();
        Answer();
    }

    /// <summary>A new file's path, with an ending.</summary>
    internal string NewFile(string ending) => Path.Combine(_folder.FullName, $"{Interlocked.Increment(ref _files)}.{ending}");

    /// <summary>Has the script do a command and returns its answer.</summary>
    internal JsonObject Python(JsonObject command)
    {
        _python.StandardInput.WriteLine(command.ToJsonString());
        _python.StandardInput.Flush();
        return Answer();
    }

    /// <summary>Runs a GROMACS tool; its messages are the error if it fails.</summary>
    internal void Gromacs(params string[] arguments)
    {
        using var gromacs = Start("gmx", ["-nobackup", "-quiet", .. arguments]);
        gromacs.StandardInput.WriteLine("0");
        gromacs.StandardInput.Close();
        var output = gromacs.StandardOutput.ReadToEndAsync();
        var errors = gromacs.StandardError.ReadToEndAsync();
        if (!gromacs.WaitForExit(Patience))
        {
            gromacs.Kill();
            Assert.Fail($"gmx {string.Join(' ', arguments)} took longer than {Patience.TotalSeconds} s.");
        }

        Assert.True(gromacs.ExitCode == 0, $"gmx {string.Join(' ', arguments)} failed: {errors.Result}{output.Result}");
    }

    public void Dispose()
    {
        _python.StandardInput.Close();
        if (!_python.WaitForExit(5000))
            _python.Kill();
        _python.Dispose();
        _folder.Delete(recursive: true);
    }

    private static Process Start(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["OMP_NUM_THREADS"] = "1";
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new InvalidOperationException($"{program} does not start. {HowToInstall}");
        }
    }

    private JsonObject Answer()
    {
        var line = _python.StandardOutput.ReadLineAsync();
        if (!line.Wait(Patience))
            throw new TimeoutException($"No answer of MDTraj, MDAnalysis or OpenMM within {Patience.TotalSeconds} s.");
        var answer = line.Result is { } text ? JsonNode.Parse(text)!.AsObject() : new JsonObject { ["error"] = "import: python3 ended" };
        if (answer["error"] is not { } error)
            return answer;
        var message = error.ToString();
        throw new InvalidOperationException(message.StartsWith("import:") ? $"{message}. {HowToInstall}" : message);
    }
}
