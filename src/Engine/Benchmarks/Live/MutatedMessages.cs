using System.Buffers;
using System.Buffers.Binary;
using MessagePack;

namespace LatentSim.Engine.Benchmarks.Live;

/// <summary>Messages as a client of the stream sends them, mutated, in frames of a WebSocket.</summary>
/// <param name="random">Chooses the mutations.</param>
internal sealed class MutatedMessages(Random random)
{
    private const int Final = 0x80;
    private const int Binary = 2;
    private const int Close = 8;
    private static readonly byte[][] Valid = [Subscribe("newest", [0], ["atoms", "latent"]), Subscribe("all", [], ["coarse", "energies"]), Subscribe("newest", [], ["status", "observables", "log"]), About("credit"), About("unsubscribe")];

    /// <summary>A message in its frame, and a frame that closes; or, one time of four, bytes in which the frame itself is mutated.</summary>
    public byte[] Next()
    {
        byte[] message = Valid[random.Next(Valid.Length)];
        return random.Next(4) == 0 ? Mutated(Frame(Binary, message)) : [.. Frame(Binary, Mutated(message)), .. Frame(Close, [])];
    }

    private byte[] Mutated(byte[] original)
    {
        byte[] bytes = [.. original];
        for (int times = random.Next(1, 5); times > 0 && bytes.Length > 0; times--)
            bytes = Once(bytes);
        return bytes;
    }

    private byte[] Once(byte[] bytes)
    {
        int at = random.Next(bytes.Length);
        switch (random.Next(6))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 1:
                bytes[at] = (byte)random.Next(256);
                return bytes;
            case 2:
                return bytes[..at];
            case 3:
                byte[] inserted = new byte[random.Next(1, 64)];
                random.NextBytes(inserted);
                return [.. bytes[..at], .. inserted, .. bytes[at..]];
            case 4:
                return [.. bytes, .. bytes[at..]];
            default:
                // The codes of arrays, maps, strings and bytes with lengths of 32 bits, and a length that is not there.
                byte[] huge = [(byte)(0xc6 + (random.Next(2) * 0x15) + random.Next(2)), 0xff, 0xff, 0xff, (byte)random.Next(256)];
                return [.. bytes[..at], .. huge, .. bytes[at..]];
        }
    }

    private byte[] Frame(int code, byte[] payload)
    {
        byte[] mask = new byte[4];
        random.NextBytes(mask);
        byte[] masked = [.. payload.Select((value, i) => (byte)(value ^ mask[i % 4]))];
        byte[] length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)payload.Length);
        byte[] size = payload.Length < 126 ? [(byte)(0x80 | payload.Length)] : [0x80 | 126, .. length];
        return [(byte)(Final | code), .. size, .. mask, .. masked];
    }

    private static byte[] Subscribe(string delivery, int[] walkers, string[] fields)
    {
        var bytes = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(bytes);
        writer.WriteMapHeader(7);
        Write(ref writer, "type", "subscribe");
        Write(ref writer, "id", 1);
        writer.Write("walkers");
        if (walkers.Length == 0)
            writer.Write("all");
        else
            writer.WriteArrayHeader(walkers.Length);
        foreach (int walker in walkers)
            writer.Write(walker);
        writer.Write("fields");
        writer.WriteArrayHeader(fields.Length);
        foreach (string field in fields)
            writer.Write(field);
        Write(ref writer, "delivery", delivery);
        Write(ref writer, "stride", 2);
        Write(ref writer, "credits", 100);
        writer.Flush();
        return bytes.WrittenSpan.ToArray();
    }

    private static byte[] About(string type)
    {
        var bytes = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(bytes);
        writer.WriteMapHeader(3);
        Write(ref writer, "type", type);
        Write(ref writer, "id", 1);
        Write(ref writer, "credits", 1000);
        writer.Flush();
        return bytes.WrittenSpan.ToArray();
    }

    private static void Write(ref MessagePackWriter writer, string key, string value)
    {
        writer.Write(key);
        writer.Write(value);
    }

    private static void Write(ref MessagePackWriter writer, string key, int value)
    {
        writer.Write(key);
        writer.Write(value);
    }
}
