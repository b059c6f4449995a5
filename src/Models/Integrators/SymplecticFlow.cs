using System.Numerics;
using LatentSim.Molecules.Particles;

namespace LatentSim.Models.Integrators;

/// <summary>Particles in reduced units, coordinate by coordinate, and the drifts and kicks that move them.</summary>
internal sealed class SymplecticFlow
{
    private const int Axes = 3;

    private readonly int particles;
    private readonly double radius;
    private readonly PairKick pairs;
    private readonly double[] positions;
    private readonly double[] velocities;

    /// <param name="system">The system; its size is in units of its sigma.</param>
    /// <param name="isVectorized">Whether vectors may be used.</param>
    public SymplecticFlow(ParticleSystem system, bool isVectorized = true)
    {
        particles = system.Particles;
        double size = system.Size / system.Sigma;
        bool isPeriodic = system.Boundary == ParticleBoundary.Periodic;
        radius = isPeriodic ? 0 : size;
        pairs = new PairKick(particles, isPeriodic ? size : 0, isVectorized);
        positions = new double[Axes * pairs.Stride];
        velocities = new double[Axes * pairs.Stride];
    }

    /// <summary>The greatest distance of a pair: half the edge of the cube, the diameter of the sphere; in units of sigma.</summary>
    public static double Cutoff(ParticleSystem system) => system.Size / system.Sigma * (system.Boundary == ParticleBoundary.Periodic ? 0.5 : 2);

    /// <summary>Whether the force is shifted to be 0 there.</summary>
    public static bool IsShifted(ParticleSystem system) => system.Boundary == ParticleBoundary.Periodic;

    /// <summary>Takes a frame.</summary>
    /// <param name="frame">[2, particle, 3].</param>
    /// <param name="length">The unit of length.</param>
    /// <param name="velocity">The unit of velocity.</param>
    public void Load(ReadOnlySpan<double> frame, double length, double velocity)
    {
        for (int i = 0; i < particles; i++)
        {
            for (int k = 0; k < Axes; k++)
            {
                positions[(k * pairs.Stride) + i] = frame[(Axes * i) + k] / length;
                velocities[(k * pairs.Stride) + i] = frame[(Axes * (particles + i)) + k] / velocity;
            }
        }

        Mirror();
    }

    /// <summary>Gives the frame.</summary>
    /// <param name="frame">[2, particle, 3].</param>
    /// <param name="length">The unit of length.</param>
    /// <param name="velocity">The unit of velocity.</param>
    public void Store(Span<double> frame, double length, double velocity)
    {
        for (int i = 0; i < particles; i++)
        {
            for (int k = 0; k < Axes; k++)
            {
                frame[(Axes * i) + k] = positions[(k * pairs.Stride) + i] * length;
                frame[(Axes * (particles + i)) + k] = velocities[(k * pairs.Stride) + i] * velocity;
            }
        }
    }

    /// <summary>Advances by a timestep: the processor, the stages, the processor's inverse.</summary>
    public void Advance(SymplecticPlan plan)
    {
        PairKickTable table = plan.Table;
        Drift(plan.FirstDrift);
        Kick(table, plan.ProcessorKick);
        Drift(plan.SecondDrift);
        Kick(table, -plan.ProcessorKick);
        Drift(plan.Joint);
        for (int stage = 0; stage < plan.Stages; stage++)
        {
            Kick(table, plan.Length);
            Drift(stage == plan.Stages - 1 ? plan.Length - plan.Joint : plan.Length);
        }

        Kick(table, plan.ProcessorKick);
        Drift(-plan.SecondDrift);
        Kick(table, -plan.ProcessorKick);
        Drift(-plan.FirstDrift);
    }

    private void Kick(PairKickTable table, double time) => pairs.Apply(table, positions, time, velocities);

    private void Drift(double time)
    {
        if (radius > 0)
            DriftInside(time);
        else
            DriftFreely(time);
        Mirror();
    }

    // Every row is a whole number of vectors long but for machines with very long ones.
    private void DriftFreely(double time)
    {
        int i = 0;
        for (; i <= positions.Length - Vector<double>.Count; i += Vector<double>.Count)
            (new Vector<double>(positions, i) + (time * new Vector<double>(velocities, i))).CopyTo(positions, i);
        for (; i < positions.Length; i++)
            positions[i] += time * velocities[i];
    }

    // Back in time is forward with the velocities reversed.
    private void DriftInside(double time)
    {
        Span<double> x = positions;
        Span<double> v = velocities;
        double sign = time < 0 ? -1 : 1;
        int second = pairs.Stride;
        int third = 2 * second;
        for (int i = 0; i < particles; i++)
        {
            (double vx, double vy, double vz) = (sign * v[i], sign * v[second + i], sign * v[third + i]);
            SphereWall.Drift(ref x[i], ref x[second + i], ref x[third + i], ref vx, ref vy, ref vz, Math.Abs(time), radius);
            (v[i], v[second + i], v[third + i]) = (sign * vx, sign * vy, sign * vz);
        }
    }

    private void Mirror()
    {
        for (int k = 0; k < Axes; k++)
        {
            Span<double> row = positions.AsSpan(k * pairs.Stride, pairs.Stride);
            for (int i = particles; i < row.Length; i++)
                row[i] = row[i - particles];
        }
    }
}
