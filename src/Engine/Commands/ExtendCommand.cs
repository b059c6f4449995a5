using System.CommandLine;
using LatentSim.Engine.Live;
using LatentSim.Engine.Runs;
using LatentSim.Engine.Streaming;

namespace LatentSim.Engine.Commands;

/// <summary>latentsim extend: makes a run longer.</summary>
internal static class ExtendCommand
{
    private static readonly Argument<string> Run = new("DIR") { Description = "The run directory." };
    private static readonly Option<long> Frames = new("--frames") { Description = "Frames of each walker in the end, those that are there among them.", HelpName = "N", Required = true };
    private static readonly Option<string?> Devices = new("--devices") { Description = "Device slots, such as cpu:0,cpu:1; as before unless told. They do not change trajectories.", HelpName = "LIST" };
    private static readonly PaceOptions Pace = new();
    private static readonly LiveOptions Live = new();
    private static readonly Option<string?> Json = CommandHost.Json();

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("extend", "Make a run longer, finished or not; its files become those of a run that was asked for so many frames at its start.") { Run, Frames, Devices, Json };
        Pace.AddTo(command);
        Live.AddTo(command);
        CommandHost.Handle(command, Extend);
        return command;
    }

    private static async Task<int> Extend(ParseResult arguments, CancellationToken interruption)
    {
        string? json = arguments.GetValue(Json);
        CommandOutput.RequireFolder(json);
        LiveSettings live = Live.Read(arguments);
        var options = new ResumeOptions { Devices = DeviceChoice.Parse(arguments.GetValue(Devices)), Pace = Pace.Read(arguments) };
        using RunSession session = RunSession.Extend(arguments.GetRequiredValue(Run), arguments.GetValue(Frames), options);
        return await StreamedRun.Run(session, json, live, LogFormatOption.Of(arguments), interruption).ConfigureAwait(false);
    }
}
