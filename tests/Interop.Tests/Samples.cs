using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace Interop.Tests;

/// <summary>Numbers to compare estimators on, and how they travel to the script and back.</summary>
internal static class Samples
{
    /// <summary>Standard normal numbers, by Box and Muller.</summary>
    internal static double[] Normal(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()))];
    }

    /// <summary>x(t + 1) = a x(t) + sqrt(1 - a^2) N(0, 1).</summary>
    internal static double[] OrnsteinUhlenbeck(int seed, double a, int length)
    {
        var series = Normal(seed, length);
        for (var t = 1; t < length; t++)
            series[t] = (a * series[t - 1]) + (Math.Sqrt(1 - (a * a)) * series[t]);
        return series;
    }

    /// <summary>Writes float64 numbers to a new file and returns its path.</summary>
    internal static string Write(OtherPrograms programs, double[] values)
    {
        var path = programs.NewFile("f64");
        File.WriteAllBytes(path, MemoryMarshal.AsBytes(values.AsSpan()));
        return path;
    }

    internal static double[] Numbers(JsonNode? array) => [.. array!.AsArray().Select(x => (double)x!)];

    internal static JsonArray Json(IEnumerable<double> values) => [.. values.Select(x => JsonValue.Create(x))];

    internal static void AssertClose(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance, $"Number {i}: {actual[i]}, expected {expected[i]}.");
    }
}
