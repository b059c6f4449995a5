using LatentSim.Models.Integrators;

namespace LatentSim.Models.Training;

/// <summary>Sums of squared residuals over states, and the iterations of Levenberg and Marquardt that make them small. Derivatives are differences: there are few parameters.</summary>
internal sealed class SymplecticFit
{
    private const double Difference = 1e-5;
    private const double FirstDamping = 1e-2;
    private const double LeastDamping = 1e-9;
    private const double DampingFactor = 5;
    private const int MostTries = 8;
    private const double SmoothnessWeight = 1e-5;

    private readonly SymplecticOptions options;
    private readonly SymplecticResiduals residuals;
    private readonly IReadOnlyList<SymplecticState> states;
    private double damping = FirstDamping;

    public SymplecticFit(SymplecticOptions options, SymplecticResiduals residuals, IReadOnlyList<SymplecticState> states)
    {
        this.options = options;
        this.residuals = residuals;
        this.states = states;
        Parameters = SymplecticParameters.Start(options);
        Loss = Mean(Parameters, states) + Penalty(Parameters);
    }

    /// <summary>The parameters so far.</summary>
    public double[] Parameters { get; private set; }

    /// <summary>Their mean loss of a state, with the penalty.</summary>
    public double Loss { get; private set; }

    /// <summary>One iteration.</summary>
    /// <returns>Whether the loss went down.</returns>
    public bool Improve(CancellationToken cancellation)
    {
        NormalEquations equations = Linearize(cancellation);
        for (int attempt = 0; attempt < MostTries && !cancellation.IsCancellationRequested; attempt++)
        {
            double[] trial = [.. Parameters.Zip(equations.Step(damping), (value, step) => value + step)];
            double loss = Mean(trial, states) + Penalty(trial);
            if (loss < Loss)
            {
                damping = Math.Max(damping / DampingFactor, LeastDamping);
                (Parameters, Loss) = (trial, loss);
                return true;
            }

            damping *= DampingFactor;
        }

        return false;
    }

    /// <summary>The mean loss of states.</summary>
    public double Mean(double[] parameters, IReadOnlyList<SymplecticState> of)
    {
        Dictionary<double, SymplecticPlan> plans = Plans(parameters, of);
        double[] row = new double[residuals.Count];
        double sum = 0;
        foreach (SymplecticState state in of)
        {
            residuals.Evaluate(state, plans[state.Ratio], row);
            foreach (double residual in row)
                sum += residual * residual;
        }

        return sum / Math.Max(1, of.Count);
    }

    private NormalEquations Linearize(CancellationToken cancellation)
    {
        int count = Parameters.Length;
        Dictionary<double, SymplecticPlan> plans = Plans(Parameters, states);
        Dictionary<double, SymplecticPlan>[] moved = [.. Enumerable.Range(0, count).Select(i => Plans(Moved(i), states))];
        NormalEquations equations = new(count);
        double[] row = new double[residuals.Count];
        double[][] derivatives = [.. Enumerable.Range(0, count).Select(_ => new double[row.Length])];
        foreach (SymplecticState state in states)
        {
            if (cancellation.IsCancellationRequested)
                break;
            residuals.Evaluate(state, plans[state.Ratio], row);
            for (int i = 0; i < count; i++)
            {
                residuals.Evaluate(state, moved[i][state.Ratio], derivatives[i]);
                for (int k = 0; k < row.Length; k++)
                    derivatives[i][k] = (derivatives[i][k] - row[k]) / Difference;
            }

            equations.Add(row, derivatives);
        }

        AddPenalty(equations);
        return equations;
    }

    private double[] Moved(int parameter)
    {
        double[] moved = [.. Parameters];
        moved[parameter] += Difference;
        return moved;
    }

    private Dictionary<double, SymplecticPlan> Plans(double[] parameters, IReadOnlyList<SymplecticState> of)
    {
        SymplecticWeights weights = SymplecticParameters.ToWeights(parameters, options);
        return of.Select(state => state.Ratio).Distinct().ToDictionary(ratio => ratio, ratio => residuals.Plan(weights, ratio));
    }

    private double Penalty(double[] parameters) => SymplecticParameters.Smoothness(options).Sum(row => SmoothnessWeight * Math.Pow(Bend(parameters, row), 2));

    private void AddPenalty(NormalEquations equations)
    {
        double scale = Math.Sqrt(SmoothnessWeight * states.Count);
        foreach ((int First, double Weight) row in SymplecticParameters.Smoothness(options))
        {
            double[][] derivatives = [.. Enumerable.Range(0, Parameters.Length).Select(_ => new double[1])];
            (derivatives[row.First][0], derivatives[row.First + 1][0], derivatives[row.First + 2][0]) = (scale * row.Weight, -2 * scale * row.Weight, scale * row.Weight);
            equations.Add([scale * Bend(Parameters, row)], derivatives);
        }
    }

    private static double Bend(double[] parameters, (int First, double Weight) row) =>
        row.Weight * (parameters[row.First] - (2 * parameters[row.First + 1]) + parameters[row.First + 2]);
}
