namespace LatentSim.Analysis;

/// <summary>What is counted of the time that belongs to one core.</summary>
internal sealed class CoreDwells
{
    private readonly List<double> _complete = [];
    private long _transitions;

    /// <summary>Steps that began while the frame belonged to the core.</summary>
    internal long Frames { get; set; }

    /// <summary>Counts a transition to the other core, and the dwell that it ends where its start was seen.</summary>
    internal void Leave(double? dwell)
    {
        _transitions++;
        if (dwell is { } time) _complete.Add(time);
    }

    internal void Add(CoreDwells other)
    {
        Frames += other.Frames;
        _transitions += other._transitions;
        _complete.AddRange(other._complete);
    }

    internal CorePassage Passage(double spacing)
    {
        var average = _complete.Count == 0 ? null : BlockAverage.Of(_complete.ToArray());
        return new CorePassage(_transitions, Frames * spacing, _complete.Count, average?.Mean, average?.StandardError);
    }
}
