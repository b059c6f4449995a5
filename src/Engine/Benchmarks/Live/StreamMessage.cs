using System.Buffers;
using MessagePack;

namespace LatentSim.Engine.Benchmarks.Live;

/// <summary>What a client needs to know of a message of the stream.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Id">The subscription; -1 where there is none.</param>
/// <param name="Count">Frames in it.</param>
/// <param name="Made">When they were made, Unix seconds.</param>
internal readonly record struct StreamMessage(string Type, int Id, int Count, double Made)
{
    /// <summary>Reads a message.</summary>
    public static StreamMessage Read(ReadOnlyMemory<byte> bytes)
    {
        var reader = new MessagePackReader(bytes);
        (string type, int id, int count, double made) = ("", -1, 0, 0);
        for (int left = reader.ReadMapHeader(); left > 0; left--)
        {
            switch (reader.ReadString())
            {
                case "type":
                    type = reader.ReadString() ?? "";
                    break;
                case "id":
                    id = reader.ReadInt32();
                    break;
                case "count":
                    count = reader.ReadInt32();
                    break;
                case "made":
                    made = reader.ReadDouble();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return new StreamMessage(type, id, count, made);
    }

    /// <summary>Asks for frames of a walker, the newest.</summary>
    public static byte[] Subscribe(int id, int walker, long stride, int credits, params ReadOnlySpan<string> fields)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        writer.WriteMapHeader(7);
        writer.Write("type");
        writer.Write("subscribe");
        writer.Write("id");
        writer.Write(id);
        writer.Write("walkers");
        writer.WriteArrayHeader(1);
        writer.Write(walker);
        writer.Write("stride");
        writer.Write(stride);
        writer.Write("fields");
        writer.WriteArrayHeader(fields.Length);
        foreach (string field in fields)
            writer.Write(field);
        writer.Write("delivery");
        writer.Write("newest");
        writer.Write("credits");
        writer.Write(credits);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Gives credits.</summary>
    public static byte[] Credit(int id, int credits)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        writer.WriteMapHeader(3);
        writer.Write("type");
        writer.Write("credit");
        writer.Write("id");
        writer.Write(id);
        writer.Write("credits");
        writer.Write(credits);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
