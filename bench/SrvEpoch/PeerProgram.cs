using System.Diagnostics;
using System.Text.Json;
using LatentSim.Models.Training;
using LatentSim.Molecules;

namespace SrvEpoch;

/// <summary>bench/peers/srv.py on the training part of the same trajectories.</summary>
internal sealed class PeerProgram : IDisposable
{
    private readonly string python;
    private readonly EpochData data;
    private readonly string folder = Directory.CreateTempSubdirectory("srv-epoch").FullName;

    public PeerProgram(string python, EpochData data)
    {
        this.python = python;
        this.data = data;
    }

    public IReadOnlyList<EpochTime> Measure(int epochs)
    {
        ProcessStartInfo start = new(python) { RedirectStandardOutput = true };
        string[] arguments = [Script(), Features(), "--lag", $"{data.Lag}", "--pairs", $"{data.Pairs}", "--epochs", $"{epochs}"];
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (string variable in new[] { "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS" })
            start.Environment[variable] = "1";

        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{python} does not start.");
        List<EpochTime> times = [];
        while (process.StandardOutput.ReadLine() is { } line)
        {
            JsonElement epoch = JsonDocument.Parse(line).RootElement;
            times.Add(new EpochTime(
                epoch.GetProperty("seconds").GetDouble(), epoch.GetProperty("user_seconds").GetDouble(), epoch.GetProperty("loss").GetDouble()));
        }

        process.WaitForExit();
        return process.ExitCode == 0 ? times : throw new InvalidOperationException($"{python} srv.py ended with exit code {process.ExitCode}.");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    // One long trajectory: the few pairs that span two do not change the time.
    private string Features()
    {
        string path = Path.Combine(folder, "features.npy");
        if (File.Exists(path))
            return path;
        float[,] table = Rows.Concatenate(data.Trajectories);
        NpyFile.Write(path, Rows.Span(table), data.Features);
        return path;
    }

    private static string Script()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string path = Path.Combine(folder.FullName, "bench", "peers", "srv.py");
            if (File.Exists(path))
                return path;
        }

        throw new FileNotFoundException("bench/peers/srv.py is not above the program.");
    }
}
