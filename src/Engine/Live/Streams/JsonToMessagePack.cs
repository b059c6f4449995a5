using System.Buffers;
using System.Text.Json;
using MessagePack;

namespace LatentSim.Engine.Live.Streams;

/// <summary>Writes JSON as MessagePack: objects become maps, whole numbers integers, other numbers float64.</summary>
internal static class JsonToMessagePack
{
    /// <summary>Writes a text.</summary>
    /// <exception cref="JsonException">It is not JSON, or is nested deeper than 64.</exception>
    public static void Write(ref MessagePackWriter writer, string json)
    {
        using var document = JsonDocument.Parse(json);
        Write(ref writer, document.RootElement);
    }

    /// <summary>Writes a text in UTF-8.</summary>
    /// <exception cref="JsonException">It is not JSON, or is nested deeper than 64.</exception>
    public static byte[] Convert(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        var bytes = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(bytes);
        Write(ref writer, document.RootElement);
        writer.Flush();
        return bytes.WrittenSpan.ToArray();
    }

    private static void Write(ref MessagePackWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteMapHeader(value.GetPropertyCount());
                foreach (JsonProperty property in value.EnumerateObject())
                {
                    writer.Write(property.Name);
                    Write(ref writer, property.Value);
                }

                break;
            case JsonValueKind.Array:
                writer.WriteArrayHeader(value.GetArrayLength());
                foreach (JsonElement item in value.EnumerateArray())
                    Write(ref writer, item);
                break;
            case JsonValueKind.Number:
                WriteNumber(ref writer, value);
                break;
            case JsonValueKind.String:
                writer.Write(value.GetString());
                break;
            case JsonValueKind.True or JsonValueKind.False:
                writer.Write(value.GetBoolean());
                break;
            default:
                writer.WriteNil();
                break;
        }
    }

    private static void WriteNumber(ref MessagePackWriter writer, JsonElement value)
    {
        if (value.TryGetInt64(out long whole))
            writer.Write(whole);
        else if (value.TryGetUInt64(out ulong large))
            writer.Write(large);
        else
            writer.Write(value.GetDouble());
    }
}
