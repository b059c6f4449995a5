using System.Buffers.Binary;

namespace LatentSim.Molecules;

/// <summary>Writes GROMACS XTC: coordinates rounded to a grid and compressed (systems of up to nine atoms: plain floats).
/// The format has 32 bits for the step and single precision for the time: the step's low 32 bits are kept.
/// What is written depends on the frames alone, so that a file that was truncated and appended to is the file that was never interrupted.</summary>
public sealed class XtcWriter : ITrajectoryWriter
{
    /// <summary>The usual grid: 1000 cells per nm.</summary>
    public const float DefaultPrecision = 1000;

    private readonly BufferedOutput _output;
    private readonly float _precision;
    private XtcCoordinateEncoder? _encoder;
    private int _atomCount;

    /// <summary>Creates a file, or replaces one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="atomCount">Atoms in each frame; zero when the first frame is to tell.</param>
    /// <param name="precision">Cells of the grid per nm.</param>
    public XtcWriter(string path, int atomCount = 0, float precision = DefaultPrecision)
        : this(new BufferedOutput(BufferedOutput.Create(path), 0, leaveOpen: false), atomCount, precision)
    {
    }

    /// <summary>Writes to a stream from its present position on.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="atomCount">Atoms in each frame; zero when the first frame is to tell.</param>
    /// <param name="precision">Cells of the grid per nm.</param>
    /// <param name="leaveOpen">Whether the stream is left open on disposal.</param>
    public XtcWriter(Stream stream, int atomCount = 0, float precision = DefaultPrecision, bool leaveOpen = false)
        : this(new BufferedOutput(stream, 0, leaveOpen), atomCount, precision)
    {
    }

    private XtcWriter(BufferedOutput output, int atomCount, float precision)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(atomCount);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(precision);
        _output = output;
        _atomCount = atomCount;
        _precision = precision;
    }

    /// <inheritdoc/>
    public long Length => _output.Length;

    /// <summary>Goes on with a file: cuts it to its first <paramref name="length"/> bytes and writes after them.</summary>
    /// <param name="path">The file.</param>
    /// <param name="length">Bytes to keep, as <see cref="Length"/> gave them at the end of a frame.</param>
    /// <param name="atomCount">Atoms in each frame; zero when the file, or else the first frame, is to tell.</param>
    /// <param name="precision">Cells of the grid per nm.</param>
    /// <exception cref="InvalidInputException">The file is missing, shorter than <paramref name="length"/>, no XTC file, or has another number of atoms.</exception>
    public static XtcWriter Append(string path, long length, int atomCount = 0, float precision = DefaultPrecision)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        atomCount = CheckExisting(path, length, atomCount);
        var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        try
        {
            file.SetLength(length);
            file.Position = length;
            return new XtcWriter(new BufferedOutput(file, length, leaveOpen: false), atomCount, precision);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Write(long step, double time, ReadOnlySpan<float> positions, ReadOnlySpan<float> box)
    {
        FrameShape.Check(positions, box, _atomCount);
        _atomCount = positions.Length / 3;
        var plain = _atomCount <= XtcFormat.LargestPlainSystem;
        var room = _output.Room(XtcFormat.HeaderBytes + (plain ? 4 * positions.Length : XtcCoordinateEncoder.MaximumBytes(_atomCount)));
        WriteHeader(room, step, time, box);
        var coordinates = room[XtcFormat.HeaderBytes..];
        var bytes = plain ? WritePlain(coordinates, positions) : Encoder().Encode(positions, coordinates);
        _output.Advance(XtcFormat.HeaderBytes + bytes);
    }

    /// <inheritdoc/>
    public void Flush() => _output.Flush();

    /// <summary>Writes what is buffered and closes the file.</summary>
    public void Dispose() => _output.Dispose();

    private static int CheckExisting(string path, long length, int atomCount)
    {
        using var file = InputFile.Open(path);
        if (file.Length < length)
            throw new InvalidInputException(path, $"byte {file.Length}", $"the file ends here; expected at least {length} bytes to append to");
        if (length == 0)
            return atomCount;
        using var reader = new XtcReader(file, path);
        if (atomCount != 0 && reader.AtomCount != atomCount)
            throw new InvalidInputException(path, "frame 0", $"has {reader.AtomCount} atoms; expected {atomCount}");
        return reader.AtomCount;
    }

    private XtcCoordinateEncoder Encoder() => _encoder ??= new XtcCoordinateEncoder(_atomCount, _precision);

    private void WriteHeader(Span<byte> destination, long step, double time, ReadOnlySpan<float> box)
    {
        BinaryPrimitives.WriteInt32BigEndian(destination, XtcFormat.Magic);
        BinaryPrimitives.WriteInt32BigEndian(destination[4..], _atomCount);
        BinaryPrimitives.WriteInt32BigEndian(destination[8..], unchecked((int)step));
        BinaryPrimitives.WriteSingleBigEndian(destination[12..], (float)time);
        for (var i = 0; i < 9; i++)
            BinaryPrimitives.WriteSingleBigEndian(destination[(16 + 4 * i)..], box.Length == 0 ? 0 : box[i]);
        BinaryPrimitives.WriteInt32BigEndian(destination[52..], _atomCount);
    }

    private static int WritePlain(Span<byte> destination, ReadOnlySpan<float> positions)
    {
        for (var i = 0; i < positions.Length; i++)
            BinaryPrimitives.WriteSingleBigEndian(destination[(4 * i)..], positions[i]);
        return 4 * positions.Length;
    }
}
