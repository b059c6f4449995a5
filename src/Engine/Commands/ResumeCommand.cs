using System.CommandLine;
using LatentSim.Engine.Live;
using LatentSim.Engine.Runs;
using LatentSim.Engine.Streaming;
using LatentSim.Engine.Terminal;

namespace LatentSim.Engine.Commands;

/// <summary>latentsim resume: goes on with a run from its last checkpoint.</summary>
internal static class ResumeCommand
{
    private static readonly Argument<string> Run = new("DIR") { Description = "The run directory." };
    private static readonly Option<string?> Devices = new("--devices") { Description = "Device slots, such as cpu:0,cpu:1 or cuda:0; as before unless told. Slots of CPUs do not change trajectories.", HelpName = "LIST" };
    private static readonly Option<string[]> Coarse = new("--coarse")
    {
        Description = "Where the coarse trajectories of 'latentsim backmap' are now, in their order; where they were unless told.",
        HelpName = "FILE",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [],
    };
    private static readonly PaceOptions Pace = new();
    private static readonly LiveOptions Live = new();
    private static readonly Option<string?> Json = CommandHost.Json();

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("resume", "Go on with a run that was interrupted or killed; its files become what they would have been without.") { Run, Devices, Coarse, Json };
        Pace.AddTo(command);
        Live.AddTo(command);
        CommandHost.Handle(command, Resume);
        return command;
    }

    private static async Task<int> Resume(ParseResult arguments, CancellationToken interruption)
    {
        string? json = arguments.GetValue(Json);
        CommandOutput.RequireFolder(json);
        LiveSettings live = Live.Read(arguments);
        using RunSession session = Open(arguments);
        return await StreamedRun.Run(session, json, live, LogFormatOption.Of(arguments), interruption).ConfigureAwait(false);
    }

    private static RunSession Open(ParseResult arguments)
    {
        using var line = new StatusLine(LogFormatOption.Of(arguments));
        string[] coarse = arguments.GetRequiredValue(Coarse);
        var options = new ResumeOptions
        {
            Devices = DeviceChoice.Parse(arguments.GetValue(Devices)),
            CoarseFiles = coarse.Length > 0 ? coarse : null,
            Pace = Pace.Read(arguments),
            Status = line.Update,
        };
        return RunSession.Resume(arguments.GetRequiredValue(Run), options);
    }
}
