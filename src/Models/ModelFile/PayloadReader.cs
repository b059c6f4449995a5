using System.Buffers;
using System.Buffers.Binary;
using LatentSim.Molecules;
using MessagePack;

namespace LatentSim.Models.ModelFile;

/// <summary>
/// Reads the payload of a model file and knows where it is, so that every error names a field and a byte. Nothing is allocated from a size that the file
/// states before that many bytes are there.
/// </summary>
internal ref struct PayloadReader
{
    private readonly string file;
    private readonly long firstByte;
    private readonly Stack<string> path;
    private MessagePackReader reader;

    /// <param name="file">The file, for errors.</param>
    /// <param name="payload">What to read.</param>
    /// <param name="firstByte">The offset of the payload in the file, for errors.</param>
    public PayloadReader(string file, ReadOnlyMemory<byte> payload, long firstByte)
    {
        this.file = file;
        this.firstByte = firstByte;
        path = [];
        reader = new MessagePackReader(payload);
    }

    public readonly bool End => reader.End;

    /// <summary>Reads the head of a map whose last fields may be missing.</summary>
    /// <returns>The number of fields.</returns>
    public int Map(int fewest, int most)
    {
        int found = reader.ReadMapHeader();
        return found >= fewest && found <= most ? found : throw Invalid($"a map of {found} fields, expected {fewest} to {most}");
    }

    /// <summary>Opens a map that must have so many fields.</summary>
    public void Map(int fields)
    {
        int found = reader.ReadMapHeader();
        if (found != fields)
            throw Invalid($"a map of {found} fields, expected {fields}");
    }

    /// <summary>Enters the field that must be next; <see cref="Leave"/> it after its value.</summary>
    public void Enter(string name)
    {
        path.Push(name);
        string? found = reader.ReadString();
        if (found != name)
            throw Invalid($"the field \"{Shorten(found)}\", expected \"{name}\"");
    }

    /// <summary>Enters whichever of two fields is next.</summary>
    public string EnterEither(string first, string second)
    {
        string? found = reader.ReadString();
        if (found != first && found != second)
            throw Invalid($"the field \"{Shorten(found)}\", expected \"{first}\" or \"{second}\"");
        path.Push(found);
        return found;
    }

    /// <summary>Enters whichever of some fields is next.</summary>
    public string EnterOneOf(IReadOnlyList<string> names)
    {
        string? found = reader.ReadString();
        if (found is null || !names.Contains(found))
            throw Invalid($"the field \"{Shorten(found)}\", expected \"{string.Join("\" or \"", names)}\"");
        path.Push(found);
        return found;
    }

    /// <summary>Enters an element of an array.</summary>
    public readonly void EnterElement(int index) => path.Push(index.ToString());

    public readonly void Leave() => path.Pop();

    public bool TryNil() => reader.TryReadNil();

    public int Array() => reader.ReadArrayHeader();

    /// <summary>Opens an array that must have so many elements.</summary>
    public void Array(int count)
    {
        int found = reader.ReadArrayHeader();
        if (found != count)
            throw Invalid($"an array of {found} elements, expected {count}");
    }

    public int MapOfAnySize() => reader.ReadMapHeader();

    public int Integer() => reader.ReadInt32();

    public long Long() => reader.ReadInt64();

    public ulong UnsignedLong() => reader.ReadUInt64();

    public bool Flag() => reader.ReadBoolean();

    public string Text() => reader.ReadString() ?? throw Invalid("nil, expected a string");

    public float Float() => Finite(reader.ReadSingle());

    public double Double()
    {
        double value = reader.ReadDouble();
        return double.IsFinite(value) ? value : throw Invalid($"{value}, expected a finite number");
    }

    /// <summary>A double that may be anything, such as a metric that could not be computed.</summary>
    public double AnyDouble() => reader.ReadDouble();

    public bool[] Flags()
    {
        bool[] values = new bool[reader.ReadArrayHeader()];
        for (int i = 0; i < values.Length; i++)
            values[i] = reader.ReadBoolean();
        return values;
    }

    public int[] Integers()
    {
        int[] values = new int[reader.ReadArrayHeader()];
        for (int i = 0; i < values.Length; i++)
            values[i] = reader.ReadInt32();
        return values;
    }

    public double[] Doubles()
    {
        double[] values = new double[reader.ReadArrayHeader()];
        for (int i = 0; i < values.Length; i++)
            values[i] = Double();
        return values;
    }

    /// <summary>Finite floats.</summary>
    public float[] Floats()
    {
        ReadOnlySequence<byte> bytes = reader.ReadBytes() ?? throw Invalid("nil, expected bytes");
        if (bytes.Length % sizeof(float) != 0)
            throw Invalid($"{bytes.Length} bytes of floats, expected a multiple of {sizeof(float)}");

        ReadOnlySpan<byte> span = bytes.IsSingleSegment ? bytes.FirstSpan : bytes.ToArray();
        float[] values = new float[span.Length / sizeof(float)];
        for (int i = 0; i < values.Length; i++)
            values[i] = Finite(BinaryPrimitives.ReadSingleLittleEndian(span[(i * sizeof(float))..]));
        return values;
    }

    /// <summary>The error of the field that is being read.</summary>
    public readonly InvalidInputException Invalid(string message) =>
        new(file, $"byte {firstByte + reader.Consumed}, field {string.Join('.', path.Reverse())}", message);

    private readonly float Finite(float value) => float.IsFinite(value) ? value : throw Invalid($"{value}, expected finite numbers");

    private static string Shorten(string? text) => text is null ? "nil" : text.Length <= 40 ? text : text[..40] + "...";
}
