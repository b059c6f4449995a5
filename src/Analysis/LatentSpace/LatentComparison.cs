namespace LatentSim.Analysis;

/// <summary>A run against held-out MD, and the training MD beside it, in the model's latent space; the same code measured all three.</summary>
public sealed class LatentComparison
{
    private LatentComparison(LatentDefinition definition, LatentEnsemble? training, LatentEnsemble truth, LatentEnsemble run, EvaluationLimits limits)
    {
        (Definition, Training, Truth, Run, Limits) = (definition, training, truth, run, limits);
        Planes = ComponentPlane.Of(definition.UsedComponents, truth, training, run);
        Regions = BasinRegion.Of(this);
    }

    /// <summary>What was measured.</summary>
    public LatentDefinition Definition { get; }

    /// <summary>The MD that the model was trained on, if it is there.</summary>
    public LatentEnsemble? Training { get; }

    /// <summary>The MD that training never saw.</summary>
    public LatentEnsemble Truth { get; }

    /// <summary>The run.</summary>
    public LatentEnsemble Run { get; }

    /// <summary>What is asked.</summary>
    public EvaluationLimits Limits { get; }

    /// <summary>Planes of slow linear components.</summary>
    public IReadOnlyList<ComponentPlane> Planes { get; }

    /// <summary>The native basin, the barrier and the other basin; empty where there are none.</summary>
    public IReadOnlyList<BasinRegion> Regions { get; }

    /// <summary>Whether the native basin is the one at higher psi_1.</summary>
    public bool NativeIsUpper => Truth.Structures?.Basins is [var lower, _, var upper] && (upper?.MeanToNative ?? double.MaxValue) < (lower?.MeanToNative ?? double.MaxValue);

    /// <summary>The figures.</summary>
    public IReadOnlyList<ComparisonRow> Rows { get; private set; } = [];

    /// <summary>Compares.</summary>
    /// <param name="definition">By which all were measured.</param>
    /// <param name="training">The training MD, if it is there.</param>
    /// <param name="truth">MD that training never saw.</param>
    /// <param name="run">The run.</param>
    /// <param name="limits">What is asked.</param>
    public static LatentComparison Of(LatentDefinition definition, LatentEnsemble? training, LatentEnsemble truth, LatentEnsemble run, EvaluationLimits limits)
    {
        var comparison = new LatentComparison(definition, training, truth, run, limits);
        comparison.Rows = [.. ThermodynamicRows.Of(comparison), .. KineticRows.Of(comparison), .. TransitionRows.Of(comparison), .. StructureRows.Of(comparison)];
        return comparison;
    }
}
