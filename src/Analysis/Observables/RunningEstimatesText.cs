using System.Text;
using System.Text.Json;

namespace LatentSim.Analysis;

/// <summary><see cref="RunningEstimates"/> as JSON, name by name: a serializer would look at the types first, for a tenth of a second of every short run.</summary>
internal sealed class RunningEstimatesText : IDisposable
{
    private readonly MemoryStream _bytes = new();
    private readonly Utf8JsonWriter _writer;

    private RunningEstimatesText() => _writer = new Utf8JsonWriter(_bytes);

    /// <summary>The text.</summary>
    internal static string Of(RunningEstimates estimates)
    {
        using var text = new RunningEstimatesText();
        text.Write(estimates);
        text._writer.Flush();
        return Encoding.UTF8.GetString(text._bytes.GetBuffer().AsSpan(0, (int)text._bytes.Length));
    }

    public void Dispose()
    {
        _writer.Dispose();
        _bytes.Dispose();
    }

    private void Write(RunningEstimates estimates)
    {
        _writer.WriteStartObject();
        WriteHead(estimates.Frames, estimates.Walkers, estimates.LagTime);
        Write("radiusOfGyration", estimates.RadiusOfGyration);
        Write("radiusOfGyrationDeviation", estimates.RadiusOfGyrationDeviation);
        WriteAll("torsionPairs", estimates.TorsionPairs, Write);
        WriteAll("adjacentDistances", estimates.AdjacentDistances, Write);
        _writer.WritePropertyName("latent");
        if (estimates.Latent is { } latent)
            Write(latent);
        else
            _writer.WriteNullValue();
        _writer.WriteEndObject();
    }

    private void Write(PairEstimates pair)
    {
        _writer.WriteStartObject();
        _writer.WriteString("name", pair.Name);
        WriteAll("counts", pair.Counts, _writer.WriteNumberValue);
        WriteAll("populations", pair.Populations, Write);
        WriteAll("rates", pair.Rates, Write);
        Write("slowestTimescale", pair.SlowestTimescale);
        _writer.WriteEndObject();
    }

    private void Write(BasinRate rate)
    {
        _writer.WriteStartObject();
        _writer.WriteString("from", NameOf(rate.From));
        _writer.WriteString("to", NameOf(rate.To));
        _writer.WriteNumber("transitions", rate.Transitions);
        Write("perNanosecond", rate.PerNanosecond);
        _writer.WriteEndObject();
    }

    private void Write(DistanceEstimates distance)
    {
        _writer.WriteStartObject();
        _writer.WriteString("name", distance.Name);
        Write("mean", distance.Mean);
        Write("standardDeviation", distance.StandardDeviation);
        Write("minimum", distance.Minimum);
        Write("maximum", distance.Maximum);
        _writer.WriteEndObject();
    }

    private void Write(LatentEstimates latent)
    {
        _writer.WriteStartObject();
        WriteHead(latent.Frames, latent.Walkers, latent.LagTime);
        _writer.WriteNumber("low", latent.Low);
        _writer.WriteNumber("high", latent.High);
        WriteAll("counts", latent.Counts, _writer.WriteNumberValue);
        _writer.WriteNumber("outside", latent.Outside);
        WriteAll("freeEnergy", latent.FreeEnergy, Write);
        WriteAll("autocorrelationTimes", latent.AutocorrelationTimes, Write);
        _writer.WriteEndObject();
    }

    private void WriteHead(long frames, int walkers, double lagTime)
    {
        _writer.WriteNumber("frames", frames);
        _writer.WriteNumber("walkers", walkers);
        _writer.WriteNumber("lagTime", lagTime);
    }

    private void Write(string name, Estimate estimate)
    {
        _writer.WritePropertyName(name);
        Write(estimate);
    }

    private void Write(Estimate estimate)
    {
        _writer.WriteStartObject();
        Write("value", estimate.Value);
        Write("standardError", estimate.StandardError);
        _writer.WriteEndObject();
    }

    private void Write(string name, double? number)
    {
        if (number is { } known)
            _writer.WriteNumber(name, known);
        else
            _writer.WriteNull(name);
    }

    private void WriteAll<T>(string name, T[] items, Action<T> write)
    {
        _writer.WriteStartArray(name);
        foreach (var item in items) write(item);
        _writer.WriteEndArray();
    }

    private static string NameOf(Basin basin) => JsonNamingPolicy.CamelCase.ConvertName(basin.ToString());
}
