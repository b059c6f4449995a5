namespace MessagePack.Tests;

public sealed class MessagePackWriterTests
{
    [Theory]
    [InlineData(0L, "00")]
    [InlineData(127L, "7f")]
    [InlineData(128L, "cc80")]
    [InlineData(255L, "ccff")]
    [InlineData(256L, "cd0100")]
    [InlineData(65535L, "cdffff")]
    [InlineData(65536L, "ce00010000")]
    [InlineData(4294967295L, "ceffffffff")]
    [InlineData(4294967296L, "cf0000000100000000")]
    [InlineData(long.MaxValue, "cf7fffffffffffffff")]
    [InlineData(-1L, "ff")]
    [InlineData(-32L, "e0")]
    [InlineData(-33L, "d0df")]
    [InlineData(-128L, "d080")]
    [InlineData(-129L, "d1ff7f")]
    [InlineData(-32768L, "d18000")]
    [InlineData(-32769L, "d2ffff7fff")]
    [InlineData(-2147483648L, "d280000000")]
    [InlineData(-2147483649L, "d3ffffffff7fffffff")]
    [InlineData(long.MinValue, "d38000000000000000")]
    public void IntegersTakeTheirSmallestFormat(long value, string expected)
    {
        Assert.Equal(expected, Packed.Hex((ref MessagePackWriter w) => w.Write(value)));
        if (value == (int)value)
            Assert.Equal(expected, Packed.Hex((ref MessagePackWriter w) => w.Write((int)value)));
        if (value >= 0)
            Assert.Equal(expected, Packed.Hex((ref MessagePackWriter w) => w.Write((ulong)value)));
        Assert.Equal(value, Packed.Reader(expected).ReadInt64());
    }

    [Fact]
    public void TheLargestIntegerIsUnsigned() =>
        Assert.Equal("cfffffffffffffffff", Packed.Hex((ref MessagePackWriter w) => w.Write(ulong.MaxValue)));

    [Fact]
    public void ScalarsAreAsSpecified()
    {
        Assert.Equal("c0", Packed.Hex((ref MessagePackWriter w) => w.WriteNil()));
        Assert.Equal("c2", Packed.Hex((ref MessagePackWriter w) => w.Write(false)));
        Assert.Equal("c3", Packed.Hex((ref MessagePackWriter w) => w.Write(true)));
        Assert.Equal("ca3f800000", Packed.Hex((ref MessagePackWriter w) => w.Write(1f)));
        Assert.Equal("cb3ff199999999999a", Packed.Hex((ref MessagePackWriter w) => w.Write(1.1)));
        Assert.Equal("c0", Packed.Hex((ref MessagePackWriter w) => w.Write((string?)null)));
        Assert.Equal("c0", Packed.Hex((ref MessagePackWriter w) => w.Write((byte[]?)null)));
    }

    // The example on the front page of msgpack.org: {"compact": true, "schema": 0} in 18 bytes.
    [Fact]
    public void TheFrontPageExampleIsEighteenBytes() =>
        Assert.Equal(
            "82a7636f6d70616374c3a6736368656d6100",
            Packed.Hex((ref MessagePackWriter w) =>
            {
                w.WriteMapHeader(2);
                w.Write("compact");
                w.Write(true);
                w.Write("schema");
                w.Write(0);
            }));

    [Theory]
    [InlineData(0, "a0")]
    [InlineData(31, "bf")]
    [InlineData(32, "d920")]
    [InlineData(255, "d9ff")]
    [InlineData(256, "da0100")]
    [InlineData(65535, "daffff")]
    [InlineData(65536, "db00010000")]
    public void StringHeadersTakeTheirSmallestFormat(int length, string header)
    {
        string text = new('x', length);
        byte[] bytes = Packed.Write((ref MessagePackWriter w) => w.Write(text));
        Assert.Equal(header, Convert.ToHexString(bytes, 0, header.Length / 2).ToLowerInvariant());
        Assert.Equal((header.Length / 2) + length, bytes.Length);
        Assert.Equal(bytes, Packed.Write((ref MessagePackWriter w) => w.WriteString(bytes.AsSpan(header.Length / 2))));
        Assert.Equal(text, new MessagePackReader(bytes).ReadString());
        Assert.Equal(text, new MessagePackReader(Packed.Scattered(bytes)).ReadString());
    }

    [Theory]
    [InlineData(0, "c400")]
    [InlineData(255, "c4ff")]
    [InlineData(256, "c50100")]
    [InlineData(65535, "c5ffff")]
    [InlineData(65536, "c600010000")]
    public void BinaryHeadersTakeTheirSmallestFormat(int length, string header)
    {
        byte[] content = Enumerable.Range(0, length).Select(i => (byte)i).ToArray();
        byte[] bytes = Packed.Write((ref MessagePackWriter w) => w.Write(content));
        Assert.Equal(Convert.FromHexString(header).Concat(content), bytes);
        Assert.Equal(content, System.Buffers.BuffersExtensions.ToArray(new MessagePackReader(bytes).ReadBytes()!.Value));
    }

    [Theory]
    [InlineData(0, "90", "80")]
    [InlineData(15, "9f", "8f")]
    [InlineData(16, "dc0010", "de0010")]
    [InlineData(65535, "dcffff", "deffff")]
    [InlineData(65536, "dd00010000", "df00010000")]
    public void CountsTakeTheirSmallestFormat(int count, string array, string map)
    {
        Assert.Equal(array, Packed.Hex((ref MessagePackWriter w) => w.WriteArrayHeader(count)));
        Assert.Equal(map, Packed.Hex((ref MessagePackWriter w) => w.WriteMapHeader(count)));

        string values = string.Concat(Enumerable.Repeat("c0", 2 * count));
        Assert.Equal(count, Packed.Reader(array + values).ReadArrayHeader());
        Assert.Equal(count, Packed.Reader(map + values).ReadMapHeader());
    }

    [Theory]
    [InlineData(1, "d42a")]
    [InlineData(2, "d52a")]
    [InlineData(4, "d62a")]
    [InlineData(8, "d72a")]
    [InlineData(16, "d82a")]
    [InlineData(0, "c7002a")]
    [InlineData(3, "c7032a")]
    [InlineData(255, "c7ff2a")]
    [InlineData(256, "c801002a")]
    [InlineData(65536, "c9000100002a")]
    public void ExtensionHeadersTakeTheirSmallestFormat(int length, string expected)
    {
        ExtensionHeader header = new(42, length);
        byte[] bytes = Packed.Write((ref MessagePackWriter w) =>
        {
            w.WriteExtensionFormatHeader(header);
            w.WriteRaw(new byte[length]);
        });
        Assert.Equal(expected, Convert.ToHexString(bytes, 0, bytes.Length - length).ToLowerInvariant());
        Assert.Equal(header, new MessagePackReader(bytes).ReadExtensionFormatHeader());
    }

    [Fact]
    public void NothingIsVisibleBeforeFlush()
    {
        System.Buffers.ArrayBufferWriter<byte> buffer = new();
        MessagePackWriter writer = new(buffer);
        writer.Write(1);
        Assert.Equal(0, buffer.WrittenCount);
        writer.Flush();
        writer.Flush();
        Assert.Equal(1, buffer.WrittenCount);
    }
}
