using System.Buffers.Binary;

namespace LatentSim.Molecules;

/// <summary>Takes Fortran records from a stream, in either byte order, with lengths of 32 or 64 bits.</summary>
internal sealed class DcdRecords
{
    private readonly BinaryInput _input;
    private readonly bool _bigEndian;
    private readonly int _markerBytes;

    /// <summary>Finds out the byte order from the length of the first record, which is always the same.</summary>
    /// <exception cref="InvalidInputException">The stream does not begin with such a record.</exception>
    internal DcdRecords(BinaryInput input)
    {
        _input = input;
        var start = input.Take(8);
        _bigEndian = start[0] == 0;
        var length = _bigEndian ? BinaryPrimitives.ReadInt32BigEndian(start) : BinaryPrimitives.ReadInt32LittleEndian(start);
        var longLength = _bigEndian ? BinaryPrimitives.ReadInt64BigEndian(start) : BinaryPrimitives.ReadInt64LittleEndian(start);
        if (longLength == DcdFormat.HeaderBytes)
            _markerBytes = 8;
        else if (length == DcdFormat.HeaderBytes)
            _markerBytes = 4;
        else
            throw input.Error(0, $"no DCD file: expected it to begin with a record of {DcdFormat.HeaderBytes} bytes");
        Kind = _markerBytes == 4 ? Text(start[4..]) : Text(input.Take(4));
        Header = ReadHeader();
    }

    /// <summary>Four letters: "CORD" for coordinates.</summary>
    internal string Kind { get; }

    /// <summary>The twenty integers of the header.</summary>
    internal int[] Header { get; }

    /// <summary>The time step of X-PLOR's header, a double where CHARMM's has a float and a flag.</summary>
    internal double WideTimeStep { get; private set; }

    internal int ReadInt32(ReadOnlySpan<byte> bytes) =>
        _bigEndian ? BinaryPrimitives.ReadInt32BigEndian(bytes) : BinaryPrimitives.ReadInt32LittleEndian(bytes);

    internal float ReadSingle(ReadOnlySpan<byte> bytes) =>
        _bigEndian ? BinaryPrimitives.ReadSingleBigEndian(bytes) : BinaryPrimitives.ReadSingleLittleEndian(bytes);

    internal double ReadDouble(ReadOnlySpan<byte> bytes) =>
        _bigEndian ? BinaryPrimitives.ReadDoubleBigEndian(bytes) : BinaryPrimitives.ReadDoubleLittleEndian(bytes);

    /// <summary>Takes a record that must have a known length.</summary>
    internal ReadOnlySpan<byte> Take(int length, string what)
    {
        var at = _input.Position;
        var before = TakeMarker();
        if (before != length)
            throw _input.Error(at, $"the record of {what} has {before} bytes, expected {length}");
        // Content and closing length are taken together, because a span is valid until the next call only.
        var record = _input.Take(length + _markerBytes);
        CheckClosing(record[length..], length);
        return record[..length];
    }

    /// <summary>Skips a record of any length.</summary>
    internal void Skip(string what, int largest)
    {
        var at = _input.Position;
        var length = TakeMarker();
        if (length < 0 || length > largest)
            throw _input.Error(at, $"the record of {what} has {length} bytes, expected at most {largest}");
        _input.Take((int)length);
        CheckClosing(_input.Take(_markerBytes), length);
    }

    private long TakeMarker() => Marker(_input.Take(_markerBytes));

    private long Marker(ReadOnlySpan<byte> bytes)
    {
        if (_markerBytes == 4)
            return ReadInt32(bytes);
        return _bigEndian ? BinaryPrimitives.ReadInt64BigEndian(bytes) : BinaryPrimitives.ReadInt64LittleEndian(bytes);
    }

    private void CheckClosing(ReadOnlySpan<byte> bytes, long length)
    {
        var after = Marker(bytes);
        if (after != length)
            throw _input.Error(_input.Position - _markerBytes, $"a record that begins with the length {length} ends with {after}");
    }

    private int[] ReadHeader()
    {
        var record = _input.Take(DcdFormat.HeaderBytes - 4 + _markerBytes);
        var header = new int[20];
        for (var i = 0; i < header.Length; i++)
            header[i] = ReadInt32(record[(4 * i)..]);
        WideTimeStep = ReadDouble(record[(4 * DcdFormat.TimeStep)..]);
        CheckClosing(record[^_markerBytes..], DcdFormat.HeaderBytes);
        return header;
    }

    private static string Text(ReadOnlySpan<byte> bytes) => System.Text.Encoding.Latin1.GetString(bytes);
}
