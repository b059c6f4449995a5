using LatentSim.Analysis;
using LatentSim.Engine.Configuration;
using LatentSim.Engine.Reference;
using LatentSim.Molecules.Dynamics;

namespace LatentSim.Engine.Evaluation.Chains;

/// <summary>What is known exactly of a reference process over a lag, on cells that divide the bins it is reported in.</summary>
internal abstract class ExactDynamics
{
    /// <summary>The slow processes that are compared.</summary>
    public const int Processes = 3;

    /// <summary>The cells of a bin, enough for quadrature: a lag's steps are many cells wide.</summary>
    public const int CellsPerBin = 4;

    private readonly double[] byBin;

    /// <param name="axis">The bins.</param>
    /// <param name="stationary">The stationary probability of each cell.</param>
    protected ExactDynamics(HistogramAxis axis, double[] stationary)
    {
        Axis = axis;
        Stationary = stationary;
        byBin = [.. stationary.Chunk(CellsPerBin).Select(cells => cells.Sum())];
    }

    /// <summary>What the process is.</summary>
    public abstract string Name { get; }

    /// <summary>The bins.</summary>
    public HistogramAxis Axis { get; }

    /// <summary>The number of cells.</summary>
    public int Cells => Axis.Bins * CellsPerBin;

    /// <summary>The width of a cell.</summary>
    public double CellWidth => Axis.Width / CellsPerBin;

    /// <summary>The stationary probability of each cell.</summary>
    public IReadOnlyList<double> Stationary { get; }

    /// <summary>The stationary probability of each bin.</summary>
    public IReadOnlyList<double> StationaryByBin => byBin;

    /// <summary>F in the bins.</summary>
    public FreeEnergyProfile Profile => FreeEnergyProfile.Known(Axis, byBin);

    /// <summary>The highest F that is compared, kT.</summary>
    public abstract double Ceiling { get; }

    /// <summary>The slowest implied timescales, in steps.</summary>
    public abstract IReadOnlyList<double> Timescales { get; }

    /// <summary>Their eigenfunctions in the cells, each of unit norm under the stationary law.</summary>
    public abstract IReadOnlyList<double[]> Eigenfunctions { get; }

    /// <summary>The probability that a lag leads from a cell into a cell.</summary>
    public abstract double Probability(int from, int to);

    /// <summary>The standard error, relative, that counting transitions over the lag has in timescale k (from zero) for so many steps; null where it is not known.</summary>
    public abstract double? TimescaleError(int k, double steps);

    /// <summary>The process that a configuration names.</summary>
    public static ExactDynamics Of(ReferenceSettings settings, int lag) =>
        settings.Process == "chain" ? new ExactChain(NumberProcess.ChainOf(settings), lag) : ExactBrownian.ByQuadrature(settings, lag);
}

/// <summary>The chain on the bins of a potential.</summary>
internal sealed class ExactChain : ExactDynamics
{
    private readonly PotentialChain chain;
    private readonly int lag;
    private readonly double[,] power;

    public ExactChain(PotentialChain chain, int lag)
        : base(new HistogramAxis(chain.Low, chain.High, chain.Centers.Count), InCells(chain.Chain.Stationary, 1.0 / CellsPerBin))
    {
        this.chain = chain;
        this.lag = lag;
        power = chain.Chain.Power(lag);
        Timescales = [.. Enumerable.Range(1, Processes).Select(chain.Chain.Timescale)];
        Eigenfunctions = [.. Enumerable.Range(1, Processes).Select(k => InCells(chain.Chain.Eigenfunction(k), 1))];
    }

    public override string Name => $"chain of {chain.Centers.Count} bins";

    public override double Ceiling => double.PositiveInfinity;

    public override IReadOnlyList<double> Timescales { get; }

    public override IReadOnlyList<double[]> Eigenfunctions { get; }

    public override double Probability(int from, int to) => power[from / CellsPerBin, to / CellsPerBin] / CellsPerBin;

    public override double? TimescaleError(int k, double steps) => Molecules.Dynamics.TimescaleError.Of(chain.Chain, k + 1, lag, steps) / Timescales[k];

    private static double[] InCells(IReadOnlyList<double> bins, double factor) =>
        [.. bins.SelectMany(value => Enumerable.Repeat(value * factor, CellsPerBin))];
}

/// <summary>Brownian dynamics, by quadrature of its one-step operator.</summary>
internal sealed class ExactBrownian : ExactDynamics
{
    private const double Reach = 1.4;
    private const double HighestFreeEnergy = 5;
    private readonly TransitionOperator operation;

    private ExactBrownian(HistogramAxis axis, TransitionOperator operation, int lag)
        : base(axis, [.. operation.Stationary])
    {
        this.operation = operation;
        Timescales = operation.ImpliedTimescales(Processes, lag);
        Eigenfunctions = operation.Eigenfunctions(Processes);
    }

    public override string Name => "Brownian dynamics";

    public override double Ceiling => HighestFreeEnergy;

    public override IReadOnlyList<double> Timescales { get; }

    public override IReadOnlyList<double[]> Eigenfunctions { get; }

    public override double Probability(int from, int to) => operation.Probability(from, to);

    public override double? TimescaleError(int k, double steps) => null;

    public static ExactBrownian ByQuadrature(ReferenceSettings settings, int lag)
    {
        BrownianProcess process = NumberProcess.BrownianOf(settings);
        double width = NumberProcess.ChainOf(settings).Width;
        int half = (int)Math.Ceiling(Reach / width);
        var axis = new HistogramAxis(-half * width, half * width, 2 * half);
        TransitionOperator step = TransitionOperator.Of(
            x => [new WeightedGaussian(1, process.Mean(x), process.Deviation)], axis.Low, width / CellsPerBin, axis.Bins * CellsPerBin);
        return new ExactBrownian(axis, step.Power(lag), lag);
    }
}
