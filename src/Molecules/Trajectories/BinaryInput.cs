namespace LatentSim.Molecules;

/// <summary>A stream read in pieces, with the place in it for error messages. Its buffer grows no faster than bytes arrive,
/// so that a size claimed by a damaged file allocates nothing.</summary>
internal sealed class BinaryInput : IDisposable
{
    private const int InitialCapacity = 1 << 16;
    private readonly Stream _stream;
    private readonly bool _leaveOpen;
    private byte[] _buffer = new byte[InitialCapacity];
    private int _start;
    private int _end;

    internal BinaryInput(Stream stream, string name, bool leaveOpen)
    {
        _stream = stream;
        _leaveOpen = leaveOpen;
        Name = name;
    }

    /// <summary>What is read, for error messages.</summary>
    internal string Name { get; }

    /// <summary>Bytes taken so far.</summary>
    internal long Position { get; private set; }

    /// <summary>The frame that is being read, from zero; negative outside frames.</summary>
    internal long FrameNumber { get; set; } = -1;

    /// <summary>Opens a file for reading from its beginning to its end.</summary>
    internal static BinaryInput Open(string path) => new(InputFile.Open(path), path, leaveOpen: false);

    /// <summary>Whether all was taken.</summary>
    internal bool AtEnd() => _start == _end && !Fill();

    /// <summary>Takes the next <paramref name="count"/> bytes. The span is valid until the next call.</summary>
    /// <exception cref="InvalidInputException">The stream ends before.</exception>
    internal ReadOnlySpan<byte> Take(int count)
    {
        while (_end - _start < count)
            if (!Fill())
                throw Truncated(count - (_end - _start));
        var taken = _buffer.AsSpan(_start, count);
        _start += count;
        Position += count;
        return taken;
    }

    /// <summary>Passes over the next <paramref name="count"/> bytes.</summary>
    /// <exception cref="InvalidInputException">The stream ends before.</exception>
    internal void Skip(int count)
    {
        CheckRemaining(count);
        if (count <= _end - _start || !_stream.CanSeek)
        {
            Take(count);
            return;
        }

        _stream.Seek(count - (_end - _start), SeekOrigin.Current);
        Position += count;
        (_start, _end) = (0, 0);
    }

    /// <summary>Goes to a byte.</summary>
    /// <exception cref="InvalidInputException">The stream has no places.</exception>
    internal void GoTo(long position)
    {
        if (!_stream.CanSeek)
            throw new InvalidInputException(Name, "", "can be read once only; expected a file that can be gone back in");
        _stream.Seek(position, SeekOrigin.Begin);
        Position = position;
        (_start, _end) = (0, 0);
    }

    /// <summary>Checks, where the stream can tell its length, that <paramref name="count"/> more bytes follow.</summary>
    /// <exception cref="InvalidInputException">They do not.</exception>
    internal void CheckRemaining(long count)
    {
        // Asking for the file's length takes longer than reading a small frame.
        if (count <= _end - _start || !_stream.CanSeek)
            return;
        var remaining = _end - _start + _stream.Length - _stream.Position;
        if (remaining < count)
            throw Error(Position + remaining, $"the file ends too early: expected at least {count - remaining} more bytes");
    }

    /// <summary>The error that something is wrong at <paramref name="position"/>.</summary>
    internal InvalidInputException Error(long position, string message) =>
        new(Name, FrameNumber >= 0 ? $"frame {FrameNumber}, byte {position}" : $"byte {position}", message);

    public void Dispose()
    {
        if (!_leaveOpen)
            _stream.Dispose();
    }

    private InvalidInputException Truncated(int missing) =>
        Error(Position + (_end - _start), $"the file ends too early: expected at least {missing} more bytes");

    private bool Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, checked(2 * _buffer.Length));
        var read = _stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        return read > 0;
    }
}
