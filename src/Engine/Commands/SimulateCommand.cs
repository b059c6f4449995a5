using System.CommandLine;
using LatentSim.Engine.Configuration;
using LatentSim.Engine.Reference;
using LatentSim.Engine.Terminal;

namespace LatentSim.Engine.Commands;

/// <summary>latentsim simulate: makes the data of a system whose process is known.</summary>
internal static class SimulateCommand
{
    private static readonly Argument<string> Configuration = new("CONFIG") { Description = "The system's YAML file; its reference section says which process." };
    private static readonly Option<string?> Out = new("--out") { Description = "The folder of the trajectories; ../reference/NAME beside the configuration unless told.", HelpName = "DIR" };
    private static readonly Option<string[]> Set = CommandHost.Set();
    private static readonly Option<string?> Json = CommandHost.Json();

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("simulate", "Make the data of a system whose process is known, to train on and to judge models by.") { Configuration, Out, Set, Json };
        CommandHost.Handle(command, Simulate);
        return command;
    }

    private static Task<int> Simulate(ParseResult arguments, CancellationToken cancellation)
    {
        string? json = arguments.GetValue(Json);
        CommandOutput.RequireFolder(json);
        var configuration = ConfigurationFile.Load(arguments.GetRequiredValue(Configuration), arguments.GetValue(Set));
        string folder = arguments.GetValue(Out) ?? ReferenceSimulation.FolderOf(configuration);
        using var progress = new ProgressLine();
        IReadOnlyList<string> files = ReferenceSimulation.Of(configuration, progress).Run(folder, cancellation);
        progress.Print($"{Display.Count(files.Count, "trajectory", "trajectories")} in {Display.Path(folder)}");
        CommandOutput.WriteJson(json, new { Files = files });
        return Task.FromResult(ExitCode.Success);
    }
}
