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
    private readonly Vector256<double> wall;
    private readonly WallStep<TPair, TFill>? wallStep;
    private readonly AlignedBlocks positions;
    private readonly AlignedBlocks moved;
    private readonly AlignedBlocks midVelocities;
    private readonly AlignedBlocks forces;

    internal PairVerlet(ParticleSystem system, ParticleState start, double timestep)
    {
        this.timestep = timestep;
        impulse = timestep / start.Mass;
        pair = TPair.Create(system);
        masks = BlockMask.Of(system.Particles);
        if (system.Boundary == ParticleBoundary.Sphere)
        {
            wall = Vector256.Create(system.Size * system.Size / (pair.LengthUnit * pair.LengthUnit));
            wallStep = new WallStep<TPair, TFill>(pair, masks, system, start.Mass, timestep);
        }

        positions = new AlignedBlocks(masks.Length);
        moved = new AlignedBlocks(masks.Length);
        midVelocities = new AlignedBlocks(masks.Length);
        forces = new AlignedBlocks(masks.Length);
        ParticleBlocks.Take(start.Positions, 1 / pair.LengthUnit, positions.Span);
        ParticleBlocks.Take(start.Velocities, 1 / pair.LengthUnit, midVelocities.Span);
        PairForces.Compute<TPair, TFill>(pair, positions.Span, forces.Span, masks);
        Kick(forces.Span, midVelocities.Span, 0.5 * impulse);
    }

    /// <inheritdoc/>
    internal override void Advance(long steps)
    {
        for (long step = 0; step < steps; step++)
            AdvanceOne();
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Drift(ReadOnlySpan<Vector3x4> places, ReadOnlySpan<Vector3x4> velocities, Span<Vector3x4> moved, double timestep)
    {
        Vector256<double> time = Vector256.Create(timestep);
        for (int block = 0; block < moved.Length; block++)
            moved[block] = Vector3x4.MultiplyAdd(velocities[block], time, places[block]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Kick(ReadOnlySpan<Vector3x4> forces, Span<Vector3x4> velocities, double impulse)
    {
        Vector256<double> factor = Vector256.Create(impulse);
        for (int block = 0; block < velocities.Length; block++)
            velocities[block] = Vector3x4.MultiplyAdd(forces[block], factor, velocities[block]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AdvanceOne()
    {
        Span<Vector3x4> places = positions.Span;
        Span<Vector3x4> velocities = midVelocities.Span;
        Span<Vector3x4> pulls = forces.Span;
        Span<Vector3x4> next = moved.Span;
        Drift(places, velocities, next, timestep);
        if (wallStep is not null && AnyOutside(next))
        {
            wallStep.Advance(places, velocities, pulls);
            return;
        }

        next.CopyTo(places);
        PairForces.Compute<TPair, TFill>(pair, places, pulls, masks);
        Kick(pulls, velocities, impulse);
    }

    private bool AnyOutside(ReadOnlySpan<Vector3x4> places)
    {
        Vector256<double> isOutside = Vector256<double>.Zero;
        foreach (Vector3x4 place in places)
            isOutside |= Vector256.GreaterThan(place.FusedLengthSquared, wall);
        return isOutside != Vector256<double>.Zero;
    }
}
