namespace LatentSim.Molecules;

/// <summary>Collects what a writer encodes and hands it to a stream in large pieces.</summary>
internal sealed class BufferedOutput : IDisposable
{
    private const int InitialCapacity = 1 << 18;
    private readonly Stream _stream;
    private readonly bool _leaveOpen;
    private byte[] _buffer = new byte[InitialCapacity];
    private int _used;
    private long _written;

    /// <param name="stream">Where the bytes go.</param>
    /// <param name="alreadyThere">Bytes that stand before the first one written here.</param>
    /// <param name="leaveOpen">Whether the stream is left open on disposal.</param>
    internal BufferedOutput(Stream stream, long alreadyThere, bool leaveOpen)
    {
        _stream = stream;
        _leaveOpen = leaveOpen;
        _written = alreadyThere;
    }

    /// <summary>Bytes from the beginning of the file to the end of what was written here.</summary>
    internal long Length => _written + _used;

    internal static FileStream Create(string path) =>
        new(path, FileMode.Create, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);

    /// <summary>Room for at least <paramref name="count"/> bytes, to be filled from its beginning and counted by <see cref="Advance"/>.</summary>
    internal Span<byte> Room(int count)
    {
        if (_buffer.Length - _used < count)
            Drain();
        if (_buffer.Length < count)
            _buffer = new byte[count];
        return _buffer.AsSpan(_used);
    }

    internal void Advance(int count) => _used += count;

    /// <summary>Writes bytes over some that were written before. The stream must be able to seek.</summary>
    internal void Patch(long position, ReadOnlySpan<byte> bytes)
    {
        Drain();
        _stream.Position = position;
        _stream.Write(bytes);
        _stream.Position = _written;
    }

    internal bool CanPatch => _stream.CanSeek;

    /// <summary>Writes all through to the disk.</summary>
    internal void Flush()
    {
        Drain();
        if (_stream is FileStream file)
            file.Flush(flushToDisk: true);
        else
            _stream.Flush();
    }

    public void Dispose()
    {
        Drain();
        if (!_leaveOpen)
            _stream.Dispose();
    }

    private void Drain()
    {
        _stream.Write(_buffer, 0, _used);
        _written += _used;
        _used = 0;
    }
}
