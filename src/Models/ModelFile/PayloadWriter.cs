using System.Buffers;
using System.Buffers.Binary;
using MessagePack;

namespace LatentSim.Models.ModelFile;

/// <summary>Writes the payload of a model file: MessagePack maps with names in a fixed order; arrays of floats as little-endian bytes.</summary>
internal ref struct PayloadWriter(IBufferWriter<byte> output)
{
    private MessagePackWriter writer = new(output);

    public void Map(int fields) => writer.WriteMapHeader(fields);

    public void Array(int count) => writer.WriteArrayHeader(count);

    public void Key(string name) => writer.Write(name);

    public void Nil() => writer.WriteNil();

    public void Value(int value) => writer.Write(value);

    public void Value(long value) => writer.Write(value);

    public void Value(ulong value) => writer.Write(value);

    public void Value(float value) => writer.Write(value);

    public void Value(double value) => writer.Write(value);

    public void Value(bool value) => writer.Write(value);

    public void Value(string value) => writer.Write(value);

    public void Flags(scoped ReadOnlySpan<bool> values)
    {
        writer.WriteArrayHeader(values.Length);
        foreach (bool value in values)
            writer.Write(value);
    }

    public void Integers(scoped ReadOnlySpan<int> values)
    {
        writer.WriteArrayHeader(values.Length);
        foreach (int value in values)
            writer.Write(value);
    }

    public void Floats(scoped ReadOnlySpan<float> values)
    {
        byte[] bytes = new byte[checked(values.Length * sizeof(float))];
        for (int i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), values[i]);
        writer.Write(bytes);
    }

    public void Doubles(scoped ReadOnlySpan<double> values)
    {
        writer.WriteArrayHeader(values.Length);
        foreach (double value in values)
            writer.Write(value);
    }

    public void Flush() => writer.Flush();
}
