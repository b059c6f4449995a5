namespace LatentSim.Analysis;

/// <summary>Measures ensembles by one definition: training MD, held-out MD and runs alike.</summary>
public static class LatentEstimator
{
    /// <summary>Lags to which Chapman-Kolmogorov tests reach.</summary>
    public const int Multiples = 10;

    /// <summary>Measures an ensemble.</summary>
    /// <param name="definition">What is measured.</param>
    /// <param name="source">The ensemble.</param>
    /// <param name="latents">Its latents.</param>
    /// <param name="advanced">Hears how many frames were read.</param>
    /// <exception cref="LatentSim.Molecules.InvalidInputException">A file is damaged, of another molecule, or of another length than the latents.</exception>
    public static LatentEnsemble Measure(LatentDefinition definition, EnsembleSource source, LatentTrajectories latents, Action<long> advanced)
    {
        var slowest = latents.Coordinate(0);
        var states = latents.Assign(definition.Clusters);
        return new LatentEnsemble
        {
            Name = source.Name,
            Frames = latents.Frames,
            Trajectories = latents.Values.Count,
            Time = latents.Frames * source.Spacing,
            Profile = FreeEnergyProfile.Along(slowest, definition.Axis),
            Relaxation = Relaxation(definition, source, latents),
            ImpliedTimescales = Implied(definition, source, states),
            ChapmanKolmogorov = Test(definition, source, states),
            Transitions = Transitions(definition, source, latents),
            Structures = source.Trajectories.Count > 0 && definition.System.HasSites(source.Atoms)
                ? new FrameMeasurement(definition, source, slowest).Measure(advanced)
                : null,
        };
    }

    private static AutocorrelationTime[] Relaxation(LatentDefinition definition, EnsembleSource source, LatentTrajectories latents)
    {
        var stride = source.LagFrames(definition.System.LagTime);
        return [.. definition.Windows.Select((window, i) => AutocorrelationTime.Of(latents.Coordinate(i, stride), definition.System.LagTime, window))];
    }

    private static IReadOnlyList<TimescaleStatistics> Implied(LatentDefinition definition, EnsembleSource source, int[][] states)
    {
        var estimator = new ImpliedTimescales { Count = definition.System.Dimension };
        return estimator.Fit(states, definition.Clusters.Count, [source.LagFrames(definition.System.LagTime)], source.Spacing)[0].Timescales;
    }

    private static ChapmanKolmogorovResult? Test(LatentDefinition definition, EnsembleSource source, int[][] states)
    {
        var lag = source.LagFrames(definition.System.LagTime);
        if (definition.Sets.Length == 0 || !states.Any(x => x.Length > lag)) return null;
        return new ChapmanKolmogorovTest { Multiples = Multiples }.Fit(states, definition.Sets, lag, source.Spacing);
    }

    private static CoreTransitions? Transitions(LatentDefinition definition, EnsembleSource source, LatentTrajectories latents) => definition.Basins is { } basins
        ? CoreTransitions.Of(latents.Coordinate(0, source.LagFrames(definition.System.LagTime)), basins.Lower, basins.Upper, definition.System.LagTime)
        : null;
}
