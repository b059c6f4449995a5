using LatentSim.Molecules.Particles;

namespace Molecules.Tests.Particles;

/// <summary>Velocity Verlet written down as equations 4 and 5 and 7 to 16 stand, one particle and one pair after the other: what the fast one is checked against
/// and, in bench/Verlet, compared with.</summary>
internal sealed class PlainVerlet
{
    private readonly ParticleSystem system;
    private readonly ParticleState state;
    private readonly double timestep;
    private readonly double cutoff;
    private readonly (double Energy, double Force) atCutoff;
    private double[] forces;
    private double[] newForces;

    internal PlainVerlet(ParticleSystem system, ParticleState start, double timestep)
    {
        this.system = system;
        this.timestep = timestep;
        state = start with { Positions = [.. start.Positions], Velocities = [.. start.Velocities] };
        cutoff = system.Boundary == ParticleBoundary.Periodic ? system.Size / 2 : double.PositiveInfinity;
        if (double.IsFinite(cutoff))
            atCutoff = Plain(cutoff);
        forces = new double[start.Positions.Length];
        newForces = new double[start.Positions.Length];
        PotentialEnergy = Forces(forces);
    }

    internal double[] Positions => state.Positions;

    internal double[] Velocities => state.Velocities;

    internal double PotentialEnergy { get; private set; }

    internal double[] CurrentForces => forces;

    internal void Advance(int steps)
    {
        double[] x = state.Positions;
        double[] v = state.Velocities;
        for (int step = 0; step < steps; step++)
        {
            for (int i = 0; i < x.Length; i++)
                x[i] += (timestep * v[i]) + (timestep * timestep / (2 * state.Mass) * forces[i]);
            PotentialEnergy = Forces(newForces);
            for (int i = 0; i < x.Length; i++)
                v[i] += timestep / (2 * state.Mass) * (forces[i] + newForces[i]);
            (forces, newForces) = (newForces, forces);
        }
    }

    private double Forces(double[] into)
    {
        double[] x = state.Positions;
        switch (system.Potential)
        {
            case ParticlePotential.Harmonic:
                into[0] = -state.Stiffness * x[0];
                return 0.5 * state.Stiffness * x[0] * x[0];
            case ParticlePotential.LennardJonesWell:
                (double energy, into[0]) = Plain(x[0]);
                return energy;
            case ParticlePotential.DoubleWell:
                into[0] = x[0] - (x[0] * x[0] * x[0]);
                return (0.25 * x[0] * x[0] * x[0] * x[0]) - (0.5 * x[0] * x[0]);
            case ParticlePotential.Rugged:
                double square = x[0] * x[0];
                into[0] = (((-4 * square * x[0]) + (3 * square) + (32 * x[0]) - 4) / 50) - (6 * Math.Cos(30 * (x[0] + 5)));
                return (((square * square) - (square * x[0]) - (16 * square) + (4 * x[0]) + 48) / 50) + (Math.Sin(30 * (x[0] + 5)) / 5);
            default:
                return Pairs(x, into);
        }
    }

    private double Pairs(double[] x, double[] into)
    {
        Array.Clear(into);
        double sum = 0;
        for (int i = 3; i < x.Length; i += 3)
            for (int j = 0; j < i; j += 3)
            {
                double dx = Image(x[i] - x[j]);
                double dy = Image(x[i + 1] - x[j + 1]);
                double dz = Image(x[i + 2] - x[j + 2]);
                double distance = Math.Sqrt((dx * dx) + (dy * dy) + (dz * dz));
                if (distance >= cutoff)
                    continue;
                (double energy, double force) = Plain(distance);
                sum += energy;
                if (double.IsFinite(cutoff))
                {
                    sum += (atCutoff.Force * (distance - cutoff)) - atCutoff.Energy;
                    force -= atCutoff.Force;
                }

                double scale = force / distance;
                into[i] += scale * dx;
                into[i + 1] += scale * dy;
                into[i + 2] += scale * dz;
                into[j] -= scale * dx;
                into[j + 1] -= scale * dy;
                into[j + 2] -= scale * dz;
            }

        return sum;
    }

    private double Image(double separation) =>
        system.Boundary == ParticleBoundary.Periodic ? separation - (system.Size * Math.Round(separation / system.Size)) : separation;

    private (double Energy, double Force) Plain(double distance)
    {
        double ratio = system.Sigma / distance;
        double square = ratio * ratio;
        double sixth = square * square * square;
        return (4 * system.Epsilon * sixth * (sixth - 1), 48 * system.Epsilon / distance * sixth * (sixth - 0.5));
    }
}
