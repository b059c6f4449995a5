namespace LatentSim.Analysis;

/// <summary>
/// Splits a stream of unknown length into contiguous blocks of nearly equal length, in bounded memory: it keeps at most
/// <see cref="MaximumChunks"/> chunks, and when they are full joins neighbours and doubles their length.
/// </summary>
internal sealed class ContiguousBlocks<T>(Func<T> create, Action<T, T> addTo)
{
    /// <summary>Most chunks kept. More make the blocks' lengths more equal: they differ by less than 2 chunks.</summary>
    internal const int MaximumChunks = 128;

    private readonly List<T> _chunks = [];
    private long _chunkLength = 1;
    private long _length;

    /// <summary>The chunk that the next item belongs to. Call once an item.</summary>
    internal T Next()
    {
        if (_length == MaximumChunks * _chunkLength) JoinNeighbours();
        if (_length++ % _chunkLength == 0) _chunks.Add(create());
        return _chunks[^1];
    }

    /// <summary>The blocks: at most <paramref name="count"/>, fewer where there are fewer items.</summary>
    internal IReadOnlyList<T> Blocks(int count)
    {
        var blocks = new List<T>();
        var filled = -1;
        for (var i = 0; i < _chunks.Count; i++)
        {
            var block = (int)(Math.Min((i + 0.5) * _chunkLength / _length, 1 - 1e-9) * count);
            if (block != filled) blocks.Add(create());
            filled = block;
            addTo(blocks[^1], _chunks[i]);
        }

        return blocks;
    }

    private void JoinNeighbours()
    {
        for (var i = 0; i < MaximumChunks; i += 2)
        {
            addTo(_chunks[i], _chunks[i + 1]);
            _chunks[i / 2] = _chunks[i];
        }

        _chunks.RemoveRange(MaximumChunks / 2, MaximumChunks / 2);
        _chunkLength *= 2;
    }
}
