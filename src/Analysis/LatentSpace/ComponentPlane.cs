namespace LatentSim.Analysis;

/// <summary>Counts in a plane of two slow linear components, in the range that the truth visits.</summary>
/// <param name="First">Number of the horizontal component, from 0.</param>
/// <param name="Second">Number of the vertical one.</param>
/// <param name="Training">Counts of the training MD.</param>
/// <param name="Truth">Counts of the held-out MD.</param>
/// <param name="Run">Counts of the run.</param>
public sealed record ComponentPlane(int First, int Second, Histogram2D? Training, Histogram2D Truth, Histogram2D Run)
{
    /// <summary>Bins along each component.</summary>
    public const int Bins = 32;

    /// <summary>Free energy of the truth up to which surfaces are compared, kT.</summary>
    public const double Ceiling = 4;

    /// <summary>"TIC1".</summary>
    public static string NameOf(int component) => $"TIC{component + 1}";

    internal static IReadOnlyList<ComponentPlane> Of(int count, LatentEnsemble truth, LatentEnsemble? training, LatentEnsemble run)
    {
        if (truth.Structures is not { Components.Count: > 0 } || run.Structures is not { Components.Count: > 0 }) return [];
        return [.. Enumerable.Range(1, Math.Max(0, count - 1)).Select(second => Plane(second, count, truth, training, run))];
    }

    private static ComponentPlane Plane(int second, int count, LatentEnsemble truth, LatentEnsemble? training, LatentEnsemble run)
    {
        var axes = (HistogramAxis.Over(Component(truth, 0, count), Bins), HistogramAxis.Over(Component(truth, second, count), Bins));
        return new ComponentPlane(0, second, training?.Structures is { Components.Count: > 0 } ? Count(training) : null, Count(truth), Count(run));

        Histogram2D Count(LatentEnsemble ensemble)
        {
            var histogram = new Histogram2D(axes.Item1, axes.Item2);
            foreach (var values in ensemble.Structures!.Components)
            {
                for (var start = 0; start < values.Length; start += count) histogram.Add(values[start], values[start + second]);
            }

            return histogram;
        }
    }

    private static IEnumerable<double[]> Component(LatentEnsemble ensemble, int component, int count) =>
        ensemble.Structures!.Components.Select(values => Enumerable.Range(0, values.Length / count).Select(frame => (double)values[frame * count + component]).ToArray());
}
