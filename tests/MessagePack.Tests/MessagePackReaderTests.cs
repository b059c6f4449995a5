using System.Buffers;

namespace MessagePack.Tests;

public sealed class MessagePackReaderTests
{
    private const string Nested = "82a161930102c3a16292c4020304d90568656c6c6f";

    [Theory]
    [InlineData("d0ff", -1)]
    [InlineData("d30000000000000005", 5)]
    [InlineData("cf0000000000000005", 5)]
    [InlineData("cd0005", 5)]
    public void IntegersAreReadFromFormatsWiderThanNeeded(string hex, int expected) => Assert.Equal(expected, Packed.Reader(hex).ReadInt32());

    [Fact]
    public void IntegersThatDoNotFitOverflow()
    {
        Assert.Throws<OverflowException>(() => Packed.Reader("ce80000000").ReadInt32());
        Assert.Throws<OverflowException>(() => Packed.Reader("cf8000000000000000").ReadInt64());
        Assert.Throws<OverflowException>(() => Packed.Reader("ff").ReadUInt64());
        Assert.Equal(ulong.MaxValue, Packed.Reader("cfffffffffffffffff").ReadUInt64());
    }

    [Fact]
    public void NumbersConvertToFloatingPoint()
    {
        Assert.Equal(1.1, Packed.Reader("cb3ff199999999999a").ReadDouble());
        Assert.Equal(1.1f, Packed.Reader("cb3ff199999999999a").ReadSingle());
        Assert.Equal(1.0, Packed.Reader("ca3f800000").ReadDouble());
        Assert.Equal(-33.0, Packed.Reader("d0df").ReadDouble());
        Assert.Equal(1.8446744073709552e19, Packed.Reader("cfffffffffffffffff").ReadDouble());
        Assert.True(float.IsNaN(Packed.Reader("ca7fc00000").ReadSingle()));
    }

    [Fact]
    public void NilIsReadOnlyWhereItIs()
    {
        MessagePackReader reader = Packed.Reader("c001");
        Assert.True(reader.IsNil);
        Assert.True(reader.TryReadNil());
        Assert.False(reader.TryReadNil());
        Assert.Equal(1, reader.ReadInt32());
        Assert.True(reader.End);
        Assert.Null(Packed.Reader("c0").ReadString());
        Assert.Null(Packed.Reader("c0").ReadBytes());
    }

    [Theory]
    [InlineData("00", MessagePackType.Integer)]
    [InlineData("ff", MessagePackType.Integer)]
    [InlineData("cc", MessagePackType.Integer)]
    [InlineData("d3", MessagePackType.Integer)]
    [InlineData("c0", MessagePackType.Nil)]
    [InlineData("c1", MessagePackType.Unknown)]
    [InlineData("c2", MessagePackType.Boolean)]
    [InlineData("ca", MessagePackType.Float)]
    [InlineData("cb", MessagePackType.Float)]
    [InlineData("bf", MessagePackType.String)]
    [InlineData("db", MessagePackType.String)]
    [InlineData("c4", MessagePackType.Binary)]
    [InlineData("c6", MessagePackType.Binary)]
    [InlineData("90", MessagePackType.Array)]
    [InlineData("dd", MessagePackType.Array)]
    [InlineData("80", MessagePackType.Map)]
    [InlineData("df", MessagePackType.Map)]
    [InlineData("c7", MessagePackType.Extension)]
    [InlineData("d8", MessagePackType.Extension)]
    public void CodesTellTypes(string hex, MessagePackType expected) => Assert.Equal(expected, Packed.Reader(hex).NextMessagePackType);

    [Fact]
    public void EveryReaderRefusesAnotherType()
    {
        Assert.Throws<MessagePackSerializationException>(() => Packed.Reader("a0").ReadInt32());
        Assert.Throws<MessagePackSerializationException>(() => Packed.Reader("a0").ReadDouble());
        Assert.Throws<MessagePackSerializationException>(() => Packed.Reader("ca3f800000").ReadInt64());
        Assert.Throws<MessagePackSerializationException>(() => Packed.Reader("01").ReadString());
        Assert.Throws<MessagePackSerializationException>(() => Packed.Reader("01").ReadBytes());
        Assert.Throws<MessagePackSerializationException>(() => Packed.Reader("01").ReadBoolean());
        Assert.Throws<MessagePackSerializationException>(() => Packed.Reader("80").ReadArrayHeader());
        Assert.Throws<MessagePackSerializationException>(() => Packed.Reader("90").ReadMapHeader());
        Assert.Throws<MessagePackSerializationException>(() => Packed.Reader("90").ReadExtensionFormatHeader());
        Assert.Throws<MessagePackSerializationException>(() => Packed.Reader("c1").Skip());
    }

    [Fact]
    public void CountsAndLengthsAreCheckedAgainstWhatIsLeft()
    {
        Assert.Throws<EndOfStreamException>(() => Packed.Reader("ddffffffff00").ReadArrayHeader());
        Assert.Throws<EndOfStreamException>(() => Packed.Reader("dd7fffffff00").ReadArrayHeader());
        Assert.Throws<EndOfStreamException>(() => Packed.Reader("92c0").ReadArrayHeader());
        Assert.Throws<EndOfStreamException>(() => Packed.Reader("82c0c0c0").ReadMapHeader());
        Assert.Throws<EndOfStreamException>(() => Packed.Reader("dfffffffffc0c0").ReadMapHeader());
        Assert.Throws<EndOfStreamException>(() => Packed.Reader("c6ffffffff00").ReadBytes());
        Assert.Throws<EndOfStreamException>(() => Packed.Reader("dbffffffff00").ReadString());
        Assert.Throws<EndOfStreamException>(() => Packed.Reader("c9ffffffff0000").ReadExtensionFormatHeader());
        Assert.Throws<EndOfStreamException>(() => Packed.Reader("c9ffffffff0000").Skip());
        Assert.Throws<EndOfStreamException>(() => Packed.Reader("").NextCode.ToString());
    }

    [Fact]
    public void EveryTruncationEnds()
    {
        byte[] whole = Convert.FromHexString(Nested);
        for (int length = 0; length < whole.Length; length++)
        {
            byte[] part = whole[..length];
            Assert.Throws<EndOfStreamException>(() => new MessagePackReader(part).Skip());
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void SkipPassesOverOneValue(bool scattered)
    {
        byte[] bytes = Convert.FromHexString(Nested + "d40500" + "cb3ff199999999999a" + "07");
        MessagePackReader reader = scattered ? new(Packed.Scattered(bytes)) : new(bytes);
        reader.Skip();
        Assert.Equal(Nested.Length / 2, reader.Consumed);
        reader.Skip();
        reader.Skip();
        Assert.Equal(7, reader.ReadInt32());
        Assert.True(reader.End);
    }

    [Fact]
    public void DeepNestingDoesNotExhaustTheStack()
    {
        byte[] deep = Enumerable.Repeat((byte)0x91, 2_000_000).Append((byte)0xc0).ToArray();
        MessagePackReader reader = new(deep);
        reader.Skip();
        Assert.True(reader.End);
    }

    [Fact]
    public void RawBytesAreSlices()
    {
        MessagePackReader reader = Packed.Reader("010203");
        Assert.Equal([1, 2], reader.ReadRaw(2).ToArray());
        Assert.Equal(3, reader.ReadInt32());
        Assert.Throws<EndOfStreamException>(() => Packed.Reader("01").ReadRaw(2));
    }

    [Fact]
    public void RandomBytesNeverDoAnythingElse()
    {
        Random random = new(1);
        byte[] bytes = new byte[40];
        for (int i = 0; i < 20_000; i++)
        {
            random.NextBytes(bytes);
            try
            {
                MessagePackReader reader = new(bytes);
                while (!reader.End)
                    reader.Skip();
            }
            catch (Exception error) when (error is EndOfStreamException or MessagePackSerializationException)
            {
            }
        }
    }
}
