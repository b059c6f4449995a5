using System.CommandLine;
using LatentSim.Engine.Live;
using LatentSim.Engine.Streaming;
using LatentSim.Engine.Terminal;

namespace LatentSim.Engine.Commands;

/// <summary>latentsim serve: shows the directory of a run that ended, or that another process computes, without disturbing it.</summary>
internal static class ServeCommand
{
    private static readonly Argument<string> Run = new("DIR") { Description = "The run directory." };
    private static readonly LiveOptions Live = new(isAlwaysServed: true);

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("serve", "Show a finished or a running run's directory to browsers, programs and IMD clients, until Ctrl-C. Changes nothing in it.") { Run };
        Live.AddTo(command);
        CommandHost.Handle(command, Serve);
        return command;
    }

    private static async Task<int> Serve(ParseResult arguments, CancellationToken interruption)
    {
        LiveSettings settings = Live.Read(arguments);
        using DirectoryRun run = DirectoryRun.Open(arguments.GetRequiredValue(Run), settings.Reference);
        using var output = new RunOutput(run.Log, LogFormatOption.Of(arguments));
        output.Say("information", "start", Introduction(run));
        await using LiveServers servers = await LiveServers.Start(settings, run).ConfigureAwait(false);
        await Interrupted(interruption).ConfigureAwait(false);
        return ExitCode.Success;
    }

    private static string Introduction(DirectoryRun run)
    {
        LiveState state = run.State();
        string phase = state.Phase switch
        {
            LivePhase.Complete => "complete",
            LivePhase.Stopped => "stopped",
            _ => "another process computes it now",
        };
        return $"{run.Scene.Name}: {Display.Count(run.Scene.Walkers, "walker")}, {state.FramesKept} of {Display.Count(state.FramesAsked, "frame")} in {Display.Path(run.Scene.Directory)}; {phase}";
    }

    private static async Task Interrupted(CancellationToken interruption)
    {
        var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using CancellationTokenRegistration registration = interruption.Register(source.SetResult);
        await source.Task.ConfigureAwait(false);
    }
}
