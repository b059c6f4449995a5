namespace LatentSim.Actors;

/// <summary>The state of each shard that a stage computes, so that it need not be handed in again with each block. Used by the slot's thread alone.</summary>
internal sealed class HeldStates
{
    private const long Nowhere = -1;
    private readonly Dictionary<int, Held> states = [];

    /// <summary>
    /// The state of <paramref name="shard"/> before <paramref name="step"/>: the one held if it is of that step, else a copy of <paramref name="before"/>,
    /// which is how a shard arrives after a restart or from another slot. Until <see cref="Advance"/> it counts as lost.
    /// </summary>
    /// <exception cref="ArgumentException"><paramref name="before"/> was needed and is not of this size.</exception>
    public float[] Take(Shard shard, long step, int size, ReadOnlySpan<float> before)
    {
        if (!states.TryGetValue(shard.Index, out Held? held) || held.Values.Length != size)
            states[shard.Index] = held = new Held(new float[size]);
        if (held.NextStep != step && step > 0)
            Copy(shard, before, held.Values);

        held.NextStep = Nowhere;
        return held.Values;
    }

    /// <summary>Says that the state taken is now the one before <paramref name="step"/>.</summary>
    public void Advance(Shard shard, long step) => states[shard.Index].NextStep = step;

    private static void Copy(Shard shard, ReadOnlySpan<float> before, float[] values)
    {
        if (before.Length != values.Length)
            throw new ArgumentException($"The state of {shard} has {before.Length} numbers, the stage needs {values.Length}.");

        before.CopyTo(values);
    }

    private sealed class Held(float[] values)
    {
        public float[] Values { get; } = values;

        public long NextStep { get; set; } = Nowhere;
    }
}
