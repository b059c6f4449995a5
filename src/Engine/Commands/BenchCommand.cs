using System.CommandLine;
using LatentSim.Engine.Benchmarks;
using LatentSim.Engine.Benchmarks.Live;
using LatentSim.Molecules;

namespace LatentSim.Engine.Commands;

/// <summary>latentsim bench: how fast this machine is, each figure with its baseline measured in the same run.</summary>
internal static class BenchCommand
{
    private static readonly IBenchmark[] All =
        [new OneWalkerBenchmark(), new ManyWalkersBenchmark(), new StagesBenchmark(), new RunBenchmark(), new TrajectoryBenchmark(), new ScaleBenchmark(), new SameBytesBenchmark(), new KillBenchmark(), new LiveBenchmark()];

    private static readonly Argument<string> Model = new("MODEL") { Description = "A model with all three stages.", DefaultValueFactory = _ => "data/adp/adp.lsbox" };
    private static readonly Option<string[]> Only = new("--only") { Description = $"Groups of figures to measure, of {string.Join(", ", All.Select(group => group.Name))}; all unless told.", HelpName = "GROUP", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<bool> Quick = new("--quick") { Description = "A first look: few rounds, short slices." };
    private static readonly Option<bool> Full = new("--full") { Description = "Measure memory over 1e8 latent steps and kill a run 50 times; takes some ten minutes." };
    private static readonly Option<string> Python = new("--python") { Description = "The Python of the peers, with torch and mdtraj.", HelpName = "PROGRAM", DefaultValueFactory = _ => "/usr/bin/python3" };
    private static readonly Option<string?> Markdown = new("--markdown") { Description = "Also write the table to this file in Markdown.", HelpName = "FILE" };
    private static readonly Option<string?> Json = CommandHost.Json();

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("bench", "Measure how fast this machine is: every figure with its baseline, in turns, in one run.") { Model, Only, Quick, Full, Python, Markdown, Json };
        Only.AcceptOnlyFromAmong([.. All.Select(group => group.Name)]);
        CommandHost.Handle(command, (arguments, stop) => Task.FromResult(Run(arguments, stop)));
        return command;
    }

    private static int Run(ParseResult arguments, CancellationToken stop)
    {
        string? json = arguments.GetValue(Json);
        string? markdown = arguments.GetValue(Markdown);
        CommandOutput.RequireFolder(json);
        CommandOutput.RequireFolder(markdown);
        string model = arguments.GetRequiredValue(Model);
        if (!File.Exists(model))
            throw new InvalidInputException(model, "", "there is no such file; expected a model with all three stages, such as data/adp/adp.lsbox of the repository");

        string folder = Directory.CreateTempSubdirectory("latentsim-bench-").FullName;
        try
        {
            List<BenchmarkFigure> figures = Measure(Settings(arguments, model, folder, stop), arguments.GetValue(Only) ?? []);
            CommandOutput.WriteJson(json, new { Machine = Machine.This, Figures = figures });
            if (markdown is not null)
                CommandOutput.WriteText(markdown, BenchmarkTable.Markdown(figures, Machine.This));
            return ExitCode.Success;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static List<BenchmarkFigure> Measure(BenchmarkSettings settings, string[] only)
    {
        Console.WriteLine(Machine.This);
        List<BenchmarkFigure> figures = [];
        foreach (IBenchmark benchmark in All.Where(group => only.Length == 0 || only.Contains(group.Name)))
        {
            foreach (BenchmarkFigure figure in benchmark.Measure(settings))
            {
                figures.Add(figure);
                BenchmarkTable.Print(figure);
            }
        }

        return figures;
    }

    private static BenchmarkSettings Settings(ParseResult arguments, string model, string folder, CancellationToken stop)
    {
        var settings = new BenchmarkSettings { ModelFile = model, Python = arguments.GetRequiredValue(Python), Folder = folder, Stop = stop };
        if (arguments.GetValue(Full))
            return settings with { LongSteps = 100_000_000, Kills = 50 };
        return arguments.GetValue(Quick) ? settings with { Rounds = 3, Slice = 0.1, RunRounds = 1, RunFrames = 4096, LongSteps = 1_000_000, Kills = 1 } : settings;
    }
}
