namespace LatentSim.Engine.Experiments;

/// <summary>Timesteps that go into times a whole number of times.</summary>
internal static class TimestepCheck
{
    private const double Tolerance = 1e-6;

    /// <summary>Whether a time is a whole multiple, once or more, of a timestep.</summary>
    public static bool IsMultiple(double time, double timestep)
    {
        double ratio = time / timestep;
        return ratio > 1 - Tolerance && ratio < 1e12 && Math.Abs(ratio - Math.Round(ratio)) < Tolerance * ratio;
    }

    /// <summary>How many timesteps a time is.</summary>
    /// <exception cref="ArgumentException">Not a whole number.</exception>
    public static long Multiple(double time, double timestep) => IsMultiple(time, timestep)
        ? (long)Math.Round(time / timestep)
        : throw new ArgumentException(FormattableString.Invariant($"{time} is no whole multiple of {timestep}."), nameof(time));

    /// <summary>The frames after the start that a duration holds.</summary>
    public static long Frames(double duration, double interval) => (long)Math.Floor((duration / interval) * (1 + 1e-12));
}
