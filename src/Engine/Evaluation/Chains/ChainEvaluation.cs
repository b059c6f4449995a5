using LatentSim.Analysis;
using LatentSim.Engine.Commands;

namespace LatentSim.Engine.Evaluation.Chains;

/// <summary>A run of a known process compared with the exact answer.</summary>
/// <param name="Run">The run.</param>
/// <param name="Reference">What it is compared with.</param>
/// <param name="Rows">Figure by figure.</param>
internal sealed record ChainEvaluation(NumberRun Run, ChainReference Reference, IReadOnlyList<ComparisonRow> Rows)
{
    /// <summary>The model's own operator; null for a model with an encoder.</summary>
    public LearnedDynamics? Learned { get; private init; }

    /// <summary>What the run's walkers show; null for a model with an encoder.</summary>
    public SampledDynamics? Streamed { get; private init; }

    /// <summary>Whether every figure is as asked.</summary>
    public bool Passed => Rows.All(row => row.Verdict != Verdict.Fail);

    /// <summary>Where the report is.</summary>
    public string ReportFile => Path.Combine(Run.Directory.Root, "report.html");

    /// <summary>Measures a run and writes its report.</summary>
    /// <exception cref="LatentSim.Molecules.InvalidInputException">The run is damaged or of another process.</exception>
    public static ChainEvaluation Of(NumberRun run, ChainReference reference)
    {
        reference.Require(run);
        ChainEvaluation evaluation = run.Model.Coordinates is null ? OfEncoder(run, reference) : OfCoordinate(run, reference);
        CommandOutput.WriteText(evaluation.ReportFile, ChainReport.Of(evaluation).ToHtml());
        return evaluation;
    }

    private static ChainEvaluation OfCoordinate(NumberRun run, ChainReference reference)
    {
        LearnedDynamics learned = LearnedDynamics.Of(run.Model, reference.Exact);
        SampledDynamics streamed = SampledDynamics.Of(run.Column(0), reference.Exact.Axis, 1, reference.Lag);
        return new ChainEvaluation(run, reference, [.. OperatorRows.Of(learned, reference), .. SampleRows.Of(streamed, reference)])
        {
            Learned = learned,
            Streamed = streamed,
        };
    }

    private static ChainEvaluation OfEncoder(NumberRun run, ChainReference reference) =>
        new(run, reference, [.. EncoderRows.Of(LearnedEncoder.Of(run.Model, reference.Exact), reference), .. EncoderRows.OfRun(run, reference)]);
}
