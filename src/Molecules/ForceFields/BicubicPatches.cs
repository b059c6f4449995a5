namespace LatentSim.Molecules.ForceFields;

/// <summary>
/// A <see cref="CorrectionMap"/> between its points: in the cell (s, t), whose sides are one, the energy is the sum of c_ij x^i y^j, i and j from 0 to 3. Values
/// and derivatives at the corners are those of periodic cubic splines along both torsions.
/// </summary>
public sealed class BicubicPatches
{
    /// <summary>Numbers of one cell.</summary>
    public const int CoefficientCount = 16;

    // Powers of x by the value and the slope at 0, and at 1: a cubic between two points.
    private static readonly double[,] Hermite =
    {
        { 1, 0, 0, 0 },
        { 0, 1, 0, 0 },
        { -3, -2, 3, -1 },
        { 2, 1, -2, 1 },
    };

    private readonly double[] _coefficients;

    /// <summary>Makes the cells of a map.</summary>
    public BicubicPatches(CorrectionMap map)
    {
        Size = map.Size;
        int n = Size;
        double[] values = [.. map.Energies];
        double[] byFirst = Slopes(values, n, along: 1, across: n);
        double[] bySecond = Slopes(values, n, along: n, across: 1);
        double[] byBoth = Slopes(bySecond, n, along: 1, across: n);
        _coefficients = new double[n * n * CoefficientCount];
        for (int t = 0; t < n; t++)
            for (int s = 0; s < n; s++)
                Fill(s, t, values, byFirst, bySecond, byBoth);
    }

    /// <summary>Cells along one torsion.</summary>
    public int Size { get; }

    /// <summary>[second torsion's cell, first torsion's cell, i, j], kJ/mol.</summary>
    public IReadOnlyList<double> Coefficients => _coefficients;

    /// <summary>The energy, kJ/mol, and its derivatives by both torsions, kJ/(mol rad).</summary>
    public (double Energy, double ByFirst, double BySecond) Evaluate(double first, double second)
    {
        (int s, double x) = Place(first);
        (int t, double y) = Place(second);
        ReadOnlySpan<double> c = _coefficients.AsSpan(((t * Size) + s) * CoefficientCount, CoefficientCount);
        double energy = 0;
        double byX = 0;
        double byY = 0;
        for (int i = 3; i >= 0; i--)
        {
            double row = (((((c[(4 * i) + 3] * y) + c[(4 * i) + 2]) * y) + c[(4 * i) + 1]) * y) + c[4 * i];
            double rowSlope = (((3 * c[(4 * i) + 3] * y) + (2 * c[(4 * i) + 2])) * y) + c[(4 * i) + 1];
            byX = (byX * x) + energy;
            energy = (energy * x) + row;
            byY = (byY * x) + rowSlope;
        }

        double scale = Size / (2 * Math.PI);
        return (energy, scale * byX, scale * byY);
    }

    // Angles that are not numbers fall into the first cell and stay what they are.
    private (int Cell, double Within) Place(double angle)
    {
        double turns = angle / (2 * Math.PI);
        double place = (turns - Math.Floor(turns)) * Size;
        int cell = Math.Clamp((int)place, 0, Size - 1);
        return (cell, place - cell);
    }

    private void Fill(int s, int t, double[] values, double[] byFirst, double[] bySecond, double[] byBoth)
    {
        // Rows: value and slope along the first torsion at 0 and at 1; columns: the same along the second.
        Span<double> corners = stackalloc double[CoefficientCount];
        for (int right = 0; right < 2; right++)
        {
            for (int upper = 0; upper < 2; upper++)
            {
                int point = ((s + right) % Size) + ((t + upper) % Size * Size);
                corners[(8 * right) + (2 * upper)] = values[point];
                corners[(8 * right) + 4 + (2 * upper)] = byFirst[point];
                corners[(8 * right) + (2 * upper) + 1] = bySecond[point];
                corners[(8 * right) + 4 + (2 * upper) + 1] = byBoth[point];
            }
        }

        Span<double> coefficients = _coefficients.AsSpan(((t * Size) + s) * CoefficientCount, CoefficientCount);
        for (int i = 0; i < 4; i++)
            for (int j = 0; j < 4; j++)
                for (int k = 0; k < 4; k++)
                    for (int l = 0; l < 4; l++)
                        coefficients[(4 * i) + j] += Hermite[i, k] * Hermite[j, l] * corners[(4 * k) + l];
    }

    private static double[] Slopes(double[] values, int n, int along, int across)
    {
        double[] slopes = new double[n * n];
        double[] line = new double[n];
        for (int row = 0; row < n; row++)
        {
            for (int k = 0; k < n; k++)
                line[k] = values[(row * across) + (k * along)];
            double[] lineSlopes = PeriodicCubicSpline.Slopes(line);
            for (int k = 0; k < n; k++)
                slopes[(row * across) + (k * along)] = lineSlopes[k];
        }

        return slopes;
    }
}
