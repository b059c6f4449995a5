using System.Buffers.Binary;

namespace LatentSim.Engine.Benchmarks.Live;

/// <summary>What a client of IMD might send, and mutations of it.</summary>
/// <param name="random">Chooses.</param>
/// <param name="sites">The number of atoms.</param>
internal sealed class ImdPackets(Random random, int sites)
{
    private const int HeaderSize = 8;
    private const int Go = 3;
    private const int Forces = 6;
    private const int BytesOfAForce = 16;

    private static readonly int[] Types = [0, 3, 5, Forces, 7, 7, 7, 8, 8, 11, 11, 16, 16];
    private static readonly int[] Values = [0, 1, -1, 2, 255, 256, 65536, int.MaxValue, int.MinValue];

    /// <summary>The packets of a session, some of them mutated; usually go is the first.</summary>
    /// <param name="count">How many.</param>
    public byte[] Session(int count)
    {
        var bytes = new List<byte>();
        for (int i = 0; i < count; i++)
        {
            byte[] packet = i == 0 && random.Next(8) > 0 ? Header(Go, 0) : Packet();
            bytes.AddRange(i == 0 && random.Next(4) > 0 ? packet : Mutated(packet));
        }

        return [.. bytes];
    }

    private static byte[] Header(int type, int value)
    {
        byte[] header = new byte[HeaderSize];
        BinaryPrimitives.WriteInt32BigEndian(header, type);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(sizeof(int)), value);
        return header;
    }

    private byte[] Packet()
    {
        int type = Types[random.Next(Types.Length)];
        if (type != Forces)
            return Header(type, Values[random.Next(Values.Length)]);
        int atoms = random.Next(sites + 1);
        byte[] body = new byte[atoms * BytesOfAForce];
        random.NextBytes(body);
        return [.. Header(type, atoms), .. body];
    }

    private byte[] Mutated(byte[] packet)
    {
        switch (random.Next(7))
        {
            case 0:
                packet[random.Next(packet.Length)] ^= (byte)(1 << random.Next(8));
                return packet;
            case 1:
                packet[random.Next(packet.Length)] = (byte)random.Next(256);
                return packet;
            case 2:
                return packet[..random.Next(packet.Length)];
            case 3:
                return [.. packet, .. Noise()];
            case 4:
                random.NextBytes(packet);
                return packet;
            case 5:
                return [.. packet, .. packet];
            default:
                return packet;
        }
    }

    private byte[] Noise()
    {
        byte[] noise = new byte[random.Next(1, 64)];
        random.NextBytes(noise);
        return noise;
    }
}
