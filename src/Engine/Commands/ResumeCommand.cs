using System.CommandLine;
using LatentSim.Engine.Runs;
using LatentSim.Engine.Streaming;

namespace LatentSim.Engine.Commands;

/// <summary>latentsim resume: goes on with a run from its last checkpoint.</summary>
internal static class ResumeCommand
{
    private static readonly Argument<string> Run = new("DIR") { Description = "The run directory." };
    private static readonly Option<string?> Devices = new("--devices") { Description = "Device slots, such as cpu:0,cpu:1; as before unless told. They do not change trajectories.", HelpName = "LIST" };
    private static readonly Option<string?> Json = CommandHost.Json();

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("resume", "Go on with a run that was interrupted or killed; its files become what they would have been without.") { Run, Devices, Json };
        CommandHost.Handle(command, Resume);
        return command;
    }

    private static async Task<int> Resume(ParseResult arguments, CancellationToken interruption)
    {
        string? json = arguments.GetValue(Json);
        CommandOutput.RequireFolder(json);
        var options = new ResumeOptions { Devices = DeviceChoice.Parse(arguments.GetValue(Devices)) };
        using RunSession session = RunSession.Resume(arguments.GetRequiredValue(Run), options);
        return await StreamedRun.Run(session, json, interruption).ConfigureAwait(false);
    }
}
