using System.Buffers.Binary;

namespace LatentSim.Molecules;

/// <summary>Reads GROMACS XTC, compressed and plain, with the usual magic number and that of frames larger than 2 GB.</summary>
public sealed class XtcReader : ISeekingTrajectoryReader
{
    private readonly BinaryInput _input;
    private readonly XtcCoordinateDecoder _decoder = new();
    private readonly byte[] _header = new byte[XtcFormat.HeaderBytes + XtcFormat.CompressedHeaderBytes];
    private long _frameStart;
    private int _payloadBytes;
    private bool _headerPending;

    /// <summary>Opens a file.</summary>
    /// <exception cref="InvalidInputException">It cannot be opened, or does not begin with the header of a frame.</exception>
    public XtcReader(string path)
        : this(BinaryInput.Open(path))
    {
    }

    /// <summary>Reads a stream from its present position on; it is left open.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="name">What it is called in error messages.</param>
    /// <exception cref="InvalidInputException">It does not begin with the header of a frame.</exception>
    public XtcReader(Stream stream, string name)
        : this(new BinaryInput(stream, name, leaveOpen: true))
    {
    }

    private XtcReader(BinaryInput input)
    {
        _input = input;
        try
        {
            if (_input.AtEnd())
                throw _input.Error(0, "the file is empty; expected an XTC frame");
            ReadHeader();
            _headerPending = true;
        }
        catch
        {
            _input.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public int AtomCount { get; private set; }

    /// <inheritdoc/>
    public TrajectoryPlace Place =>
        _headerPending ? new TrajectoryPlace(_input.FrameNumber, _frameStart, 0) : new TrajectoryPlace(_input.FrameNumber + 1, _input.Position, 0);

    private double Time => BinaryPrimitives.ReadSingleBigEndian(_header.AsSpan(12));

    /// <inheritdoc/>
    public bool ReadNext(Frame frame)
    {
        FrameShape.Check(frame, AtomCount);
        if (!BeginFrame())
            return false;
        frame.Step = BinaryPrimitives.ReadInt32BigEndian(_header.AsSpan(8));
        frame.Time = Time;
        ReadBox(frame);
        ReadPositions(frame.Positions);
        return true;
    }

    /// <inheritdoc/>
    public bool Skip(out double time)
    {
        time = 0;
        if (!BeginFrame())
            return false;
        time = Time;
        _input.Skip(IsPlain ? 12 * AtomCount : (_payloadBytes + 3) & ~3);
        return true;
    }

    /// <inheritdoc/>
    public void GoTo(TrajectoryPlace place)
    {
        _input.GoTo(place.Byte);
        _input.FrameNumber = place.Frame - 1;
        _headerPending = false;
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _input.Dispose();

    private bool IsPlain => AtomCount <= XtcFormat.LargestPlainSystem;

    private bool BeginFrame()
    {
        if (!_headerPending)
        {
            if (_input.AtEnd())
                return false;
            ReadHeader();
        }

        _headerPending = false;
        return true;
    }

    private void ReadHeader()
    {
        _frameStart = _input.Position;
        _input.FrameNumber++;
        _input.Take(XtcFormat.HeaderBytes).CopyTo(_header);
        var magic = BinaryPrimitives.ReadInt32BigEndian(_header);
        if (magic is not (XtcFormat.Magic or XtcFormat.LargeMagic))
            throw _input.Error(_frameStart, $"no XTC frame begins here: the magic number is {magic}, expected {XtcFormat.Magic}");
        CheckAtomCount();
        if (IsPlain)
            return;
        _input.Take(XtcFormat.CompressedHeaderBytes).CopyTo(_header.AsSpan(XtcFormat.HeaderBytes));
        ReadPayloadSize(magic == XtcFormat.LargeMagic);
    }

    private void CheckAtomCount()
    {
        var count = BinaryPrimitives.ReadInt32BigEndian(_header.AsSpan(4));
        var again = BinaryPrimitives.ReadInt32BigEndian(_header.AsSpan(52));
        if (count != again)
            throw _input.Error(_frameStart + 52, $"{again} coordinates follow for {count} atoms");
        if (count is <= 0 or > int.MaxValue / 12)
            throw _input.Error(_frameStart + 4, $"the frame has {count} atoms, expected 1 to {int.MaxValue / 12}");
        if (AtomCount != 0 && count != AtomCount)
            throw _input.Error(_frameStart + 4, $"the frame has {count} atoms; those before have {AtomCount}");
        AtomCount = count;
    }

    // An atom takes two bits at the least, so the count of bytes bounds the count of atoms before anything is allocated for them.
    private void ReadPayloadSize(bool large)
    {
        var at = _input.Position;
        var bytes = large ? BinaryPrimitives.ReadInt64BigEndian(_input.Take(8)) : BinaryPrimitives.ReadInt32BigEndian(_input.Take(4));
        var largest = Math.Min(14L * AtomCount + 8, int.MaxValue - 16);
        if (bytes < 0 || bytes > largest || 4 * bytes < AtomCount)
            throw _input.Error(at, $"{AtomCount} atoms in {bytes} bytes; expected {(AtomCount + 3) / 4} to {largest} bytes");
        _input.CheckRemaining(bytes);
        _payloadBytes = (int)bytes;
    }

    private void ReadBox(Frame frame)
    {
        frame.HasBox = false;
        for (var i = 0; i < 9; i++)
        {
            frame.Box[i] = BinaryPrimitives.ReadSingleBigEndian(_header.AsSpan(16 + 4 * i));
            frame.HasBox |= frame.Box[i] != 0;
        }
    }

    private void ReadPositions(Span<float> positions)
    {
        if (IsPlain)
        {
            var plain = _input.Take(4 * positions.Length);
            for (var i = 0; i < positions.Length; i++)
                positions[i] = BinaryPrimitives.ReadSingleBigEndian(plain[(4 * i)..]);
            return;
        }

        var start = _input.Position;
        var payload = _input.Take((_payloadBytes + 3) & ~3)[.._payloadBytes];
        try
        {
            _decoder.Decode(_header.AsSpan(XtcFormat.HeaderBytes), payload, positions);
        }
        catch (FormatException e)
        {
            throw _input.Error(start, e.Message);
        }
    }
}
