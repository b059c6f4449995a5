using System.CommandLine;
using LatentSim.Engine.Configuration;
using LatentSim.Engine.Demonstration;
using LatentSim.Engine.Evaluation;
using LatentSim.Engine.Live;
using LatentSim.Engine.Runs;
using LatentSim.Engine.Streaming;
using LatentSim.Engine.Terminal;
using LatentSim.Molecules;

namespace LatentSim.Engine.Commands;

/// <summary>latentsim demo: the shipped model of alanine dipeptide, streamed and compared with MD.</summary>
internal static class DemoCommand
{
    private const string ConfigurationPath = "config/adp.yaml";
    private const string ModelPath = "data/adp/adp.lsbox";
    private const string DefaultRun = "runs/adp-demo";

    private static readonly Option<bool> Retrain = new("--retrain") { Description = "First train the model anew from the shipped MD (minutes; needs ./setup.sh)." };
    private static readonly Option<int> Walkers = new("--walkers") { Description = "How many independent trajectories.", HelpName = "N", DefaultValueFactory = _ => 64 };
    private static readonly Option<long> Frames = new("--frames") { Description = "Frames of each walker.", HelpName = "N", DefaultValueFactory = _ => 2000 };
    private static readonly Option<string?> Out = new("--out") { Description = $"The run directory; {DefaultRun}, or the next free name after it, unless told.", HelpName = "DIR" };
    private static readonly Option<string?> Json = CommandHost.Json();

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("demo", "Stream the shipped model of alanine dipeptide and show how it compares with MD.") { Retrain, Walkers, Frames, Out, Json };
        CommandHost.Handle(command, Demonstrate);
        return command;
    }

    private static async Task<int> Demonstrate(ParseResult arguments, CancellationToken interruption)
    {
        string? json = arguments.GetValue(Json);
        CommandOutput.RequireFolder(json);
        string root = ProgramFolder.Holding(ConfigurationPath);
        ConfigurationFile configuration = ConfigurationFile.Load(Path.Combine(root, ConfigurationPath));
        string directory = arguments.GetValue(Out) ?? FreeName(Path.Combine(root, DefaultRun));
        string model = arguments.GetValue(Retrain) ? Train(root, configuration, directory, interruption) : Shipped(root);

        var request = new RunRequest
        {
            ModelFile = model,
            Directory = directory,
            Walkers = arguments.GetValue(Walkers),
            Frames = arguments.GetValue(Frames),
            Devices = DeviceChoice.Default,
        };
        using (RunSession session = RunSession.Create(request))
        {
            int code = await StreamedRun.Run(session, json: null, new LiveSettings(), LogFormat.Text, interruption).ConfigureAwait(false);
            if (code != ExitCode.Success || interruption.IsCancellationRequested)
                return code;
        }

        EvaluateCommand.Show([FinishedRun.Open(directory)], EvaluationReference.Open(configuration), json);
        return ExitCode.Success;
    }

    private static string Shipped(string root)
    {
        string model = Path.Combine(root, ModelPath);
        return File.Exists(model) ? model : throw new InvalidInputException(model, "", "is missing; make it with 'latentsim demo --retrain'");
    }

    private static string Train(string root, ConfigurationFile configuration, string directory, CancellationToken interruption)
    {
        string model = directory + ".lsbox";
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(model)) ?? root);
        TrainCommand.Train(configuration, model, Path.ChangeExtension(model, ".training.csv"), json: null, interruption);
        return model;
    }

    // A demo never overwrites what an earlier one left.
    private static string FreeName(string path)
    {
        string name = path;
        for (int i = 2; Directory.Exists(name) || File.Exists(name + ".lsbox"); i++)
            name = $"{path}-{i}";
        return name;
    }
}
