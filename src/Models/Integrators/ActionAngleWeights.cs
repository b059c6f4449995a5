using LatentSim.Molecules.Particles;

namespace LatentSim.Models.Integrators;

/// <summary>
/// A learned canonical change to action-angle variables of one particle on a line. An orbit is named by its energy; the time to each of its nodes is the time that constant
/// acceleration between nodes would take, times the exponential of a learned curve of the energy. It does not depend on Delta_R: one model serves all.
/// </summary>
/// <param name="Intervals">Intervals through a well in which an orbit turns.</param>
/// <param name="CrossingIntervals">Intervals through a well that an orbit crosses.</param>
/// <param name="MassReference">mu of the curves is this over the mass.</param>
/// <param name="Passages">What was learned, at most once for each way through a well; ways that no trajectory of the sweep took are missing.</param>
public sealed record ActionAngleWeights(
    int Intervals, int CrossingIntervals, double MassReference, IReadOnlyList<PassageCorrection> Passages) : IIntegratorWeights
{
    /// <summary>The most intervals through a well.</summary>
    public const int MostIntervals = 1024;

    /// <summary>The most coefficients of a curve.</summary>
    public const int MostCoefficients = 256;

    /// <inheritdoc/>
    public string? Problem(ParticleSystem system)
    {
        ArgumentNullException.ThrowIfNull(system);
        if (system.CoordinateCount != 1)
            return $"an action-angle integrator moves one particle on a line, not {system.CoordinateCount} coordinates";
        if (Problem() is { } problem)
            return problem;
        int wells = new PotentialWells(system).Count;
        return Passages.Any(passage => passage.Well >= wells) ? $"a passage through a well beyond the {wells} of the potential" : null;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The weights have a problem, or the timestep is not positive.</exception>
    public IIntegrator CreateIntegrator(ParticleSystem system, double timestep)
    {
        if (Problem(system) is { } problem)
            throw new ArgumentException(problem, nameof(system));
        return new ActionAngleIntegrator(this, system, timestep);
    }

    /// <summary>What is wrong with it by itself, or null.</summary>
    internal string? Problem()
    {
        if (Intervals is < 2 or > MostIntervals || CrossingIntervals is < 1 or > MostIntervals)
            return $"{Intervals} and {CrossingIntervals} intervals, expected 2 to {MostIntervals} and 1 to {MostIntervals}";
        if (!(MassReference > 0) || !double.IsFinite(MassReference))
            return FormattableString.Invariant($"mass reference {MassReference}, expected a positive number");
        if (Passages.Select(passage => (passage.Well, passage.Kind)).Distinct().Count() != Passages.Count)
            return "a passage that is given twice";
        return Passages.Select(Problem).FirstOrDefault(problem => problem is not null);
    }

    private string? Problem(PassageCorrection passage)
    {
        if (passage.Well < 0 || !Enum.IsDefined(passage.Kind))
            return $"passage {passage.Kind} of well {passage.Well}, expected a kind that is known and a well from 0";
        int expected = passage.Kind == PassageKind.Crossing ? CrossingIntervals : Intervals;
        if (passage.Curves.Count != expected)
            return $"{passage.Curves.Count} curves of passage {passage.Kind}, expected {expected}";
        return passage.Curves.All(IsGood) ? null : $"a curve of passage {passage.Kind} of well {passage.Well} whose numbers are not finite, or too many, or whose range descends";
    }

    private static bool IsGood(CorrectionCurve curve) =>
        double.IsFinite(curve.Lower) && double.IsFinite(curve.Upper) && curve.Lower <= curve.Upper
        && curve.Coefficients.Count <= MostCoefficients && curve.MassCoefficients.Count <= curve.Coefficients.Count
        && curve.Coefficients.All(double.IsFinite) && curve.MassCoefficients.All(double.IsFinite);
}
