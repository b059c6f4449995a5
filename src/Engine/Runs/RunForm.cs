using LatentSim.Actors;
using LatentSim.Models.Integrators;
using LatentSim.Models.ModelFile;
using LatentSim.Molecules;

namespace LatentSim.Engine.Runs;

/// <summary>How a run's numbers look to those who watch it: positions and energies as its files will hold them, latents as the propagator makes them.</summary>
internal static class RunForm
{
    /// <summary>Of a run.</summary>
    public static LiveForm Of(Simulator model, RunSettings settings)
    {
        var form = new LiveForm
        {
            Walkers = settings.Walkers,
            WalkerSteps = settings.Coarse is null ? [] : [.. Enumerable.Range(0, settings.Walkers).Select(settings.FramesOf)],
            Positions = XtcPrecision.Round,
            Energy = energy => (float)energy,
        };
        if (settings.Coarse is not null)
            return form with { Dimension = 0 };
        if (model.Integrator is null)
            return form;
        return settings.Stages.Contains(StageNames.Frames) ? form with { Dimension = 0 } : OfParticles(form, IntegratorRow.Of(model.CreateIntegrator()));
    }

    private static LiveForm OfParticles(LiveForm form, IntegratorRow layout) => form with
    {
        Dimension = layout.FrameLength,
        Latents = (row, shown) => Join(layout, row, shown),
    };

    private static void Join(IntegratorRow layout, Span<float> row, Span<float> shown)
    {
        Span<float> parts = layout.FrameOf(row);
        Span<double> number = stackalloc double[1];
        for (int i = 0; i < shown.Length; i++)
        {
            SplitNumbers.Join(parts.Slice(SplitNumbers.Parts * i, SplitNumbers.Parts), number);
            shown[i] = (float)number[0];
        }
    }
}
