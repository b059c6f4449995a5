namespace LatentSim.Analysis;

/// <summary>Angles as points on circles, (cos, sin) each, so that distances know about periodicity.</summary>
public static class TorusEmbedding
{
    /// <summary>Writes cos and sin of each angle, in radians, to <paramref name="point"/> (twice as long).</summary>
    public static void Embed(ReadOnlySpan<float> angles, Span<double> point)
    {
        for (var i = 0; i < angles.Length; i++) (point[2 * i + 1], point[2 * i]) = Math.SinCos(angles[i]);
    }
}
