using System.Text.Json;
using System.Text.Json.Serialization;

namespace LatentSim.Analysis;

/// <summary>The total energy of a run of particles so far: its observables.json. Changes are those since each walker's first frame.</summary>
/// <param name="Frames">Frames counted, of all walkers.</param>
/// <param name="Walkers">Walkers counted so far.</param>
/// <param name="LagTime">Time of one step, in tau.</param>
/// <param name="Energy">The mean energy over all frames; its error is that of the mean over walkers, whose starts differ.</param>
/// <param name="Deviation">The standard deviation of the energy over the frames of a walker, root mean square over walkers.</param>
/// <param name="RelativeDeviation">The same as a share of each walker's energy at its start.</param>
/// <param name="GreatestRelativeChange">The greatest |E - E_0| / |E_0| of any walker.</param>
/// <param name="GreatestChangeWalker">The walker where it was.</param>
/// <param name="GreatestChangeFrame">Its frame, counted from 0.</param>
/// <param name="RelativeDrift">The slope of (E - E_0) / |E_0| over time, 1/tau, the mean over walkers, with its standard error from the scatter of blocks of time about the lines.</param>
/// <param name="DriftIsConsistentWithZero">Whether the drift is within two standard errors of zero, or below rounding.</param>
public sealed record EnergyEstimates(
    long Frames, int Walkers, double LagTime, Estimate Energy, double? Deviation, double? RelativeDeviation, double? GreatestRelativeChange,
    int? GreatestChangeWalker, long? GreatestChangeFrame, Estimate RelativeDrift, bool? DriftIsConsistentWithZero)
{
    private const double Confidence = 2;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>The text of observables.json.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Options) + "\n";

    internal static EnergyEstimates Of(IReadOnlyList<WalkerEnergy> walkers, double timestep)
    {
        (WalkerEnergy Walker, int Index)[] counted = [.. walkers.Select((walker, index) => (walker, index)).Where(pair => pair.walker.Frames > 0)];
        if (counted.Length == 0) return new EnergyEstimates(0, 0, timestep, None, null, null, null, null, null, None, null);

        // A share of nothing is no number.
        (WalkerEnergy Walker, int Index)[] bound = [.. counted.Where(pair => pair.Walker.Start != 0)];
        double[] means = [.. counted.Select(pair => pair.Walker.Start + pair.Walker.MeanChange)];
        (double Share, int Walker, long Frame)? worst = bound.Length == 0 ? null : bound
            .Select(pair => (Math.Abs(pair.Walker.GreatestChange / pair.Walker.Start), pair.Index, pair.Walker.GreatestAt)).MaxBy(item => item.Item1);
        var drift = Drift(bound, timestep);
        double? time = bound.Length == 0 ? null : bound.Max(pair => pair.Walker.Frames) * timestep;
        return new EnergyEstimates(
            counted.Sum(pair => pair.Walker.Frames), counted.Length, timestep,
            new Estimate(means.Average(), means.Length > 1 ? BlockAverage.Of(means).StandardError : null),
            Root(counted.Select(pair => pair.Walker.Variance)), Root(bound.Select(pair => pair.Walker.Variance / (pair.Walker.Start * pair.Walker.Start))),
            worst?.Share, worst?.Walker, worst?.Frame, drift,
            drift.Value is { } slope && drift.StandardError is { } error ? Math.Abs(slope) <= Confidence * error || Math.Abs(slope) * time < LinearDrift.Rounding : null);
    }

    private static Estimate None => new(null, null);

    private static Estimate Drift((WalkerEnergy Walker, int Index)[] walkers, double timestep)
    {
        var slopes = walkers.Select(pair => (Slope: pair.Walker.Slope(timestep), Scale: 1 / Math.Abs(pair.Walker.Start))).Where(item => double.IsFinite(item.Slope.Value)).ToArray();
        if (slopes.Length == 0) return None;
        return new Estimate(
            slopes.Average(item => item.Slope.Value * item.Scale),
            Math.Sqrt(slopes.Sum(item => Math.Pow(item.Slope.StandardError * item.Scale, 2))) / slopes.Length);
    }

    private static double? Root(IEnumerable<double> squares) => squares.Any() ? Math.Sqrt(squares.Average()) : null;
}
