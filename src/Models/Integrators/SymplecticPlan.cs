namespace LatentSim.Models.Integrators;

/// <summary>The lengths of the drifts and kicks of one timestep, in reduced units, and what a kick is.</summary>
internal sealed record SymplecticPlan
{
    /// <summary>The most stages of a timestep.</summary>
    public const int MostStages = 1_000_000;

    private const double Tolerance = 1e-9;

    /// <summary>Plans a timestep.</summary>
    /// <param name="weights">What was learned.</param>
    /// <param name="length">The length of a stage, in sigma sqrt(m / epsilon).</param>
    /// <param name="stages">The number of stages.</param>
    /// <param name="cutoff">The greatest distance, in sigma.</param>
    /// <param name="isShifted">Whether the true force is shifted to be 0 there.</param>
    public SymplecticPlan(SymplecticWeights weights, double length, int stages, double cutoff, bool isShifted)
    {
        double ratio = length / weights.Spacing;
        Stages = stages;
        Length = length;
        FirstDrift = Coefficient(weights, 0, ratio) * length;
        SecondDrift = Coefficient(weights, 1, ratio) * length;
        ProcessorKick = Coefficient(weights, 2, ratio) * length;
        Table = new PairKickTable(weights, cutoff, isShifted, ratio);
    }

    /// <summary>The number of stages.</summary>
    public int Stages { get; init; }

    /// <summary>The length of a stage.</summary>
    public double Length { get; }

    /// <summary>The kick.</summary>
    public PairKickTable Table { get; }

    /// <summary>The first drift of the processor.</summary>
    public double FirstDrift { get; }

    /// <summary>Its second.</summary>
    public double SecondDrift { get; }

    /// <summary>The first kick of the processor; the second is its opposite.</summary>
    public double ProcessorKick { get; }

    /// <summary>The last drift of the processor with the first of the stages.</summary>
    public double Joint => (0.5 * Length) - FirstDrift - SecondDrift;

    /// <summary>The fewest stages of a timestep that are no longer than the spacing.</summary>
    /// <exception cref="ArgumentException">There are too many.</exception>
    public static int StagesOf(SymplecticWeights weights, double timestep)
    {
        double stages = Math.Max(1, Math.Ceiling((timestep / weights.Spacing) - Tolerance));
        return stages <= MostStages
            ? (int)stages
            : throw new ArgumentException(FormattableString.Invariant($"A timestep of {stages} stages, expected at most {MostStages}."), nameof(timestep));
    }

    private static double Coefficient(SymplecticWeights weights, int index, double ratio) =>
        weights.Processor[index] + (weights.Processor[index + 3] * ratio * ratio);
}
