namespace LatentSim.Molecules;

/// <summary>Reads a text line by line without allocating, and counts the lines for error messages.</summary>
internal sealed class TextLines : IDisposable
{
    private const int LongestLine = 1 << 16;
    private readonly Stream _stream;
    private readonly bool _leaveOpen;
    private readonly byte[] _buffer = new byte[LongestLine];
    private int _start;
    private int _end;
    private bool _ended;

    internal TextLines(Stream stream, string name, bool leaveOpen)
    {
        _stream = stream;
        _leaveOpen = leaveOpen;
        Name = name;
    }

    /// <summary>What is read, for error messages.</summary>
    internal string Name { get; }

    /// <summary>Number of the line that was read last, from one.</summary>
    internal long LineNumber { get; private set; }

    /// <summary>The first byte after the line that was read last.</summary>
    internal long Position { get; private set; }

    internal static TextLines Open(string path) => new(InputFile.Open(path), path, leaveOpen: false);

    /// <summary>Reads the next line, without its end; the span is valid until the next call. False at the end of the text.</summary>
    /// <exception cref="InvalidInputException">A line is longer than any text's.</exception>
    internal bool TryRead(out ReadOnlySpan<byte> line)
    {
        var length = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
        while (length < 0 && Fill())
            length = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
        line = default;
        if (length < 0 && _start == _end)
            return false;
        LineNumber++;
        line = length < 0 ? _buffer.AsSpan(_start, _end - _start) : _buffer.AsSpan(_start, length);
        Position += length < 0 ? _end - _start : length + 1;
        _start = length < 0 ? _end : _start + length + 1;
        line = line.TrimEnd((byte)'\r');
        return true;
    }

    /// <summary>Goes to the beginning of a line, of which the number is known.</summary>
    /// <exception cref="InvalidInputException">The text has no places.</exception>
    internal void GoTo(long position, long linesBefore)
    {
        if (!_stream.CanSeek)
            throw new InvalidInputException(Name, "", "can be read once only; expected a file that can be gone back in");
        _stream.Seek(position, SeekOrigin.Begin);
        (_start, _end, _ended) = (0, 0, false);
        Position = position;
        LineNumber = linesBefore;
    }

    /// <summary>The error that something is wrong with the line that was read last.</summary>
    internal InvalidInputException Error(string message) => new(Name, $"line {LineNumber}", message);

    public void Dispose()
    {
        if (!_leaveOpen)
            _stream.Dispose();
    }

    private bool Fill()
    {
        if (_ended)
            return false;
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
        if (_end == _buffer.Length)
            throw new InvalidInputException(Name, $"line {LineNumber + 1}", $"longer than {LongestLine} bytes: no text file");
        var read = _stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _ended = read == 0;
        return !_ended;
    }
}
