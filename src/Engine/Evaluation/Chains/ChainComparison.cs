using LatentSim.Analysis;
using LatentSim.Engine.Commands;
using LatentSim.Engine.Configuration;
using LatentSim.Engine.Terminal;

namespace LatentSim.Engine.Evaluation.Chains;

/// <summary>What `latentsim evaluate` does for runs of plain numbers.</summary>
internal static class ChainComparison
{
    /// <summary>Prints how runs compare with the exact process, and writes their reports.</summary>
    /// <returns>Whether every figure is as asked.</returns>
    /// <exception cref="Molecules.InvalidInputException">A run or the reference is damaged, or they do not belong together.</exception>
    public static bool Show(IReadOnlyList<string> directories, ConfigurationFile configuration, string? json)
    {
        NumberRun[] runs = [.. directories.Select(NumberRun.Open)];
        ChainReference reference = ChainReference.Load(configuration);
        foreach (NumberRun run in runs)
            reference.Require(run);
        ChainEvaluation[] evaluations = [.. runs.Select(run => ChainEvaluation.Of(run, reference))];
        foreach (ChainEvaluation evaluation in evaluations)
        {
            Console.WriteLine();
            Console.WriteLine(evaluation.Run.Name);
            Console.Write(ComparisonText.ToPlainText(evaluation.Rows, "exact"));
        }

        Console.WriteLine();
        foreach (ChainEvaluation evaluation in evaluations)
            Console.WriteLine($"report: {Display.Path(evaluation.ReportFile)}");
        CommandOutput.WriteJson(json, new { Runs = evaluations.Select(Figures) });
        return evaluations.All(evaluation => evaluation.Passed);
    }

    private static object Figures(ChainEvaluation evaluation) => new
    {
        Directory = evaluation.Run.Directory.Root,
        evaluation.Run.Model.Name,
        evaluation.Passed,
        evaluation.Rows,
    };
}
