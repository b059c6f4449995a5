using System.CommandLine;
using LatentSim.Engine.Configuration;
using LatentSim.Engine.Reference;
using LatentSim.Engine.Terminal;
using LatentSim.Molecules;

namespace LatentSim.Engine.Commands;

/// <summary>latentsim simulate: makes the data of a system whose process is known.</summary>
internal static class SimulateCommand
{
    private static readonly Argument<string> Configuration = new("CONFIG") { Description = "The system's YAML file; its reference section says which process." };
    private static readonly Option<string?> Out = new("--out") { Description = "The folder of the trajectories; ../reference/NAME beside the configuration unless told.", HelpName = "DIR" };
    private static readonly Option<bool> Force = new("--force") { Description = "Replace the trajectories that are in the folder." };
    private static readonly Option<int> Threads = new("--threads") { Description = "Trajectories at a time; one for each core unless told.", HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount };
    private static readonly Option<string[]> Set = CommandHost.Set();
    private static readonly Option<string?> Json = CommandHost.Json();

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("simulate", "Make the data of a system whose process is known, to train on and to judge models by. Ctrl-C leaves nothing behind.") { Configuration, Out, Force, Threads, Set, Json };
        CommandHost.Handle(command, Simulate);
        return command;
    }

    private static Task<int> Simulate(ParseResult arguments, CancellationToken cancellation)
    {
        string? json = arguments.GetValue(Json);
        CommandOutput.RequireFolder(json);
        var configuration = ConfigurationFile.Load(arguments.GetRequiredValue(Configuration), arguments.GetValue(Set));
        string folder = arguments.GetValue(Out) ?? ReferenceSimulation.FolderOf(configuration);
        int threads = arguments.GetValue(Threads);
        if (threads < 1)
            throw new InvalidInputException("--threads", "", $"expected a whole number of at least 1, found {threads}");
        using var progress = new ProgressLine();
        IReadOnlyList<string> files = ReferenceSimulation.Of(configuration, progress, cancellation).Run(folder, arguments.GetValue(Force), threads, cancellation);
        progress.Print($"{Display.Count(files.Count, "trajectory", "trajectories")} in {Display.Path(folder)}");
        CommandOutput.WriteJson(json, new { Files = files });
        return Task.FromResult(ExitCode.Success);
    }
}
