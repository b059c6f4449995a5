using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using LatentSim.Engine.Live;

namespace LatentSim.Engine.Terminal;

/// <summary>Lines of a log as JSON: an object a line, with time (ISO 8601, UTC), level, event, text, and the line's figures.</summary>
internal static class LogJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The line, without a line break.</summary>
    public static string Of(LogLine line)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes, Options))
            Write(writer, line);
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    /// <summary>A line that was written now.</summary>
    public static string Of(string level, string kind, string text) => Of(new LogLine(DateTimeOffset.UtcNow, level, kind, text.ReplaceLineEndings(" ")));

    private static void Write(Utf8JsonWriter writer, LogLine line)
    {
        writer.WriteStartObject();
        writer.WriteString("time", line.Time.UtcDateTime);
        writer.WriteString("level", line.Level);
        writer.WriteString("event", line.Event);
        writer.WriteString("text", line.Text);
        foreach ((string name, object? value) in line.Figures)
        {
            writer.WritePropertyName(name);
            WriteValue(writer, value);
        }

        writer.WriteEndObject();
    }

    // JSON has no numbers that are not finite.
    private static void WriteValue(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case JsonElement element:
                element.WriteTo(writer);
                break;
            case double number when double.IsFinite(number):
                writer.WriteNumberValue(number);
                break;
            case long or int:
                writer.WriteNumberValue(Convert.ToInt64(value));
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }
}
