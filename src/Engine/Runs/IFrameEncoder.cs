using LatentSim.Actors;

namespace LatentSim.Engine.Runs;

/// <summary>Turns a walker's part of a block into bytes of its file. The bytes of a frame depend on the frame alone. Used by one thread at a time.</summary>
internal interface IFrameEncoder : IDisposable
{
    /// <summary>The extension of the files, with the dot.</summary>
    string Extension { get; }

    /// <summary>What every file begins with; empty for most formats.</summary>
    ReadOnlySpan<byte> Header => [];

    /// <summary>The bytes of one walker's frames, valid until the next call.</summary>
    /// <param name="block">The block.</param>
    /// <param name="walker">The walker's place in its shard.</param>
    ReadOnlySpan<byte> Encode(ShardBlock block, int walker);
}
