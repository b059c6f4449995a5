using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using LatentSim.Molecules.Numerics;

namespace LatentSim.Molecules.Particles.Pairs;

/// <summary>Velocity Verlet of many particles, in blocks of four. It keeps velocities half a timestep ahead, so that a step is one drift and one kick.</summary>
internal sealed class PairVerlet<TPair, TFill> : VerletKernel
    where TPair : struct, IPair<TPair>
    where TFill : struct, IBlockFill
{
    private readonly TPair pair;
    private readonly BlockMask[] masks;
    private readonly double timestep;
    private readonly double impulse;
    private readonly double radius;
    private readonly AlignedBlocks positions;
    private readonly AlignedBlocks midVelocities;
    private readonly AlignedBlocks forces;

    internal PairVerlet(ParticleSystem system, ParticleState start, double timestep)
    {
        this.timestep = timestep;
        impulse = timestep / start.Mass;
        pair = TPair.Create(system);
        radius = system.Boundary == ParticleBoundary.Sphere ? system.Size / pair.LengthUnit : double.PositiveInfinity;
        masks = BlockMask.Of(system.Particles);
        positions = new AlignedBlocks(masks.Length);
        midVelocities = new AlignedBlocks(masks.Length);
        forces = new AlignedBlocks(masks.Length);
        ParticleBlocks.Take(start.Positions, 1 / pair.LengthUnit, positions.Span);
        ParticleBlocks.Take(start.Velocities, 1 / pair.LengthUnit, midVelocities.Span);
        PairForces.Compute<TPair, TFill>(pair, positions.Span, forces.Span, masks);
        Kick(forces.Span, midVelocities.Span, 0.5 * impulse);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Advance(long steps)
    {
        Span<Vector3x4> places = positions.Span;
        Span<Vector3x4> velocities = midVelocities.Span;
        Span<Vector3x4> pulls = forces.Span;
        for (long step = 0; step < steps; step++)
        {
            Drift(places, velocities);
            PairForces.Compute<TPair, TFill>(pair, places, pulls, masks);
            Kick(pulls, velocities, impulse);
        }
    }

    /// <inheritdoc/>
    internal override void Read(Span<double> positionsNow, Span<double> velocitiesNow)
    {
        ParticleBlocks.Give(positions.Span, pair.LengthUnit, positionsNow);
        Span<Vector3x4> velocities = stackalloc Vector3x4[masks.Length];
        midVelocities.Span.CopyTo(velocities);
        Kick(forces.Span, velocities, -0.5 * impulse);
        ParticleBlocks.Give(velocities, pair.LengthUnit, velocitiesNow);
    }

    private static void Kick(ReadOnlySpan<Vector3x4> forces, Span<Vector3x4> velocities, double impulse)
    {
        Vector256<double> factor = Vector256.Create(impulse);
        for (int block = 0; block < velocities.Length; block++)
            velocities[block] = Vector3x4.MultiplyAdd(forces[block], factor, velocities[block]);
    }

    private void Drift(Span<Vector3x4> places, Span<Vector3x4> velocities)
    {
        Vector256<double> time = Vector256.Create(timestep);
        Vector256<double> wall = Vector256.Create(radius * radius);
        for (int block = 0; block < places.Length; block++)
        {
            Vector3x4 moved = Vector3x4.MultiplyAdd(velocities[block], time, places[block]);
            if (Vector256.GreaterThanAny(moved.FusedLengthSquared, wall))
                Reflect(places.Slice(block, 1), velocities.Slice(block, 1));
            else
                places[block] = moved;
        }
    }

    private void Reflect(Span<Vector3x4> place, Span<Vector3x4> velocity)
    {
        Span<double> x = stackalloc double[12];
        Span<double> v = stackalloc double[12];
        ParticleBlocks.Give(place, 1, x);
        ParticleBlocks.Give(velocity, 1, v);
        for (int i = 0; i < x.Length; i += 3)
            SphereWall.Drift(ref x[i], ref x[i + 1], ref x[i + 2], ref v[i], ref v[i + 1], ref v[i + 2], timestep, radius);
        ParticleBlocks.Take(x, 1, place);
        ParticleBlocks.Take(v, 1, velocity);
    }
}
