using System.CommandLine;
using LatentSim.Engine.Live;
using LatentSim.Engine.Terminal;

namespace LatentSim.Engine.Commands;

/// <summary>latentsim serve: shows the directory of a run that ended, or that another process computes, without disturbing it.</summary>
internal static class ServeCommand
{
    private static readonly Argument<string> Run = new("DIR") { Description = "The run directory." };
    private static readonly WebOptions Web = new("--listen", isAlwaysServed: true);
    private static readonly ImdOptions Imd = new();

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("serve", "Show a finished or a running run's directory to browsers, programs and IMD clients, until Ctrl-C. Changes nothing in it.") { Run };
        Web.AddTo(command);
        Imd.AddTo(command);
        CommandHost.Handle(command, Serve);
        return command;
    }

    private static async Task<int> Serve(ParseResult arguments, CancellationToken interruption)
    {
        var settings = new LiveSettings { Web = Web.Read(arguments), Imd = Imd.Read(arguments), Reference = Web.Reference(arguments) };
        using DirectoryRun run = DirectoryRun.Open(arguments.GetRequiredValue(Run), settings.Reference);
        using var line = new ProgressLine();
        Print(run.Log, line);
        await using LiveServers servers = await LiveServers.Start(settings, run).ConfigureAwait(false);
        await Task.Delay(Timeout.Infinite, interruption).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).ConfigureAwait(false);
        return ExitCode.Success;
    }

    // What was said while the directory was opened is said first.
    private static void Print(LiveLog log, ProgressLine line)
    {
        (IReadOnlyList<LogLine> lines, _) = log.Since(0);
        foreach (LogLine said in lines)
            line.Print(said.Text);
        log.Written = said => line.Print(said.Text);
    }
}
