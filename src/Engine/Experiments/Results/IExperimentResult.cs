using LatentSim.Analysis;
using LatentSim.Analysis.Reports;

namespace LatentSim.Engine.Experiments;

/// <summary>What an experiment found: it is kept as JSON, shown as tables, and drawn in the report.</summary>
internal interface IExperimentResult
{
    /// <summary>The system.</summary>
    SystemSummary System { get; }

    /// <summary>Its tables, the paper's figures beside ours.</summary>
    IReadOnlyList<ResultTable> Tables();

    /// <summary>What has to be said with them: how figures are defined, what was found.</summary>
    IReadOnlyList<string> Remarks();

    /// <summary>The figures of which something is asked.</summary>
    IReadOnlyList<ComparisonRow> Verdicts();

    /// <summary>Adds its pictures to the section of the report.</summary>
    void Draw(HtmlReport report);
}
