namespace LatentSim.Analysis;

/// <summary>What is kept of one walker's latent coordinates: where it is, and the samples that each level of <see cref="LatentLags"/> remembers.</summary>
internal sealed class WalkerLatents(int dimension)
{
    internal long Frames { get; set; }

    /// <summary>First of the consecutive steps up to the last.</summary>
    internal long FirstStep { get; set; }

    internal long LastStep { get; set; }

    /// <summary>[level, step / 2^level modulo the depth, dimension].</summary>
    internal short[] Recent { get; private init; } = new short[LatentLags.Levels * LatentLags.Depth * dimension];

    /// <summary>Where a level's sample begins in <see cref="Recent"/>.</summary>
    internal int At(int level, long index) => (level * LatentLags.Depth + (int)((ulong)index % LatentLags.Depth)) * dimension;

    internal WalkerLatents Copy() => new(dimension) { Frames = Frames, FirstStep = FirstStep, LastStep = LastStep, Recent = [.. Recent] };
}
