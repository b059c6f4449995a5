using System.Buffers;

namespace MessagePack.Tests;

/// <summary>Short ways to write and read.</summary>
internal static class Packed
{
    public delegate void Writing(ref MessagePackWriter writer);

    public static byte[] Write(Writing write)
    {
        ArrayBufferWriter<byte> buffer = new();
        MessagePackWriter writer = new(buffer);
        write(ref writer);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    public static string Hex(Writing write) => Convert.ToHexString(Write(write)).ToLowerInvariant();

    public static MessagePackReader Reader(string hex) => new(Convert.FromHexString(hex));

    /// <summary>The same bytes, one in each segment of a sequence.</summary>
    public static ReadOnlySequence<byte> Scattered(byte[] bytes)
    {
        Segment first = new(bytes.AsMemory(0, Math.Min(1, bytes.Length)), 0);
        Segment last = first;
        for (int i = 1; i < bytes.Length; i++)
            last = last.Append(bytes.AsMemory(i, 1));
        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, long index)
        {
            Memory = memory;
            RunningIndex = index;
        }

        public Segment Append(ReadOnlyMemory<byte> memory)
        {
            Segment next = new(memory, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }
}
