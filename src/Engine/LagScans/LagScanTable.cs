using System.Globalization;
using LatentSim.Models.Training;

namespace LatentSim.Engine.LagScans;

/// <summary>What a scan of lags found, as rows.</summary>
internal sealed class LagScanTable
{
    private const int MostTimescales = 4;
    private readonly int? plateau;

    public LagScanTable(IReadOnlyList<LagScanPoint> points, string unit)
    {
        Points = points;
        Unit = unit;
        plateau = LagScan.Plateau(points);
        Timescales = Math.Min(MostTimescales, points.Min(point => point.Encoder.Timescales.Length));
    }

    public IReadOnlyList<LagScanPoint> Points { get; }

    public string Unit { get; }

    /// <summary>How many timescales are listed.</summary>
    public int Timescales { get; }

    public IReadOnlyList<string> Headings =>
        [$"lag ({Unit})", "VAMP-2, training", "VAMP-2, held out", "m", "gap", .. Enumerable.Range(1, Timescales).Select(i => $"t{i} ({Unit})"), ""];

    public IEnumerable<IReadOnlyList<string>> Rows => Points.Select((point, i) => (IReadOnlyList<string>)
    [
        Text(point.LagTime, "g6"), Text(point.TrainingScore, "f4"), Text(point.ValidationScore, "f4"), Text(point.Encoder.Dimension, "f0"),
        point.Gap is { } gap ? Text(gap, "f3") : "-",
        .. point.Encoder.Timescales.Take(Timescales).Select(time => time > 0 ? Text(time, "g4") : "-"),
        i >= plateau && point.Encoder.Timescales[0] > point.LagTime ? "plateau" : "",
    ]);

    public string Verdict => plateau is { } first
        ? $"t1 is the same within {LagScan.Tolerance:p0} from lag {Text(Points[first].LagTime, "g6")} {Unit} on".Replace(" %", "%")
        : "t1 still changes with the lag: scan longer lags, or give the encoder better features";

    public void Print()
    {
        string[][] lines = [[.. Headings], .. Rows.Select(row => row.ToArray())];
        int[] widths = [.. Enumerable.Range(0, lines[0].Length).Select(column => lines.Max(line => line[column].Length))];
        foreach (string[] line in lines)
            Console.WriteLine(string.Join("  ", line.Select((cell, column) => cell.PadLeft(widths[column]))).TrimEnd());
        Console.WriteLine(Verdict);
    }

    public object Figures() => new
    {
        TimeUnit = Unit,
        PlateauLag = plateau is { } first ? Points[first].LagTime : (double?)null,
        Lags = Points.Select((point, i) => new
        {
            Lag = point.LagTime,
            point.LagFrames,
            point.TrainingScore,
            point.ValidationScore,
            point.Encoder.Dimension,
            point.Gap,
            point.Encoder.Eigenvalues,
            point.Encoder.ValidationEigenvalues,
            point.Encoder.Timescales,
        }),
    };

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
