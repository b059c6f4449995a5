using LatentSim.Models.Integrators;
using LatentSim.Molecules.Particles;

namespace LatentSim.Engine.Live.Imd;

/// <summary>
/// Velocities, forces and energies of particles, from the rows of their integrator. Files of frames have sigma as 1 nm and tau as 1 ps; with the particles'
/// reduced mass in amu that makes the unit of energy sigma squared times kJ/mol, and fixes all units below.
/// </summary>
/// <param name="system">The particles.</param>
/// <param name="layout">What a row holds.</param>
internal sealed class ImdParticles(ParticleSystem system, IntegratorRow layout)
{
    // kB N_A in kJ/(mol K): CODATA 2018.
    private const double GasConstant = 8.31446261815324e-3;

    private readonly ParticleEnergy energy = new(system);
    private readonly double[] parameters = new double[IntegratorRow.Parameters];
    private readonly double[] frame = new double[layout.FrameLength];
    private readonly double[] forces = new double[system.CoordinateCount];

    /// <summary>[particle, 3] in angstrom/ps, of the last row.</summary>
    public float[] Velocities { get; } = new float[system.CoordinateCount];

    /// <summary>[particle, 3] in kJ/(mol angstrom), of the last row.</summary>
    public float[] Forces { get; } = new float[system.CoordinateCount];

    /// <summary>In kJ/mol, of the last row.</summary>
    public double Potential { get; private set; }

    /// <summary>In kJ/mol, of the last row.</summary>
    public double Total { get; private set; }

    /// <summary>In K, of the last row: twice the kinetic energy over the degrees of freedom, of which a periodic cube, that conserves momentum, has three fewer.</summary>
    public double Temperature { get; private set; }

    /// <summary>Computes all of it.</summary>
    /// <param name="row">A row of the integrator.</param>
    public void Read(ReadOnlySpan<float> row)
    {
        SplitNumbers.Join(row[..(SplitNumbers.Parts * IntegratorRow.Parameters)], parameters);
        SplitNumbers.Join(row.Slice(SplitNumbers.Parts * IntegratorRow.Parameters, SplitNumbers.Parts * layout.FrameLength), frame);
        (double mass, double stiffness) = (parameters[0], parameters[1]);
        double unit = 1 / (system.Sigma * system.Sigma);
        Potential = energy.Forces(frame.AsSpan(0, system.CoordinateCount), stiffness, forces) * unit;
        Total = energy.Total(frame, mass, stiffness) * unit;
        int fixedCoordinates = system.Boundary == ParticleBoundary.Periodic ? 3 : 0;
        Temperature = 2 * (Total - Potential) / (Math.Max(1, system.CoordinateCount - fixedCoordinates) * GasConstant);
        for (int i = 0; i < forces.Length; i++)
        {
            Velocities[i] = (float)(frame[system.CoordinateCount + i] / system.Sigma * ImdWriter.AngstromPerNanometre);
            Forces[i] = (float)(forces[i] / system.Sigma / ImdWriter.AngstromPerNanometre);
        }
    }
}
