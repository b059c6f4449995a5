using System.Buffers.Binary;
using System.Text;

namespace LatentSim.Molecules;

/// <summary>Writes DCD as CHARMM and NAMD do: little-endian single-precision coordinates in angstrom, with unit cells if the first frame has a box.
/// The format keeps no step or time per frame but the first step, the interval and the timestep: those of the first two frames.</summary>
public sealed class DcdWriter : ITrajectoryWriter
{
    private const string Title = "Written by LatentSim";
    private readonly BufferedOutput _output;
    private int _atomCount;
    private bool _hasUnitCell;
    private long _frames;
    private long _firstStep;
    private double _firstTime;
    private long _interval = 1;
    private double _timePerStep;

    /// <summary>Creates a file, or replaces one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="atomCount">Atoms in each frame; zero when the first frame is to tell.</param>
    public DcdWriter(string path, int atomCount = 0)
        : this(BufferedOutput.Create(path), atomCount)
    {
    }

    /// <summary>Writes to a stream from its beginning. The header's counts are brought up to date only if it can seek.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="atomCount">Atoms in each frame; zero when the first frame is to tell.</param>
    /// <param name="leaveOpen">Whether the stream is left open on disposal.</param>
    public DcdWriter(Stream stream, int atomCount = 0, bool leaveOpen = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(atomCount);
        _output = new BufferedOutput(stream, 0, leaveOpen);
        _atomCount = atomCount;
    }

    /// <inheritdoc/>
    public long Length => _output.Length;

    /// <inheritdoc/>
    public void Write(long step, double time, ReadOnlySpan<float> positions, ReadOnlySpan<float> box)
    {
        FrameShape.Check(positions, box, _atomCount);
        if (_frames == 0)
            Begin(step, time, positions.Length / 3, box.Length > 0);
        else if (_frames == 1)
            MeasureInterval(step, time);
        if (_hasUnitCell != box.Length > 0)
            throw new ArgumentException("Either all frames of a DCD file have a box or none has.", nameof(box));
        if (_hasUnitCell)
            WriteUnitCell(box);
        for (var axis = 0; axis < 3; axis++)
            WriteAxis(positions, axis);
        _frames++;
    }

    /// <inheritdoc/>
    public void Flush()
    {
        UpdateHeader();
        _output.Flush();
    }

    /// <summary>Writes what is buffered, brings the header up to date, and closes the file.</summary>
    public void Dispose()
    {
        UpdateHeader();
        _output.Dispose();
    }

    private void Begin(long step, double time, int atomCount, bool hasUnitCell)
    {
        (_firstStep, _firstTime, _atomCount, _hasUnitCell) = (step, time, atomCount, hasUnitCell);
        _timePerStep = step > 0 ? time / step : 0;
        WriteRecord(Header());
        WriteRecord(TitleRecord());
        Span<byte> count = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(count, atomCount);
        WriteRecord(count);
    }

    private void MeasureInterval(long step, double time)
    {
        if (step == _firstStep)
            return;
        _interval = step - _firstStep;
        _timePerStep = (time - _firstTime) / _interval;
    }

    private void UpdateHeader()
    {
        if (_frames > 0 && _output.CanPatch)
            _output.Patch(4, Header());
    }

    private byte[] Header()
    {
        var header = new byte[DcdFormat.HeaderBytes];
        "CORD"u8.CopyTo(header);
        Set(DcdFormat.FrameCount, Saturated(_frames));
        Set(DcdFormat.FirstStep, Saturated(_firstStep));
        Set(DcdFormat.StepInterval, Saturated(_interval));
        Set(DcdFormat.StepCount, Saturated(_frames * _interval));
        Set(DcdFormat.TimeStep, BitConverter.SingleToInt32Bits((float)(_timePerStep / DcdFormat.TimeUnit)));
        Set(DcdFormat.HasUnitCell, _hasUnitCell ? 1 : 0);
        Set(DcdFormat.Version, DcdFormat.WrittenVersion);
        return header;

        void Set(int place, int value) => BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(4 + 4 * place), value);
    }

    private static int Saturated(long value) => (int)Math.Clamp(value, int.MinValue, int.MaxValue);

    private static byte[] TitleRecord()
    {
        var record = new byte[4 + DcdFormat.TitleLineBytes];
        record.AsSpan(4).Fill((byte)' ');
        record[0] = 1;
        Encoding.ASCII.GetBytes(Title).CopyTo(record, 4);
        return record;
    }

    private void WriteRecord(ReadOnlySpan<byte> content)
    {
        var room = _output.Room(content.Length + 8);
        content.CopyTo(room[4..]);
        Frame(room, content.Length);
    }

    private void WriteUnitCell(ReadOnlySpan<float> box)
    {
        var cell = UnitCell.FromVectors(box);
        ReadOnlySpan<double> numbers = [10 * cell.A, cell.Gamma, 10 * cell.B, cell.Beta, cell.Alpha, 10 * cell.C];
        var room = _output.Room(DcdFormat.UnitCellBytes + 8);
        for (var i = 0; i < numbers.Length; i++)
            BinaryPrimitives.WriteDoubleLittleEndian(room[(4 + 8 * i)..], numbers[i]);
        Frame(room, DcdFormat.UnitCellBytes);
    }

    private void WriteAxis(ReadOnlySpan<float> positions, int axis)
    {
        var room = _output.Room(4 * _atomCount + 8);
        for (var atom = 0; atom < _atomCount; atom++)
            BinaryPrimitives.WriteSingleLittleEndian(room[(4 + 4 * atom)..], 10 * positions[3 * atom + axis]);
        Frame(room, 4 * _atomCount);
    }

    // A Fortran record has its length before and after it.
    private void Frame(Span<byte> room, int length)
    {
        BinaryPrimitives.WriteInt32LittleEndian(room, length);
        BinaryPrimitives.WriteInt32LittleEndian(room[(4 + length)..], length);
        _output.Advance(length + 8);
    }
}
