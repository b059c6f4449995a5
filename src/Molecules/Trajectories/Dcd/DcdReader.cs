namespace LatentSim.Molecules;

/// <summary>Reads DCD of CHARMM, NAMD, X-PLOR and those that write like them: either byte order, unit cells as angles or their cosines.
/// Frames are read to the end of the file, whatever count its header has. Files with fixed atoms are refused.</summary>
public sealed class DcdReader : ISeekingTrajectoryReader
{
    private const int LongestTitle = 1 << 20;
    private readonly BinaryInput _input;
    private readonly DcdRecords _records;
    private readonly bool _hasUnitCell;
    private readonly bool _hasFourthDimension;
    private readonly long _firstStep;
    private readonly long _interval;
    private readonly double _timePerStep;

    /// <summary>Opens a file.</summary>
    /// <exception cref="InvalidInputException">It cannot be opened, is no DCD file, or holds something else than coordinates of moving atoms.</exception>
    public DcdReader(string path)
        : this(BinaryInput.Open(path))
    {
    }

    /// <summary>Reads a stream from its present position on; it is left open.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="name">What it is called in error messages.</param>
    /// <exception cref="InvalidInputException">It is no DCD file, or holds something else than coordinates of moving atoms.</exception>
    public DcdReader(Stream stream, string name)
        : this(new BinaryInput(stream, name, leaveOpen: true))
    {
    }

    private DcdReader(BinaryInput input)
    {
        _input = input;
        try
        {
            _records = new DcdRecords(input);
            var header = _records.Header;
            CheckHeader(header);
            var isCharmm = header[DcdFormat.Version] != 0;
            _hasUnitCell = isCharmm && header[DcdFormat.HasUnitCell] != 0;
            _hasFourthDimension = isCharmm && header[DcdFormat.HasFourthDimension] != 0;
            _firstStep = header[DcdFormat.FirstStep];
            _interval = Math.Max(1, header[DcdFormat.StepInterval]);
            _timePerStep = DcdFormat.TimeUnit * (isCharmm ? BitConverter.Int32BitsToSingle(header[DcdFormat.TimeStep]) : _records.WideTimeStep);
            _records.Skip("the title", LongestTitle);
            AtomCount = ReadAtomCount();
        }
        catch
        {
            _input.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public int AtomCount { get; }

    /// <inheritdoc/>
    public TrajectoryPlace Place => new(_input.FrameNumber + 1, _input.Position, 0);

    private long Step => _firstStep + _input.FrameNumber * _interval;

    /// <inheritdoc/>
    public bool ReadNext(Frame frame)
    {
        FrameShape.Check(frame, AtomCount);
        if (_input.AtEnd())
            return false;
        _input.FrameNumber++;
        frame.Step = Step;
        frame.Time = frame.Step * _timePerStep;
        ReadUnitCell(frame);
        for (var axis = 0; axis < 3; axis++)
            ReadAxis(frame.Positions, axis);
        if (_hasFourthDimension)
            _records.Skip("the fourth dimension", 4 * AtomCount);
        return true;
    }

    /// <inheritdoc/>
    public bool Skip(out double time)
    {
        time = 0;
        if (_input.AtEnd())
            return false;
        _input.FrameNumber++;
        time = Step * _timePerStep;
        if (_hasUnitCell)
            _records.Take(DcdFormat.UnitCellBytes, "the unit cell");
        for (var axis = 0; axis < (_hasFourthDimension ? 4 : 3); axis++)
            _records.Take(4 * AtomCount, AxisName(axis));
        return true;
    }

    /// <inheritdoc/>
    public void GoTo(TrajectoryPlace place)
    {
        _input.GoTo(place.Byte);
        _input.FrameNumber = place.Frame - 1;
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _input.Dispose();

    private void CheckHeader(int[] header)
    {
        if (_records.Kind != "CORD")
            throw _input.Error(4, $"the file holds '{_records.Kind}', expected 'CORD' (coordinates)");
        if (header[DcdFormat.FixedAtoms] != 0)
            throw _input.Error(8 + 4 * DcdFormat.FixedAtoms, $"the file has {header[DcdFormat.FixedAtoms]} fixed atoms, which its later frames leave out; write it anew with all atoms free");
    }

    private int ReadAtomCount()
    {
        var at = _input.Position;
        var count = _records.ReadInt32(_records.Take(4, "the count of atoms"));
        if (count is <= 0 or > int.MaxValue / 12)
            throw _input.Error(at, $"the file has {count} atoms, expected 1 to {int.MaxValue / 12}");
        if (_input.AtEnd())
            throw _input.Error(_input.Position, "the file has no frames");
        _input.CheckRemaining(12L * count);
        return count;
    }

    private void ReadUnitCell(Frame frame)
    {
        frame.HasBox = false;
        if (!_hasUnitCell)
            return;
        var record = _records.Take(DcdFormat.UnitCellBytes, "the unit cell");
        var cell = new UnitCell(Length(record, 0), Length(record, 2), Length(record, 5), Angle(record, 4), Angle(record, 3), Angle(record, 1));
        frame.HasBox = cell.IsValid;
        if (frame.HasBox)
            cell.ToVectors(frame.Box);
    }

    private double Length(ReadOnlySpan<byte> record, int place) => _records.ReadDouble(record[(8 * place)..]) / 10;

    // NAMD and VMD write cosines, others degrees.
    private double Angle(ReadOnlySpan<byte> record, int place)
    {
        var angle = _records.ReadDouble(record[(8 * place)..]);
        if (angle == 0)
            return 90;
        return Math.Abs(angle) <= 1 ? double.RadiansToDegrees(Math.Acos(angle)) : angle;
    }

    private static string AxisName(int axis) => axis switch { 0 => "x", 1 => "y", 2 => "z", _ => "the fourth dimension" };

    private void ReadAxis(float[] positions, int axis)
    {
        var record = _records.Take(4 * AtomCount, AxisName(axis));
        for (var atom = 0; atom < AtomCount; atom++)
            positions[3 * atom + axis] = _records.ReadSingle(record[(4 * atom)..]) / 10;
    }
}
