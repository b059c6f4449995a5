using System.Runtime.InteropServices;
using LatentSim.Models.Integrators;

namespace LatentSim.Models.Training;

/// <summary>What trajectories show of one interval.</summary>
internal sealed class IntervalSamples
{
    private readonly List<double> lambda = [];
    private readonly List<double> mu = [];
    private readonly List<double> corrections = [];

    /// <summary>The number of trajectories.</summary>
    public int Count => corrections.Count;

    /// <summary>The sum of the squares of the corrections.</summary>
    public double SumOfSquares => corrections.Sum(correction => correction * correction);

    /// <summary>Adds a trajectory.</summary>
    public void Add(double orbitLambda, double orbitMu, double correction)
    {
        lambda.Add(orbitLambda);
        mu.Add(orbitMu);
        corrections.Add(correction);
    }

    /// <summary>Fits a curve; see <see cref="CorrectionFit"/>.</summary>
    public (CorrectionCurve Curve, double Error) Fit(ActionAngleOptions options) =>
        CorrectionFit.Fit(CollectionsMarshal.AsSpan(lambda), CollectionsMarshal.AsSpan(mu), CollectionsMarshal.AsSpan(corrections), options);
}
