namespace LatentSim.Engine.Configuration;

/// <summary>The coarse-grained force field that is fitted to data.training, and its Langevin dynamics (BAOAB) at data.temperature: the process coarse-langevin.</summary>
public sealed class CoarseLangevinSettings
{
    private const string Section = "reference.coarse-langevin";

    /// <summary>The timestep, ps.</summary>
    public double TimeStep { get; set; } = 0.002;

    /// <summary>The friction, 1/ps.</summary>
    public double Friction { get; set; } = 1;

    /// <summary>The time between frames, ps; a whole number of timesteps.</summary>
    public double Interval { get; set; } = 1;

    /// <summary>The time from a frame of the data to the first frame, ps.</summary>
    public double Equilibration { get; set; } = 100;

    /// <summary>The standard deviation by which the densities of torsions are smoothed, radians.</summary>
    public double Bandwidth { get; set; } = 0.1;

    /// <summary>Timesteps between frames.</summary>
    internal long StepsPerFrame => (long)Math.Round(Interval / TimeStep);

    internal void Validate(SettingCheck check)
    {
        check.Positive($"{Section}.time-step", TimeStep);
        check.Positive($"{Section}.friction", Friction);
        check.Positive($"{Section}.interval", Interval);
        bool isWhole = StepsPerFrame >= 1 && Math.Abs((StepsPerFrame * TimeStep / Interval) - 1) < 1e-9;
        check.That(isWhole, $"{Section}.interval", FormattableString.Invariant($"a whole number of timesteps of {TimeStep} ps"), Interval);
        check.That(Equilibration >= 0 && double.IsFinite(Equilibration), $"{Section}.equilibration", "a time in ps, or 0", Equilibration);
        check.That(Bandwidth is >= 0.02 and <= 0.5, $"{Section}.bandwidth", "0.02 to 0.5 radians", Bandwidth);
    }
}
