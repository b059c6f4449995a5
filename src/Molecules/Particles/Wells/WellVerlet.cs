using System.Runtime.CompilerServices;
using LatentSim.Molecules.Numerics;

namespace LatentSim.Molecules.Particles.Wells;

/// <summary>Velocity Verlet of one coordinate. It keeps the velocity half a timestep ahead, so that a step is one drift and one kick.</summary>
internal sealed class WellVerlet<TWell> : VerletKernel
    where TWell : struct, IWell<TWell, double>
{
    private readonly TWell kick;
    private readonly TWell halfKickBack;
    private readonly double timestep;
    private double position;
    private double midVelocity;

    internal WellVerlet(ParticleSystem system, ParticleState start, double timestep)
    {
        double impulse = timestep / start.Mass;
        this.timestep = timestep;
        kick = TWell.Create(system, start.Stiffness, impulse);
        halfKickBack = TWell.Create(system, start.Stiffness, -0.5 * impulse);
        position = start.Positions[0];
        midVelocity = TWell.Create(system, start.Stiffness, 0.5 * impulse).Kick(position, start.Velocities[0]);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Advance(long steps)
    {
        TWell well = kick;
        double dt = timestep;
        double x = position;
        double v = midVelocity;
        for (long step = 0; step < steps; step++)
        {
            x = ScalarArithmetic.MultiplyAdd(dt, v, x);
            v = well.Kick(x, v);
        }

        position = x;
        midVelocity = v;
    }

    /// <inheritdoc/>
    internal override void Read(Span<double> positions, Span<double> velocities)
    {
        positions[0] = position;
        velocities[0] = halfKickBack.Kick(position, midVelocity);
    }
}
