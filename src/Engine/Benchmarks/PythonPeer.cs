using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace LatentSim.Engine.Benchmarks;

/// <summary>A script of bench/peers that waits for commands, does what they say and tells how long it took, so that it can be timed in turns with this program.</summary>
internal sealed class PythonPeer : IDisposable
{
    private const string Ready = "ready";
    private readonly Process process;
    private readonly string script;

    private PythonPeer(Process process, string script)
    {
        this.process = process;
        this.script = script;
    }

    /// <summary>Starts a script with one thread; null where Python, or a module that the script imports, is missing.</summary>
    /// <param name="python">The interpreter.</param>
    /// <param name="name">The script's name in bench/peers, which this program carries with it.</param>
    public static PythonPeer? Start(string python, string name)
    {
        string script = Path.Combine(Path.GetTempPath(), $"latentsim-{Environment.ProcessId}-{name}");
        Extract(name, script);
        ProcessStartInfo start = new(python, [script]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string variable in new[] { "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS" })
            start.Environment[variable] = "1";
        try
        {
            Process process = Process.Start(start)!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            var peer = new PythonPeer(process, script);
            if (process.StandardOutput.ReadLine() == Ready)
                return peer;
            peer.Dispose();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            File.Delete(script);
        }

        return null;
    }

    /// <summary>Has a command done.</summary>
    /// <returns>The seconds that it took.</returns>
    /// <exception cref="InvalidOperationException">The script ended instead.</exception>
    public double Run(string command)
    {
        process.StandardInput.WriteLine(command);
        process.StandardInput.Flush();
        return process.StandardOutput.ReadLine() is { } answer
            ? double.Parse(answer, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"{Path.GetFileName(script)} ended at '{command}'.");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
        File.Delete(script);
    }

    private static void Extract(string name, string path)
    {
        using Stream resource = Assembly.GetExecutingAssembly().GetManifestResourceStream($"peers/{name}")!;
        using FileStream file = File.Create(path);
        resource.CopyTo(file);
    }
}
