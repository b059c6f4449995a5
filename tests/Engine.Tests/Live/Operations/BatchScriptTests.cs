using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text.RegularExpressions;
using Engine.Tests;
using Models.Tests.ModelFile;

namespace LatentSim.Engine.Tests.Live;

/// <summary>The systemd unit and the Slurm batch job that docs/operations.md shows, with stand-ins for the programs that they start.</summary>
[SupportedOSPlatform("linux")]
public sealed class BatchScriptTests : IDisposable
{
    private const string Program = """
        #!/bin/bash
        echo "latentsim $1" >> "$CALLS"
        mkdir -p run runs/long
        touch run/run.yaml runs/long/run.yaml
        trap 'echo checkpoint >> "$CALLS"; exit 0' TERM
        touch started
        for i in $(seq 300); do sleep 0.1; done
        exit 1

        """;

    private readonly TemporaryFolder folder = new();
    private readonly string page = File.ReadAllText(RepositoryRoot.File("docs", "operations.md"));

    public BatchScriptTests()
    {
        Executable("latentsim", Program);
        Executable("scontrol", "#!/bin/bash\necho \"scontrol $*\" >> \"$CALLS\"\n");
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void TheSlurmJobMakesACheckpointAsksForMoreTimeAndResumes()
    {
        string script = Regex.Match(page, "```bash\n(#!/bin/bash\n.*?)```", RegexOptions.Singleline).Groups[1].Value;
        File.WriteAllText(folder.Path("job.sh"), script);

        Assert.Equal(0, StoppedByTerm("bash", folder.Path("job.sh")));
        Assert.Equal(0, StoppedByTerm("bash", folder.Path("job.sh")));

        Assert.Equal(["latentsim run", "checkpoint", "scontrol requeue 42", "latentsim resume", "checkpoint", "scontrol requeue 42"], Calls());
    }

    [Fact]
    public void TheServiceRunsFirstAndResumesLater()
    {
        string command = Regex.Match(page, "^ExecStart=/bin/sh -c '(.*)'$", RegexOptions.Multiline).Groups[1].Value.Replace("$$", "$");

        Assert.Equal(0, StoppedByTerm("/bin/sh", "-c", command));
        Assert.Equal(0, StoppedByTerm("/bin/sh", "-c", command));

        Assert.Equal(["latentsim run", "checkpoint", "latentsim resume", "checkpoint"], Calls());
    }

    private string[] Calls() => File.ReadAllLines(folder.Path("calls"));

    private void Executable(string name, string text)
    {
        File.WriteAllText(folder.Path(name), text);
        File.SetUnixFileMode(folder.Path(name), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private int StoppedByTerm(string program, params string[] arguments)
    {
        File.Delete(folder.Path("started"));
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder.Path("") };
        start.Environment["PATH"] = $"{folder.Path("")}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["CALLS"] = folder.Path("calls");
        start.Environment["SLURM_JOB_ID"] = "42";
        using Process process = Process.Start(start)!;
        Assert.True(SpinWait.SpinUntil(() => File.Exists(folder.Path("started")), TimeSpan.FromSeconds(20)));
        using (Process kill = Process.Start("kill", ["-TERM", $"{process.Id}"]))
            kill.WaitForExit();
        Assert.True(process.WaitForExit(TimeSpan.FromSeconds(20)));
        return process.ExitCode;
    }
}
