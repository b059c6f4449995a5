namespace LatentSim.Engine.Configuration;

/// <summary>Langevin dynamics of molecules (BAOAB), at data.temperature.</summary>
public sealed class LangevinDynamicsSettings
{
    /// <summary>The timestep, ps.</summary>
    public double TimeStep { get; set; } = 0.02;

    /// <summary>The friction, 1/ps.</summary>
    public double Friction { get; set; } = 1;

    /// <summary>The mass of each site, amu.</summary>
    public double Mass { get; set; } = 110;

    /// <summary>Timesteps between frames.</summary>
    public int StepsPerFrame { get; set; } = 25;

    /// <summary>The time from the native structure to the first frame, ps.</summary>
    public double Equilibration { get; set; } = 1000;

    internal void Validate(SettingCheck check)
    {
        check.Positive("reference.langevin.time-step", TimeStep);
        check.Positive("reference.langevin.friction", Friction);
        check.Positive("reference.langevin.mass", Mass);
        check.Positive("reference.langevin.steps-per-frame", StepsPerFrame);
        check.That(Equilibration >= 0 && double.IsFinite(Equilibration), "reference.langevin.equilibration", "a time in ps, or 0", Equilibration);
    }
}
