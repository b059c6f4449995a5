namespace LatentSim.Models.Integrators;

/// <summary>
/// Force over distance as a function of the squared distance, as cubics that meet with equal values and slopes. Rows are found by the leading bits of
/// the squared distance over the cutoff's, 128 to an octave, so that they are narrow where the force is steep. All in reduced units.
/// </summary>
internal sealed class PairKickTable
{
    /// <summary>The bits of a double below those that choose the row.</summary>
    public const int FractionBits = 52 - RowBits;

    private const int RowBits = 7;
    private const int RowsPerOctave = 1 << RowBits;
    private const double ClosestSquare = 0.75 * 0.75;
    private const double Difference = 1e-6;

    /// <summary>Tabulates the true force alone.</summary>
    /// <param name="cutoff">The greatest distance, in sigma.</param>
    /// <param name="isShifted">Whether the true force is shifted to be 0 there.</param>
    public PairKickTable(double cutoff, bool isShifted)
        : this(cutoff, isShifted, _ => 0)
    {
    }

    /// <summary>Tabulates the kick of stages of a length.</summary>
    /// <param name="weights">The splines.</param>
    /// <param name="cutoff">The greatest distance, in sigma.</param>
    /// <param name="isShifted">Whether the true force is shifted to be 0 there.</param>
    /// <param name="ratio">rho, the length of a stage over the longest.</param>
    public PairKickTable(SymplecticWeights weights, double cutoff, bool isShifted, double ratio)
        : this(cutoff, isShifted, PairCorrection.Of(weights, ratio))
    {
    }

    private PairKickTable(double cutoff, bool isShifted, Func<double, double> correction)
    {
        double cutoffSquare = cutoff * cutoff;
        int octaves = Math.Max(1, (int)Math.Ceiling(Math.Log2(cutoffSquare / ClosestSquare)));
        int rows = octaves * RowsPerOctave;
        InverseCutoffSquare = 1 / cutoffSquare;
        Lowest = Math.ScaleB(1, -octaves);
        FirstRow = (1023L - octaves) << RowBits;

        // The last row is 0: there is no force beyond the cutoff.
        Rows = new double[4 * (rows + 1)];
        TruePairForce force = new(cutoff, isShifted);
        for (int row = 0; row < rows; row++)
            Fill(row, square => force.OverDistance(square) + correction(square), cutoffSquare);
    }

    /// <summary>1 over the cutoff's square.</summary>
    public double InverseCutoffSquare { get; }

    /// <summary>The least squared distance over the cutoff's that the rows cover; the first row's start stands for all below.</summary>
    public double Lowest { get; }

    /// <summary>The leading bits of <see cref="Lowest"/>.</summary>
    public long FirstRow { get; }

    /// <summary>[row, 4], coefficients of 1, u, u^2 and u^3 with u counted from the row's start.</summary>
    public double[] Rows { get; }

    private void Fill(int row, Func<double, double> function, double cutoffSquare)
    {
        double start = Start(row);
        double width = Start(row + 1) - start;
        (double left, double leftSlope) = Node(start, function, cutoffSquare);
        (double right, double rightSlope) = Node(start + width, function, cutoffSquare);
        double rise = (right - left) / width;
        Rows[4 * row] = left;
        Rows[(4 * row) + 1] = leftSlope;
        Rows[(4 * row) + 2] = ((3 * rise) - (2 * leftSlope) - rightSlope) / width;
        Rows[(4 * row) + 3] = (leftSlope + rightSlope - (2 * rise)) / (width * width);
    }

    private double Start(int row) => BitConverter.Int64BitsToDouble((FirstRow + row) << FractionBits);

    private static (double Value, double Slope) Node(double scaled, Func<double, double> function, double cutoffSquare)
    {
        double step = Difference * scaled;
        double slope = (function((scaled + step) * cutoffSquare) - function((scaled - step) * cutoffSquare)) / (2 * step);
        return (function(scaled * cutoffSquare), slope);
    }
}
