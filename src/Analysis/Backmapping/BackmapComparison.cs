namespace LatentSim.Analysis;

/// <summary>Backmapped trajectories against MD: thermodynamics, kinetics, motion, local structure (Shmilovich et al., J. Phys. Chem. A 126, 9124 (2022), section 3).</summary>
public sealed class BackmapComparison
{
    private BackmapComparison(BackmapDefinition definition, BackmapEnsemble truth, BackmapEnsemble run, BackmapLimits limits) =>
        (Definition, Truth, Run, Limits) = (definition, truth, run, limits);

    /// <summary>What was measured.</summary>
    public BackmapDefinition Definition { get; }

    /// <summary>MD.</summary>
    public BackmapEnsemble Truth { get; }

    /// <summary>The run.</summary>
    public BackmapEnsemble Run { get; }

    /// <summary>What was asked.</summary>
    public BackmapLimits Limits { get; }

    /// <summary>Whether the run was made of a coarse trajectory from elsewhere. Free energies and timescales of others are compared in the latent space that they come from.</summary>
    public bool IsBackmapped { get; private init; }

    /// <summary>What the run's coarse trajectory shows; null where it was not measured, or its sites do not fix the plane.</summary>
    public BackmapEnsemble? Coarse { get; private init; }

    /// <summary>How far the frames' sites are from the coarse trajectory; null where there is none.</summary>
    public SiteDeviation? Sites { get; private init; }

    /// <summary>Whether the coarse trajectory is one of a coarse model, whose time is not MD's.</summary>
    public bool IsOutOfDistribution { get; private init; }

    /// <summary>The slow processes that MD resolves.</summary>
    public IReadOnlyList<BackmapProcess> Processes { get; private init; } = [];

    /// <summary>The figures.</summary>
    public IReadOnlyList<ComparisonRow> Rows { get; private set; } = [];

    /// <summary>What the run's timescales are multiplied by: 1 unless it is out of distribution.</summary>
    public double TimescaleFactor => IsOutOfDistribution && Truth.Markov is { } truth && Run.Markov is { } run ? BackmapProcess.Scale(truth, run) : 1;

    /// <summary>Compares.</summary>
    /// <param name="definition">What was measured.</param>
    /// <param name="truth">MD.</param>
    /// <param name="run">The run.</param>
    /// <param name="limits">What is asked.</param>
    /// <param name="input">The coarse trajectory; null where its sites were decoded from latents: only local structure and motion are then compared, and nothing is asked of them.</param>
    public static BackmapComparison Of(BackmapDefinition definition, BackmapEnsemble truth, BackmapEnsemble run, BackmapLimits limits, BackmapInput? input = null)
    {
        var comparison = new BackmapComparison(definition, truth, run, limits)
        {
            IsBackmapped = input is not null,
            Coarse = input?.Ensemble,
            Sites = input?.Deviation,
            IsOutOfDistribution = input is { IsOutOfDistribution: true },
            Processes = truth.Markov is { } theirs && run.Markov is { } ours ? BackmapProcess.Of(theirs, ours, input?.Ensemble?.Markov, input is { IsOutOfDistribution: true }) : [],
        };
        comparison.Rows =
        [
            .. comparison.IsBackmapped ? BackmapThermodynamicRows.Of(comparison).Concat(BackmapKineticRows.Of(comparison)) : [],
            .. VelocityRows.Of(comparison), .. FreeTorsionRows.Of(comparison), .. LocalStructureRows.Of(comparison),
        ];
        return comparison;
    }
}
