namespace LatentSim.Analysis;

/// <summary>Evenly spaced items of a stream of unknown length, in bounded memory: every item, or every second, fourth, ... where there are too many.</summary>
/// <param name="most">The most that are kept; even.</param>
internal sealed class EvenSample<T>(int most)
{
    private readonly List<T> _kept = [];
    private long _seen;
    private long _spacing = 1;

    /// <summary>What was kept, in order.</summary>
    internal IReadOnlyList<T> Items => _kept;

    /// <summary>Offers the next item, which is made only if it is kept.</summary>
    internal void Offer(Func<T> make)
    {
        if (_seen++ % _spacing != 0) return;
        if (_kept.Count == most)
        {
            for (var i = 0; i < most / 2; i++) _kept[i] = _kept[2 * i];
            _kept.RemoveRange(most / 2, most - most / 2);
            _spacing *= 2;
            if ((_seen - 1) % _spacing != 0) return;
        }

        _kept.Add(make());
    }
}
