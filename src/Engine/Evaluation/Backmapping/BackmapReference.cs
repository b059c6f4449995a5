using LatentSim.Analysis;
using LatentSim.Engine.Configuration;
using LatentSim.Engine.Terminal;

namespace LatentSim.Engine.Evaluation;

/// <summary>Held-out MD as backmapped frames are compared with it; measured once for all runs of the same coarse sites.</summary>
/// <param name="dynamics">The MD.</param>
/// <param name="settings">What is asked.</param>
internal sealed class BackmapReference(MolecularDynamics dynamics, EvaluationSettings settings)
{
    private const double UsualMarkovLag = 5;
    private readonly Dictionary<string, (BackmapDefinition Definition, BackmapEnsemble Truth)> measured = [];

    /// <summary>Compares a run of all atoms.</summary>
    /// <exception cref="LatentSim.Molecules.InvalidInputException">A file is damaged or does not fit, a lag is no multiple of another, or the model has seen the held-out MD.</exception>
    public BackmapComparison Compare(FinishedRun run, ProgressLine progress)
    {
        dynamics.RequireUnseenBy(run.Model);
        (BackmapDefinition definition, BackmapEnsemble truth) = Truth(run, progress);
        BackmapEnsemble ensemble = new BackmapEstimator(definition, Tell($"{run.Name}: measured", progress)).Measure(run.Frames(), truth);
        return BackmapComparison.Of(definition, truth, ensemble, LimitsOf(run), run.IsBackmapped ? Input(run, definition, progress) : null);
    }

    // In distribution the coarse trajectory shows nothing that MD does not.
    private static BackmapInput Input(FinishedRun run, BackmapDefinition definition, ProgressLine progress)
    {
        if (CoarseTrajectories.Of(run) is not { } trajectories)
            return new BackmapInput(null, null, run.IsOutOfDistribution);

        var source = new EnsembleSource("coarse trajectory", trajectories, run.Model.LagTime) { Atoms = run.Molecule.CoarseAtoms };
        BackmapEnsemble? coarse = run.IsOutOfDistribution ? new BackmapEstimator(definition, Tell($"{run.Name}: coarse trajectory, measured", progress)).MeasureSites(source) : null;
        return new BackmapInput(coarse, SiteDeviation.Of(run.Frames().Trajectories, trajectories, run.Molecule.CoarseAtoms), run.IsOutOfDistribution);
    }

    // What a coarse model gets wrong is not the backmapper's doing; that every residue is of the right hand, is.
    private BackmapLimits LimitsOf(FinishedRun run) => run.IsOutOfDistribution ? BackmapLimits.None with { Chirality = settings.BackmapLimits.Chirality } : settings.BackmapLimits;

    private (BackmapDefinition Definition, BackmapEnsemble Truth) Truth(FinishedRun run, ProgressLine progress)
    {
        string key = FormattableString.Invariant($"{run.Model.LagTime} {string.Join(' ', run.Molecule.CoarseAtoms)}");
        if (!measured.TryGetValue(key, out var truth))
            measured[key] = truth = Measure(run, progress);
        return truth;
    }

    private (BackmapDefinition Definition, BackmapEnsemble Truth) Measure(FinishedRun run, ProgressLine progress)
    {
        double lag = run.Model.LagTime;
        EnsembleSource source = dynamics.HeldOut with { Stride = dynamics.HeldOut.Stride * dynamics.HeldOut.LagFrames(lag), Spacing = lag };
        double markovLag = settings.MsmLag > 0 ? settings.MsmLag : lag * Math.Ceiling(Math.Max(lag, UsualMarkovLag) / lag - 1e-6);
        BackmapDefinition definition = BackmapDefinition.Fit(EnsembleDefinition.Of(run.Molecule.Atoms), run.Molecule.CoarseAtoms, source, markovLag, Tell("held-out MD: clustered", progress));
        return (definition, new BackmapEstimator(definition, Tell("held-out MD: measured", progress)).Measure(source));
    }

    private static Action<long> Tell(string what, ProgressLine progress) => frames => progress.Update(() => $"{what} {Display.Count(frames, "frame")}");
}
