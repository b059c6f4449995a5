namespace LatentSim.Molecules.ForceFields;

/// <summary>
/// Reads XML from a stream, and fails once it has given more bytes than allowed, or a tag or text that is longer than any of OpenMM's: the XML reader's time
/// grows with the square of a tag's length.
/// </summary>
internal sealed class BoundedStream(Stream stream, long most) : Stream
{
    private const int LongestTag = 1 << 16;
    private long _given;
    private int _sinceTag;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => _given;
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">There are more bytes than allowed, or no tag ends among many.</exception>
    public override int Read(byte[] buffer, int offset, int count)
    {
        int read = stream.Read(buffer, offset, Math.Min(count, LongestTag));
        _given += read;
        if (_given > most)
            throw new IOException($"it has more than {most} bytes");
        int last = buffer.AsSpan(offset, read).LastIndexOf((byte)'>');
        _sinceTag = last < 0 ? _sinceTag + read : read - last;
        return _sinceTag <= LongestTag ? read : throw new IOException($"it has a tag or text of more than {LongestTag} bytes: OpenMM writes none");
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
