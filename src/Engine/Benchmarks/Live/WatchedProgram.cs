using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace LatentSim.Engine.Benchmarks.Live;

/// <summary>A command of this program that serves a run, in a process of its own, and how its clients find it.</summary>
internal sealed partial class WatchedProgram : IDisposable
{
    /// <summary>What clients of the web server must know.</summary>
    public const string Token = "the-token-of-this-benchmark";

    private const int Attempts = 20;
    private static readonly TimeSpan AttemptPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly TaskCompletionSource<Uri> web = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource ports = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<int> imd = [];
    private readonly List<string> lines = [];
    private readonly Process process;
    private readonly HttpClient http = new();
    private readonly int imdServers;

    private WatchedProgram(string[] arguments, int imdServers)
    {
        this.imdServers = imdServers;
        string[] servers = [.. Enumerable.Repeat((string[])["--imd", "0"], imdServers).SelectMany(option => option)];
        process = OwnProgram.Start([], Hear, [.. arguments, "--serve", "0", "--token", Token, .. servers]);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
    }

    /// <summary>Where the page is.</summary>
    public Uri Web => web.Task.Result;

    /// <summary>The ports of the IMD servers.</summary>
    public IReadOnlyList<int> ImdPorts => imd;

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded => process.HasExited;

    /// <summary>The lines that it printed.</summary>
    public int Lines
    {
        get
        {
            lock (lines)
                return lines.Count;
        }
    }

    /// <summary>Resident memory, bytes; null where the system does not tell.</summary>
    public long? ResidentBytes
    {
        get
        {
            process.Refresh();
            return OperatingSystem.IsLinux() && !process.HasExited ? process.WorkingSet64 : null;
        }
    }

    /// <summary>Starts it, and waits until its servers listen.</summary>
    /// <param name="imdServers">The IMD servers that it is to have.</param>
    /// <param name="arguments">The command line, without the servers.</param>
    /// <exception cref="InvalidOperationException">It ended before.</exception>
    public static WatchedProgram Start(int imdServers, params string[] arguments)
    {
        var program = new WatchedProgram(arguments, imdServers);
        if (Task.WaitAny([Task.WhenAll(program.web.Task, program.ports.Task), program.process.WaitForExitAsync()], Patience) == 0)
            return program;
        string said = string.Join(" ", program.lines);
        program.Dispose();
        throw new InvalidOperationException($"'latentsim {string.Join(' ', arguments)}' does not serve: {said}");
    }

    /// <summary>Frames kept, and the seconds since the run began, of one instant. Asks again where a server under attack does not answer.</summary>
    /// <exception cref="HttpRequestException">The server does not answer.</exception>
    public (long Frames, double Seconds) Status()
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                using Stream answer = http.GetStreamAsync(new Uri(Web, "status.json")).GetAwaiter().GetResult();
                using JsonDocument status = JsonDocument.Parse(answer);
                return (status.RootElement.GetProperty("framesKept").GetInt64(), status.RootElement.GetProperty("seconds").GetDouble());
            }
            catch (HttpRequestException) when (attempt < Attempts && !process.HasExited)
            {
                Thread.Sleep(AttemptPause);
            }
        }
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>The exit code.</returns>
    public int WaitForExit()
    {
        process.WaitForExit();
        return process.ExitCode;
    }

    /// <summary>Ends it, whatever it does.</summary>
    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.WaitForExit();
        process.Dispose();
        http.Dispose();
    }

    private void Hear(string line)
    {
        lock (lines)
            lines.Add(line);
        if (WebLine().Match(line) is { Success: true } page)
            web.TrySetResult(new Uri(page.Groups[1].Value));
        if (ImdLine().Match(line) is { Success: true } port)
            imd.Add(int.Parse(port.Groups[1].Value, CultureInfo.InvariantCulture));
        if (imd.Count == imdServers)
            ports.TrySetResult();
    }

    [GeneratedRegex("watch at (http://[^/ ]+/)")]
    private static partial Regex WebLine();

    [GeneratedRegex("IMD version 3 on [^ ]+:([0-9]+):")]
    private static partial Regex ImdLine();
}
