using System.Globalization;

namespace LatentSim.Analysis.Reports;

/// <summary>Numbers with their errors as text.</summary>
public static class ErrorText
{
    /// <summary>"0.912 ± 0.013": the error to two digits, the value to the same place; without an error four digits.</summary>
    public static string Of(double value, double? error)
    {
        if (error is not { } e || !double.IsFinite(e) || e <= 0) return Digits(value, 4);
        return $"{Fixed(value, Decimals(e))} ± {Rounded(e)}";
    }

    /// <summary>An error, to two digits.</summary>
    public static string Rounded(double error) => error > 0 && double.IsFinite(error) ? Fixed(error, Decimals(error)) : Digits(error, 2);

    private static int Decimals(double error) => (int)Math.Clamp(1 - Math.Floor(Math.Log10(error)), 0, 9);

    private static string Fixed(double value, int decimals) => value.ToString("F" + decimals, CultureInfo.InvariantCulture);

    private static string Digits(double value, int digits)
    {
        if (value == 0 || !double.IsFinite(value)) return value.ToString(CultureInfo.InvariantCulture);
        return Fixed(value, (int)Math.Clamp(digits - 1 - Math.Floor(Math.Log10(Math.Abs(value))), 0, 9));
    }
}
