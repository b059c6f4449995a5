using System.Globalization;
using LatentSim.Molecules;

namespace LatentSim.Analysis;

/// <summary>A run against MD, figure by figure; both are <see cref="EnsembleStatistics"/>, so both were measured by the same code.</summary>
public sealed class Comparison
{
    /// <summary>Most of F's root mean squared error, kT.</summary>
    public const double FreeEnergyError = 0.35;

    /// <summary>Most of the Jensen-Shannon divergence, nats.</summary>
    public const double Divergence = 0.012;

    /// <summary>Most of a timescale's deviation from MD's, as a share of MD's.</summary>
    public const double TimescaleShare = 0.25;

    /// <summary>Timescales that are compared.</summary>
    public const int Timescales = 2;

    /// <summary>Most of the shift of the mean of a bond between heavy atoms, nm.</summary>
    public const double HeavyBondMean = 0.001;

    /// <summary>Most of the deviation of such a bond's standard deviation, as a share of MD's.</summary>
    public const double HeavyBondDeviationShare = 0.1;

    /// <summary>Most of the shift of the mean of a bond to hydrogen, nm.</summary>
    public const double HydrogenBondMean = 0.002;

    /// <summary>Most of the standard deviation of a bond to hydrogen, nm.</summary>
    public const double HydrogenBondDeviation = 0.003;

    /// <summary>The share of MD's frames whose closest non-bonded pair is closer than the contact distance.</summary>
    public const double ContactLevel = 1e-4;

    /// <summary>Most of the share of the run's frames with a closer pair than that.</summary>
    public const double ContactShare = 1e-3;

    /// <summary>Most of the Kolmogorov-Smirnov distance of the displacements.</summary>
    public const double DisplacementDistance = 0.1;

    private Comparison(EnsembleStatistics run, EnsembleStatistics reference, IReadOnlyList<ComparisonRow> rows) => (Run, Reference, Rows) = (run, reference, rows);

    /// <summary>The run.</summary>
    public EnsembleStatistics Run { get; }

    /// <summary>MD.</summary>
    public EnsembleStatistics Reference { get; }

    /// <summary>The figures.</summary>
    public IReadOnlyList<ComparisonRow> Rows { get; }

    /// <summary>Whether no figure failed.</summary>
    public bool Passed => Rows.All(row => row.Verdict != Verdict.Fail);

    /// <summary>Which figures it has.</summary>
    public ComparisonScope Scope { get; private init; }

    /// <summary>Compares.</summary>
    /// <exception cref="InvalidInputException">The two are of different molecules, definitions or lags.</exception>
    public static Comparison Of(EnsembleStatistics run, EnsembleStatistics reference, ComparisonScope scope = ComparisonScope.All)
    {
        ReferenceCheck.Throw(run, reference);
        var whole = scope == ComparisonScope.All;
        return new Comparison(run, reference,
        [
            .. whole ? TorsionRows(run, reference).Concat(TimescaleRows(run, reference)) : [],
            .. BondRows.Of(run, reference),
            .. ContactRows(run, reference),
            .. whole ? HandednessRows(run, reference).Concat(DisplacementRows(run, reference)) : [],
        ])
        { Scope = scope };
    }

    internal static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    internal static Verdict Ask(bool holds) => holds ? Verdict.Pass : Verdict.Fail;

    private static IEnumerable<ComparisonRow> TorsionRows(EnsembleStatistics run, EnsembleStatistics reference)
    {
        for (var i = 0; i < run.TorsionPairs.Count; i++)
        {
            var (name, ours, theirs) = (run.TorsionPairs[i].Name, run.TorsionPairs[i].Histogram, reference.TorsionPairs[i]);
            var error = FreeEnergySurface.Of(ours).RootMeanSquaredError(FreeEnergySurface.Of(theirs.Histogram));
            var divergence = DistributionDistance.JensenShannon(ours, theirs.Histogram);
            var (blockError, blockDivergence) = BlocksAgainstRest(theirs);
            yield return new ComparisonRow(
                $"free energy F(phi, psi) of {name}, RMSE where MD has F <= 4 kT", $"<= {FreeEnergyError} kT", $"{Text(error, "F3")} kT", error,
                blockError is { } e ? $"a fifth of MD against the rest: {Text(e, "F2")} kT" : "", Ask(error <= FreeEnergyError));
            yield return new ComparisonRow(
                $"Jensen-Shannon divergence of (phi, psi) of {name}", $"<= {Divergence} nats", $"{Text(divergence, "F4")} nats", divergence,
                blockDivergence is { } d ? $"a fifth of MD against the rest: {Text(d, "F4")} nats" : "", Ask(divergence <= Divergence));
        }
    }

    private static (double? Error, double? Divergence) BlocksAgainstRest(TorsionPairStatistics pair)
    {
        if (pair.Blocks.Count < 2) return (null, null);
        var (error, divergence) = (0.0, 0.0);
        foreach (var block in pair.Blocks)
        {
            var rest = new Histogram2D(block.Bins);
            foreach (var other in pair.Blocks.Where(other => !ReferenceEquals(other, block))) rest.Add(other);
            error += FreeEnergySurface.Of(block).RootMeanSquaredError(FreeEnergySurface.Of(rest)) / pair.Blocks.Count;
            divergence += DistributionDistance.JensenShannon(block, rest) / pair.Blocks.Count;
        }

        return (error, divergence);
    }

    private static IEnumerable<ComparisonRow> TimescaleRows(EnsembleStatistics run, EnsembleStatistics reference)
    {
        if (run.Kinetics is not { } ours || reference.Kinetics is not { } theirs) yield break;
        for (var k = 0; k < Math.Min(Timescales, theirs.Timescales.Count); k++)
        {
            if (theirs.Timescales[k].Value is not { } expected) yield break;
            var error = theirs.Timescales[k].StandardError;
            var allowed = Math.Max(TimescaleShare * expected, error ?? 0);
            var timescale = k < ours.Timescales.Count ? ours.Timescales[k] : new TimescaleStatistics(null, null, []);
            yield return new ComparisonRow(
                $"implied timescale {k + 1} at a lag of {Text(run.LagTime, "G6")} ps", "within 25 % of MD, or within MD's standard error over five blocks",
                timescale.Value is { } t ? $"{Times(t, timescale.StandardError)} ({Text(100 * (t / expected - 1), "+0;-0;0")} %)" : "not resolved", timescale.Value,
                $"MD: {Times(expected, error)}", Ask(timescale.Value is { } value && Math.Abs(value - expected) <= allowed));
        }
    }

    private static string Times(double value, double? error) => error is { } e ? $"{Text(value, "G4")} ± {Text(e, "G2")} ps" : $"{Text(value, "G4")} ps";

    private static IEnumerable<ComparisonRow> ContactRows(EnsembleStatistics run, EnsembleStatistics reference)
    {
        if (reference.ClosestPair.Total == 0 || run.ClosestPair.Total == 0) yield break;
        var contact = reference.ClosestPair.Quantile(ContactLevel);
        var share = run.ClosestPair.FractionBelow(contact);
        yield return new ComparisonRow(
            "frames with a non-bonded heavy-atom pair closer than MD's 0.01 percentile", "<= 0.1 %", $"{Text(100 * share, "F4")} %", share,
            $"closer than {Text(contact, "F4")} nm", Ask(share <= ContactShare));
        if (run.Pairs.Count == 0 || run.Pairs.Count != reference.Pairs.Count) yield break;
        var worst = Enumerable.Range(0, run.Pairs.Count).MinBy(i => run.Pairs[i].Minimum - reference.Pairs[i].Minimum);
        yield return new ComparisonRow(
            "closest approach of a single pair, the one that falls most below MD's", "", $"{run.Pairs[worst].Name}: {Text(run.Pairs[worst].Minimum, "F3")} nm",
            run.Pairs[worst].Minimum, $"MD: {Text(reference.Pairs[worst].Minimum, "F3")} nm", Verdict.Measured);
    }

    private static IEnumerable<ComparisonRow> HandednessRows(EnsembleStatistics run, EnsembleStatistics reference)
    {
        if (run.Chirality.Count == 0) yield break;
        var right = 1 - (double)run.FramesWithWrongHandedness / run.Frames;
        yield return new ComparisonRow(
            "frames with the right handedness at CA", "all",
            run.FramesWithWrongHandedness == 0 ? $"all {run.Frames}" : $"all but {run.FramesWithWrongHandedness} of {run.Frames}", right,
            reference.FramesWithWrongHandedness == 0 ? "MD: all" : $"MD: all but {reference.FramesWithWrongHandedness}", Ask(run.FramesWithWrongHandedness == 0));
    }

    private static IEnumerable<ComparisonRow> DisplacementRows(EnsembleStatistics run, EnsembleStatistics reference)
    {
        if (reference.Displacement.Total == 0 || run.Displacement.Total == 0) yield break;
        var distance = run.Displacement.KolmogorovSmirnov(reference.Displacement);
        yield return new ComparisonRow(
            $"frame-to-frame RMS displacement over {Text(run.LagTime, "G6")} ps, KS distance", $"<= {DisplacementDistance}", Text(distance, "F3"), distance,
            $"mean {Text(run.Displacement.Mean, "F4")} nm, MD {Text(reference.Displacement.Mean, "F4")} nm", Ask(distance <= DisplacementDistance));
    }
}
