using LatentSim.Analysis;
using LatentSim.Models.ModelFile;
using LatentSim.Models.Propagator;
using LatentSim.Models.Weights;

namespace LatentSim.Engine.Evaluation.Chains;

/// <summary>A model's own transition operator in the coordinate of its data, on the cells of the exact process and as many beyond as it reaches.</summary>
internal sealed class LearnedDynamics
{
    private const double MostAtTheEnds = 1e-7;
    private const int MostWidenings = 5;
    private readonly ExactDynamics exact;
    private readonly int margin;

    private LearnedDynamics(ExactDynamics exact, TransitionOperator operation, int margin, double lag)
    {
        this.exact = exact;
        this.margin = margin;
        Operator = operation;
        Timescales = operation.ImpliedTimescales(ExactDynamics.Processes, lag);
    }

    /// <summary>The operator; its first cells lie below those of the exact process.</summary>
    public TransitionOperator Operator { get; }

    /// <summary>The slowest implied timescales.</summary>
    public IReadOnlyList<double> Timescales { get; }

    /// <summary>The stationary probability of each bin.</summary>
    public double[] StationaryByBin => [.. Enumerable.Range(0, exact.Axis.Bins).Select(bin => Sum(bin, Operator.Stationary))];

    /// <summary>The stationary probability of all that lies beyond the bins.</summary>
    public double Outside => 1 - StationaryByBin.Sum();

    /// <summary>F in the bins.</summary>
    public FreeEnergyProfile Profile => FreeEnergyProfile.Known(exact.Axis, StationaryByBin);

    /// <summary>The operator of a model of one coordinate without an encoder.</summary>
    public static LearnedDynamics Of(Simulator model, ExactDynamics exact)
    {
        CoordinateRange range = model.Coordinates!;
        Func<double, IReadOnlyList<WeightedGaussian>> density = DensityOf(new MixtureDensity(model.Propagator!), range);
        int margin = exact.Cells / ExactDynamics.CellsPerBin;
        for (int attempt = 0; ; attempt++)
        {
            TransitionOperator operation = TransitionOperator.Of(
                density, exact.Axis.Low - (margin * exact.CellWidth), exact.CellWidth, exact.Cells + (2 * margin));
            if (operation.Stationary[0] + operation.Stationary[^1] < MostAtTheEnds || attempt == MostWidenings)
                return new LearnedDynamics(exact, operation, margin, model.LagTime);
            margin += margin / 2;
        }
    }

    /// <summary>The probability of a lag from a cell of the exact process into another.</summary>
    public double Probability(int from, int to) => Operator.Probability(from + margin, to + margin);

    /// <summary>
    /// The total variation 1/2 sum |p(x' | x) - exact p(x' | x)|, averaged over the exact stationary law of x; p(x' | x) in groups of so many cells. What the
    /// model sends beyond the bins counts as wrong.
    /// </summary>
    public double TotalVariation(int cellsTogether)
    {
        double sum = 0;
        for (int from = 0; from < exact.Cells; from++)
        {
            double difference = 0;
            double inside = 0;
            for (int to = 0; to < exact.Cells; to += cellsTogether)
            {
                (double learned, double known) = (0, 0);
                for (int cell = to; cell < to + cellsTogether; cell++)
                {
                    learned += Probability(from, cell);
                    known += exact.Probability(from, cell);
                }

                difference += Math.Abs(learned - known);
                inside += learned;
            }

            sum += exact.Stationary[from] * 0.5 * (difference + 1 - inside);
        }

        return sum;
    }

    private static Func<double, IReadOnlyList<WeightedGaussian>> DensityOf(MixtureDensity density, CoordinateRange range)
    {
        double low = range.Minimum[0];
        double scale = range.Maximum[0] - low;
        var (weights, means, deviations) = (new double[density.Components], new double[density.Components], new double[density.Components]);
        return x =>
        {
            density.At([(float)((x - low) / scale)], weights, means, deviations);
            return [.. Enumerable.Range(0, density.Components).Select(c => new WeightedGaussian(weights[c], low + (scale * means[c]), scale * deviations[c]))];
        };
    }

    private double Sum(int bin, IReadOnlyList<double> cells)
    {
        double sum = 0;
        for (int cell = 0; cell < ExactDynamics.CellsPerBin; cell++)
            sum += cells[margin + (bin * ExactDynamics.CellsPerBin) + cell];
        return sum;
    }
}
