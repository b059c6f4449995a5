namespace LatentSim.Analysis;

/// <summary>
/// Transitions between the cores of two metastable states, from a stream of any length. A frame belongs to the core that was visited last, so that recrossings
/// of the barrier do not count; frames before a trajectory's first visit of a core belong to neither
/// (milestoning by cores: Schuette et al., J. Chem. Phys. 134, 204105 (2011)).
/// </summary>
/// <remarks>Call <see cref="BeginTrajectory"/> before each trajectory: no dwell spans two.</remarks>
public sealed class CoreTransitions
{
    private readonly Core _a;
    private readonly Core _b;
    private readonly double _spacing;
    private readonly CoreDwells _inA = new();
    private readonly CoreDwells _inB = new();
    private CoreDwells? _current;
    private long _sinceEntry;
    private bool _sawEntry;

    /// <summary>Starts with nothing counted.</summary>
    /// <param name="a">Core of the first state.</param>
    /// <param name="b">Core of the second.</param>
    /// <param name="spacing">Time between frames in ps.</param>
    /// <exception cref="ArgumentException">The cores overlap, or the spacing is not positive.</exception>
    public CoreTransitions(Core a, Core b, double spacing)
    {
        if (Math.Max(a.Low, b.Low) <= Math.Min(a.High, b.High)) throw new ArgumentException("The cores overlap.", nameof(b));
        if (!(spacing > 0)) throw new ArgumentException("Expected a positive spacing.", nameof(spacing));
        (_a, _b, _spacing) = (a, b, spacing);
    }

    /// <summary>Counts trajectories in memory.</summary>
    /// <exception cref="ArgumentException">The cores overlap, or the spacing is not positive.</exception>
    public static CoreTransitions Of(IEnumerable<double[]> trajectories, Core a, Core b, double spacing)
    {
        var transitions = new CoreTransitions(a, b, spacing);
        foreach (var x in trajectories)
        {
            transitions.BeginTrajectory();
            foreach (var value in x) transitions.Add(value);
        }

        return transitions;
    }

    /// <summary>From the first core to the second.</summary>
    public CorePassage FromAToB => _inA.Passage(_spacing);

    /// <summary>From the second core to the first.</summary>
    public CorePassage FromBToA => _inB.Passage(_spacing);

    /// <summary>Begins the next trajectory: what it does before it visits a core is left out, and the last one's dwell stays incomplete.</summary>
    public void BeginTrajectory() => _current = null;

    /// <summary>Adds the trajectory's next frame.</summary>
    public void Add(double value)
    {
        var visited = _a.Contains(value) ? _inA : _b.Contains(value) ? _inB : null;
        if (_current is null)
        {
            (_current, _sinceEntry, _sawEntry) = (visited, 0, false);
            return;
        }

        _current.Frames++;
        _sinceEntry++;
        if (visited is null || visited == _current) return;
        _current.Leave(_sawEntry ? _sinceEntry * _spacing : null);
        (_current, _sinceEntry, _sawEntry) = (visited, 0, true);
    }

    /// <summary>Adds what another one counted of other trajectories; ends this one's trajectory.</summary>
    /// <exception cref="ArgumentException">Its cores or spacing are others.</exception>
    public void Add(CoreTransitions other)
    {
        if (other._a != _a || other._b != _b || other._spacing != _spacing) throw new ArgumentException("The counts are between other cores.", nameof(other));
        BeginTrajectory();
        _inA.Add(other._inA);
        _inB.Add(other._inB);
    }
}
