namespace LatentSim.Analysis;

/// <summary>Counts of transitions between n discrete states at one lag: entry (i, j) counts pairs (state i at t, state j at t + lag).</summary>
public sealed class TransitionCounts
{
    private readonly long[] _counts;

    /// <summary>No counts between <paramref name="states"/> states.</summary>
    public TransitionCounts(int states)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(states, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(states, 10_000);
        States = states;
        _counts = new long[states * states];
    }

    /// <summary>Number of states n.</summary>
    public int States { get; }

    /// <summary>All transitions counted.</summary>
    public long Total { get; private set; }

    /// <summary>Transitions from state <paramref name="i"/> to state <paramref name="j"/>.</summary>
    public long this[int i, int j] => _counts[i * States + j];

    /// <summary>Counts of one trajectory, or adds them: every pair of frames <paramref name="lag"/> apart (a sliding window).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The lag is less than one frame, or a state does not exist.</exception>
    public void AddTrajectory(ReadOnlySpan<int> states, int lag)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(lag, 1);
        for (var t = lag; t < states.Length; t++) Add(states[t - lag], states[t]);
    }

    /// <summary>Counts one transition, or <paramref name="count"/> of them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A state does not exist, or the count is negative.</exception>
    public void Add(int from, int to, long count = 1)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)from, (uint)States, nameof(from));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)to, (uint)States, nameof(to));
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        _counts[from * States + to] += count;
        Total += count;
    }

    /// <summary>Adds the counts of another table over the same states.</summary>
    /// <exception cref="ArgumentException">The numbers of states differ.</exception>
    public void Add(TransitionCounts other)
    {
        if (other.States != States) throw new ArgumentException($"Expected {States} states, got {other.States}.", nameof(other));
        for (var i = 0; i < _counts.Length; i++) _counts[i] += other._counts[i];
        Total += other.Total;
    }

    /// <summary>
    /// The strongly connected set of states with the most transitions inside it, in ascending order: there the maximum-likelihood
    /// transition matrix has one stationary distribution. Empty where no transition was counted.
    /// </summary>
    public int[] ConnectedSet()
    {
        var assigned = new bool[States];
        var (best, most) = (Array.Empty<int>(), 0L);
        for (var start = 0; start < States; start++)
        {
            if (assigned[start]) continue;
            var forward = Reachable(start, forward: true);
            var backward = Reachable(start, forward: false);
            var set = Enumerable.Range(0, States).Where(i => forward[i] && backward[i]).ToArray();
            foreach (var i in set) assigned[i] = true;
            var inside = set.Sum(i => set.Sum(j => this[i, j]));
            if (inside > most) (best, most) = (set, inside);
        }

        return best;
    }

    private bool[] Reachable(int start, bool forward)
    {
        var seen = new bool[States];
        var pending = new Stack<int>([start]);
        seen[start] = true;
        while (pending.TryPop(out var i))
        {
            for (var j = 0; j < States; j++)
            {
                if (seen[j] || (forward ? this[i, j] : this[j, i]) == 0) continue;
                seen[j] = true;
                pending.Push(j);
            }
        }

        return seen;
    }
}
