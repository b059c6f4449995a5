namespace Molecules.Tests.Potentials;

/// <summary>The native C-alpha positions of data/trp-cage/native.pdb, nm.</summary>
internal static class TrpCage
{
    internal const int Sites = 20;

    internal static float[] Native { get; } =
    [
        -0.8608f, 0.3135f, -0.1618f, -0.4923f, 0.4002f, -0.2452f, -0.3690f, 0.2738f, 0.0981f, -0.5857f, -0.0449f, 0.0613f,
        -0.4122f, -0.1167f, -0.2743f, -0.0716f, -0.0631f, -0.0993f, -0.1641f, -0.2932f, 0.1963f, -0.3024f, -0.5791f, -0.0269f,
        0.0466f, -0.6016f, -0.1905f, 0.2060f, -0.6618f, 0.1593f, 0.2626f, -0.2967f, 0.2723f, 0.6333f, -0.2533f, 0.3806f,
        0.7049f, -0.6179f, 0.2704f, 0.6389f, -0.5315f, -0.1015f, 0.9451f, -0.3116f, -0.1870f, 0.7289f, 0.0084f, -0.2054f,
        0.6782f, 0.3088f, 0.0345f, 0.3287f, 0.4031f, 0.1686f, 0.1185f, 0.6543f, -0.0353f, 0.0852f, 1.0027f, 0.1285f,
    ];

    /// <summary>The native positions, each moved by up to <paramref name="range"/> along each axis and then all stretched: from near native to far away.</summary>
    internal static double[] Disturbed(int seed, double range, double stretch)
    {
        var random = new Random(seed);
        return [.. Native.Select(x => (stretch * x) + (range * ((2 * random.NextDouble()) - 1)))];
    }
}
