using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using LatentSim.Actors;
using MessagePack;

namespace LatentSim.Engine.Live.Streams;

/// <summary>The messages of the server, as docs/stream.md has them.</summary>
internal static class StreamMessages
{
    /// <summary>The version of the protocol.</summary>
    public const int Version = 1;

    /// <summary>The subprotocol's name.</summary>
    public const string Protocol = "latentsim.v1";

    /// <summary>Bytes of a message of frames beside the frames themselves, at most.</summary>
    public const int Overhead = 256;

    /// <summary>The bytes of one frame with some fields.</summary>
    public static long BytesOfFrame(LiveScene scene, StreamFields fields)
    {
        long bytes = Overhead;
        if (fields.HasFlag(StreamFields.Latent))
            bytes += sizeof(float) * (long)scene.Dimension;
        if (fields.HasFlag(StreamFields.Coarse))
            bytes += sizeof(float) * 3L * scene.CoarseAtoms.Count;
        if (fields.HasFlag(StreamFields.Atoms))
            bytes += sizeof(float) * 3L * scene.Sites;
        return bytes;
    }

    /// <summary>What does not change.</summary>
    public static byte[] Hello(LiveScene scene) => Message((ref MessagePackWriter writer) =>
    {
        writer.WriteMapHeader(3);
        WriteType(ref writer, "hello");
        writer.Write("version");
        writer.Write(Version);
        writer.Write("scene");
        writer.WriteRaw(JsonToMessagePack.Convert(LiveDocuments.Scene(scene)));
    });

    /// <summary>How the run is.</summary>
    public static byte[] Status(LiveState state, LiveClients clients) =>
        JsonToMessagePack.Convert(LiveDocuments.Status(state, clients, DateTimeOffset.UtcNow, "status"));

    /// <summary>The estimates; null where the texts are not JSON, as those of a file that is just written may be.</summary>
    public static byte[]? Observables(string estimates, string? target)
    {
        try
        {
            return Message((ref MessagePackWriter writer) =>
            {
                writer.WriteMapHeader(3);
                WriteType(ref writer, "observables");
                writer.Write("estimates");
                JsonToMessagePack.Write(ref writer, estimates);
                writer.Write("target");
                JsonToMessagePack.Write(ref writer, target ?? "null");
            });
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Lines of the log.</summary>
    public static byte[] Log(IReadOnlyList<LogLine> lines) => Message((ref MessagePackWriter writer) =>
    {
        writer.WriteMapHeader(2);
        WriteType(ref writer, "log");
        writer.Write("lines");
        writer.WriteArrayHeader(lines.Count);
        foreach (LogLine line in lines)
        {
            writer.WriteMapHeader(4);
            writer.Write("time");
            writer.Write(Seconds(line.Time));
            writer.Write("level");
            writer.Write(line.Level);
            writer.Write("event");
            writer.Write(line.Event);
            writer.Write("text");
            writer.Write(line.Text);
        }
    });

    /// <summary>A subscription's last message.</summary>
    public static byte[] End(int id, string reason) => Message((ref MessagePackWriter writer) =>
    {
        writer.WriteMapHeader(3);
        WriteType(ref writer, "end");
        writer.Write("id");
        writer.Write(id);
        writer.Write("reason");
        writer.Write(reason);
    });

    /// <summary>What a client did wrong.</summary>
    public static byte[] Error(int? id, string message) => Message((ref MessagePackWriter writer) =>
    {
        writer.WriteMapHeader(id is null ? 2 : 3);
        WriteType(ref writer, "error");
        if (id is { } subscription)
        {
            writer.Write("id");
            writer.Write(subscription);
        }

        writer.Write("message");
        writer.Write(message);
    });

    /// <summary>Frames of one walker.</summary>
    public static void WriteFrames(IBufferWriter<byte> buffer, int id, StreamFields fields, LiveFrames frames, long dropped)
    {
        bool latents = fields.HasFlag(StreamFields.Latent) && frames.Dimension > 0;
        bool coarse = fields.HasFlag(StreamFields.Coarse) && frames.CoarseSites > 0;
        bool atoms = fields.HasFlag(StreamFields.Atoms) && frames.Sites > 0;
        bool energies = fields.HasFlag(StreamFields.Energies) && !frames.Energies.IsEmpty;
        var writer = new MessagePackWriter(buffer);
        writer.WriteMapHeader(8 + (latents ? 1 : 0) + (coarse ? 1 : 0) + (atoms ? 1 : 0) + (energies ? 1 : 0));
        WriteType(ref writer, "frames");
        WriteWhole(ref writer, "id", id);
        WriteWhole(ref writer, "walker", frames.Walker);
        WriteWhole(ref writer, "step", frames.FirstStep);
        WriteWhole(ref writer, "stride", frames.Stride);
        WriteWhole(ref writer, "count", frames.Count);
        writer.Write("made");
        writer.Write(Seconds(frames.Made));
        WriteWhole(ref writer, "dropped", dropped);
        if (latents)
            WriteNumbers(ref writer, "latents", frames.Latents.Span);
        if (coarse)
            WriteNumbers(ref writer, "coarse", frames.Coarse.Span);
        if (atoms)
            WriteNumbers(ref writer, "atoms", frames.Positions.Span);
        if (energies)
            WriteNumbers(ref writer, "energies", frames.Energies.Span);
        writer.Flush();
    }

    private static byte[] Message(Body body)
    {
        var bytes = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(bytes);
        body(ref writer);
        writer.Flush();
        return bytes.WrittenSpan.ToArray();
    }

    private static void WriteType(ref MessagePackWriter writer, string type)
    {
        writer.Write("type");
        writer.Write(type);
    }

    private static void WriteWhole(ref MessagePackWriter writer, string key, long value)
    {
        writer.Write(key);
        writer.Write(value);
    }

    // Every processor that .NET's kernels run on here is little-endian, as the format is.
    private static void WriteNumbers<T>(ref MessagePackWriter writer, string key, ReadOnlySpan<T> numbers)
        where T : unmanaged
    {
        writer.Write(key);
        writer.Write(MemoryMarshal.AsBytes(numbers));
    }

    private static double Seconds(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).TotalSeconds;

    private delegate void Body(ref MessagePackWriter writer);
}
