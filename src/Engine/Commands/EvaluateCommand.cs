using System.CommandLine;
using LatentSim.Analysis;
using LatentSim.Engine.Configuration;
using LatentSim.Engine.Evaluation;
using LatentSim.Engine.Evaluation.Chains;
using LatentSim.Engine.Terminal;
using LatentSim.Molecules;

namespace LatentSim.Engine.Commands;

/// <summary>latentsim evaluate: measures runs and held-out MD with the same code and tells how they compare.</summary>
internal static class EvaluateCommand
{
    private static readonly Argument<string[]> Runs = new("DIR") { Description = "Run directories; several are shown beside each other.", Arity = ArgumentArity.ZeroOrMore };
    private static readonly Option<string[]> OutOfDistribution = new("--out-of-distribution")
    {
        Description = "More run directories, whose coarse trajectories are those of a coarse model and not of MD: their times are scaled, and only what backmapping answers for is asked of them.",
        HelpName = "DIR",
        AllowMultipleArgumentsPerToken = true,
    };
    private static readonly Option<string> Reference = new("--reference") { Description = "The configuration whose held-out MD is compared with.", HelpName = "CONFIG", Required = true };
    private static readonly Option<string?> SaveReference = new("--save-reference") { Description = "Write what the held-out MD measures to this file (.json).", HelpName = "FILE" };
    private static readonly Option<bool> Check = new("--check") { Description = "Exit with code 1 when a figure is not as asked." };
    private static readonly Option<string?> LagScan = new("--lag-scan") { Description = "A scan of lags, written by lag-scan --json, to show in the reports.", HelpName = "FILE" };
    private static readonly Option<string[]> Set = CommandHost.Set();
    private static readonly Option<string?> Json = CommandHost.Json();

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("evaluate", "Compare runs with MD that training never saw; writes report.html into each run directory.") { Runs, OutOfDistribution, Reference, SaveReference, Check, LagScan, Set, Json };
        CommandHost.Handle(command, Evaluate);
        return command;
    }

    /// <summary>Prints how runs compare with a reference, and writes their reports.</summary>
    /// <returns>Whether every figure is as asked.</returns>
    public static bool Show(IReadOnlyList<FinishedRun> runs, EvaluationReference reference, string? json, LagScanSection? lagScan = null)
    {
        foreach (FinishedRun run in runs)
            reference.Require(run);
        RunEvaluation[] evaluations = Evaluate(runs, reference, lagScan);
        Console.WriteLine();
        Console.Write(EvaluationText.Of(evaluations));
        Console.WriteLine();
        foreach (RunEvaluation evaluation in evaluations)
            Console.WriteLine($"report: {Display.Path(evaluation.ReportFile)}");
        CommandOutput.WriteJson(json, new { Runs = evaluations.Select(Figures) });
        return evaluations.All(evaluation => evaluation.Passed);
    }

    private static int Evaluate(ParseResult arguments)
    {
        (string[] directories, string[] outOfDistribution) = (arguments.GetValue(Runs) ?? [], arguments.GetValue(OutOfDistribution) ?? []);
        (string? saved, string? json) = (arguments.GetValue(SaveReference), arguments.GetValue(Json));
        if (directories.Length + outOfDistribution.Length == 0 && saved is null)
            throw new InvalidInputException("evaluate", "DIR", "expected one or more run directories, or --save-reference FILE");
        CommandOutput.RequireFolder(saved);
        CommandOutput.RequireFolder(json);

        var configuration = ConfigurationFile.Load(arguments.GetRequiredValue(Reference), arguments.GetValue(Set));
        if (configuration.Settings.IsIntegrator)
            throw new InvalidInputException(configuration.FilePath, "source", "is integrator; 'latentsim experiment' measures integrators, and a run's observables.json holds its energies");
        if (configuration.Settings.Data.IsNumbers)
        {
            RequireNoReferenceFile(saved);
            return Exit(ChainComparison.Show(directories, configuration, json), arguments);
        }

        LagScanSection? lagScan = LagScanSection.Read(arguments.GetValue(LagScan));
        FinishedRun[] runs = [.. directories.Select(directory => FinishedRun.Open(directory)), .. outOfDistribution.Select(directory => FinishedRun.Open(directory, outOfDistribution: true))];
        EvaluationReference reference = EvaluationReference.Open(configuration);
        if (saved is not null)
            CommandOutput.WriteText(saved, EnsembleStatisticsFile.ToJson(reference.Atoms) + "\n");
        return Exit(runs.Length == 0 || Show(runs, reference, json, lagScan), arguments);
    }

    private static int Exit(bool passed, ParseResult arguments) => passed || !arguments.GetValue(Check) ? ExitCode.Success : ExitCode.Failed;

    private static RunEvaluation[] Evaluate(IReadOnlyList<FinishedRun> runs, EvaluationReference reference, LagScanSection? lagScan)
    {
        using var progress = new ProgressLine();
        RunEvaluation[] evaluations = [.. runs.Select(run => RunEvaluation.Of(run, reference, progress))];
        foreach (RunEvaluation evaluation in evaluations)
            CommandOutput.WriteText(evaluation.ReportFile, RunReport.Of(evaluation, [.. evaluations.Where(other => other != evaluation)], lagScan).ToHtml());
        return evaluations;
    }

    private static void RequireNoReferenceFile(string? saved)
    {
        if (saved is not null)
            throw new InvalidInputException("evaluate", "--save-reference", "expected no file, because the exact answer is what runs of plain numbers are compared with");
    }

    private static object Figures(RunEvaluation evaluation) => new
    {
        Directory = evaluation.Run.Directory.Root,
        evaluation.Run.Model.Name,
        Decoder = evaluation.Run.Model.Decoder switch { null => "none", Models.Weights.WganDecoderWeights => "wgan", _ => "flow" },
        evaluation.Passed,
        evaluation.Rows,
        Timescales = evaluation.Latent is { } latent ? LatentTimescale.OfRelaxation(latent) : [],
        ImpliedTimescales = evaluation.Latent is { } compared ? LatentTimescale.OfMarkovModel(compared) : [],
    };
}
