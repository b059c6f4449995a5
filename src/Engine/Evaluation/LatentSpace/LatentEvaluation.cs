using LatentSim.Analysis;
using LatentSim.Engine.Terminal;

namespace LatentSim.Engine.Evaluation;

/// <summary>Measures runs and MD in the latent space of the run's model.</summary>
/// <param name="dynamics">The MD.</param>
/// <param name="limits">What is asked.</param>
/// <param name="progress">Where to tell how far it is.</param>
internal sealed class LatentEvaluation(MolecularDynamics dynamics, EvaluationLimits limits, ProgressLine progress)
{
    /// <summary>Compares a run; null where its model has no encoder, or its frames come from no latents.</summary>
    /// <exception cref="LatentSim.Molecules.InvalidInputException">A file is damaged or does not fit, or the model has seen the held-out MD.</exception>
    public LatentComparison? Compare(FinishedRun run)
    {
        if (run.Model.Encoder is null || run.IsBackmapped)
            return null;

        dynamics.RequireUnseenBy(run.Model);
        var system = new LatentSystem(run.Model);
        LatentTrajectories truthLatents = LatentEncoding.Of(system, dynamics.HeldOut, Tell("held-out MD: encoded"));
        LatentDefinition definition = LatentDefinition.Fit(system, dynamics.HeldOut, truthLatents, Tell("held-out MD: features of"));
        LatentEnsemble truth = LatentEstimator.Measure(definition, dynamics.HeldOut, truthLatents, Tell("held-out MD: measured"));
        LatentEnsemble? training = Training(definition, run);
        return LatentComparison.Of(definition, training, truth, Measure(definition, run), limits);
    }

    private LatentEnsemble? Training(LatentDefinition definition, FinishedRun run)
    {
        if (dynamics.TrainingOf(run.Model) is { } source)
            return Measure(definition, source);
        if (dynamics.Training is not null)
            progress.Print($"{run.Name}: data.training is not what {run.Model.Name} was trained on, so that errors of its training data are left out");
        return null;
    }

    private LatentEnsemble Measure(LatentDefinition definition, EnsembleSource source) => LatentEstimator.Measure(
        definition, source, LatentEncoding.Of(definition.System, source, Tell($"{source.Name}: encoded")), Tell($"{source.Name}: measured"));

    private LatentEnsemble Measure(LatentDefinition definition, FinishedRun run)
    {
        EnsembleSource source = run.Source(RunLatents.Generate(run.Model, run.Settings, Tell($"{run.Name}: made the latents of")));
        return LatentEstimator.Measure(definition, source, LatentEncoding.Of(definition.System, source, _ => { }), Tell($"{run.Name}: measured"));
    }

    private Action<long> Tell(string what) => frames => progress.Update(() => $"{what} {Display.Count(frames, "frame")}");
}
