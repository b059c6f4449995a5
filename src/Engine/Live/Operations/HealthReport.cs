using System.Buffers;
using System.Text.Json;

namespace LatentSim.Engine.Live.Operations;

/// <summary>Whether a run goes on as it should.</summary>
/// <param name="IsHealthy">Whether nobody need look at it.</param>
/// <param name="Status">Its phase; stalled where it should go on and does not.</param>
/// <param name="Reason">Why, a line; null where there is nothing to say.</param>
internal sealed record HealthReport(bool IsHealthy, string Status, string? Reason)
{
    /// <summary>The report in JSON.</summary>
    public ReadOnlyMemory<byte> ToJson()
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("status", Status);
            json.WriteString("reason", Reason);
            json.WriteEndObject();
        }

        return bytes.WrittenMemory;
    }
}
