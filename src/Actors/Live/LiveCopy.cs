namespace LatentSim.Actors;

/// <summary>The frames of one walker, copied out of a block.</summary>
internal static class LiveCopy
{
    /// <summary>The newest frames of a block that a watcher wants, at most as many as may wait for it; null when there are none.</summary>
    public static LiveFrames? Of(ShardBlock block, int walker, long stride, LiveRequest request)
    {
        int place = walker - block.Shard.FirstWalker;
        long last = (block.NextStep - 1) / stride * stride;
        long first = (block.FirstStep + stride - 1) / stride * stride;
        if (place < 0 || place >= block.Shard.Walkers || last < first)
            return null;

        first = Math.Max(first, last - ((request.Capacity - 1) * stride));
        int count = (int)(((last - first) / stride) + 1);
        int sites = request.Positions ? block.Frames?.Sites ?? 0 : 0;
        int dimension = request.Latents ? block.Latents.Dimension : 0;
        float[] latents = new float[count * dimension];
        float[] positions = new float[count * sites * 3];
        for (int i = 0; i < count; i++)
        {
            int step = (int)(first + (i * stride) - block.FirstStep);
            if (dimension > 0)
                block.Latents.Step(step).Slice(place * dimension, dimension).CopyTo(latents.AsSpan(i * dimension));
            if (sites > 0)
                block.Frames!.Step(step).Slice(place * sites * 3, sites * 3).CopyTo(positions.AsSpan(i * sites * 3));
        }

        return new LiveFrames(walker, first, stride, count, DateTimeOffset.UtcNow) { Dimension = dimension, Latents = latents, Sites = sites, Positions = positions };
    }
}
