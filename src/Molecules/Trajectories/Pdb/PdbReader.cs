namespace LatentSim.Molecules;

/// <summary>Reads the models of a PDB file as the frames of a trajectory. The format has neither steps nor times: both are the model's place, from zero.
/// Of alternate locations the first is read.</summary>
public sealed class PdbReader : ISeekingTrajectoryReader
{
    private readonly TextLines _lines;
    private readonly bool[] _kept;
    private readonly float[] _box = new float[9];
    private float[]? _firstPositions;
    private bool _hasBox;
    private long _model;

    /// <summary>Opens a file and reads its first model.</summary>
    /// <exception cref="InvalidInputException">It cannot be opened, has no atoms, or a field of its first model is wrong.</exception>
    public PdbReader(string path)
        : this(TextLines.Open(path))
    {
    }

    /// <summary>Reads a stream from its present position on; it is left open.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="name">What it is called in error messages.</param>
    /// <exception cref="InvalidInputException">It has no atoms, or a field of its first model is wrong.</exception>
    public PdbReader(Stream stream, string name)
        : this(new TextLines(stream, name, leaveOpen: true))
    {
    }

    private PdbReader(TextLines lines)
    {
        _lines = lines;
        try
        {
            var model = ReadFirstModel();
            _kept = model.Kept;
            _firstPositions = model.Positions;
            AtomCount = model.AtomCount;
        }
        catch
        {
            _lines.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public int AtomCount { get; }

    /// <inheritdoc/>
    public TrajectoryPlace Place => _firstPositions is not null ? default : new TrajectoryPlace(_model, _lines.Position, _lines.LineNumber);

    /// <inheritdoc/>
    public bool ReadNext(Frame frame)
    {
        FrameShape.Check(frame, AtomCount);
        if (_firstPositions is not null)
        {
            _firstPositions.CopyTo(frame.Positions, 0);
            _firstPositions = null;
        }
        else if (!ReadModel(frame.Positions))
        {
            return false;
        }

        frame.Step = _model;
        frame.Time = _model;
        frame.HasBox = _hasBox;
        _box.CopyTo(frame.Box, 0);
        _model++;
        return true;
    }

    /// <inheritdoc/>
    public bool Skip(out double time)
    {
        time = _model;
        bool isThere = _firstPositions is not null || ReadModel(null);
        _firstPositions = null;
        _model += isThere ? 1 : 0;
        return isThere;
    }

    /// <inheritdoc/>
    public void GoTo(TrajectoryPlace place)
    {
        _lines.GoTo(place.Byte, place.Line);
        _model = place.Frame;
        _firstPositions = null;
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _lines.Dispose();

    private PdbFirstModel ReadFirstModel()
    {
        var model = new PdbFirstModel(_lines);
        while (_lines.TryRead(out var line))
        {
            if (PdbLine.IsAtom(line))
                model.AddAtom(line);
            else if (PdbLine.Is(line, "CRYST1"u8))
                _hasBox = PdbLine.ReadBox(_lines, line, _box);
            else if (PdbLine.EndsModel(line) && model.AtomCount > 0)
                return model;
        }

        if (model.AtomCount == 0)
            throw _lines.Error("the file ends without an ATOM or HETATM record");
        return model;
    }

    private bool ReadModel(float[]? positions)
    {
        var record = 0;
        var atom = 0;
        while (_lines.TryRead(out var line))
        {
            if (PdbLine.EndsModel(line) && record > 0)
                break;
            if (PdbLine.Is(line, "CRYST1"u8))
                _hasBox = PdbLine.ReadBox(_lines, line, _box);
            if (!PdbLine.IsAtom(line))
                continue;
            if (record == _kept.Length)
                throw _lines.Error($"model {_model + 1} has more than the {_kept.Length} atom records of the first one");
            if (_kept[record++] && positions is not null)
                PdbLine.ReadPosition(_lines, line, positions.AsSpan(3 * atom++, 3));
        }

        if (record != 0 && record != _kept.Length)
            throw _lines.Error($"model {_model + 1} ends after {record} atom records; the first one has {_kept.Length}");
        return record > 0;
    }
}
