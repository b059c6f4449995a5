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
    private readonly BlockMasks masks;
    private readonly double timestep;
    private readonly double impulse;
    private readonly Vector256<double> wall;
    private readonly WallStep<TPair, TFill>? wallStep;
    private readonly PairWorkspace workspace;
    private readonly AlignedBlocks moved;
    private readonly AlignedBlocks midVelocities;

    internal PairVerlet(ParticleSystem system, ParticleState start, double timestep)
    {
        this.timestep = timestep;
        impulse = timestep / start.Mass;
        pair = TPair.Create(system);
        masks = new BlockMasks(system.Particles);
        if (system.Boundary == ParticleBoundary.Sphere)
        {
            wall = Vector256.Create(system.Size * system.Size / (pair.LengthUnit * pair.LengthUnit));
            wallStep = new WallStep<TPair, TFill>(pair, masks, system, start.Mass, timestep);
        }

        int blocks = ParticleBlocks.Count(system.Particles);
        workspace = new PairWorkspace(system.Particles);
        moved = new AlignedBlocks(blocks);
        midVelocities = new AlignedBlocks(blocks);
        ParticleBlocks.Take(start.Positions, 1 / pair.LengthUnit, workspace.Positions);
        ParticleBlocks.Take(start.Velocities, 1 / pair.LengthUnit, midVelocities.Span);
        PairForces.Compute<TPair, TFill>(pair, workspace, masks);
        Kick(workspace.Forces, midVelocities.Span, 0.5 * impulse);
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
        ParticleBlocks.Give(workspace.Positions, pair.LengthUnit, positionsNow);
        Span<Vector3x4> velocities = moved.Span;
        midVelocities.Span.CopyTo(velocities);
        Kick(workspace.Forces, velocities, -0.5 * impulse);
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
        Span<Vector3x4> places = workspace.Positions;
        Span<Vector3x4> velocities = midVelocities.Span;
        Span<Vector3x4> next = moved.Span;
        Drift(places, velocities, next, timestep);
        if (wallStep is not null && AnyOutside(next))
        {
            wallStep.Advance(workspace, velocities);
            return;
        }

        next.CopyTo(places);
        PairForces.Compute<TPair, TFill>(pair, workspace, masks);
        Kick(workspace.Forces, velocities, impulse);
    }

    private bool AnyOutside(ReadOnlySpan<Vector3x4> places)
    {
        Vector256<double> isOutside = Vector256<double>.Zero;
        foreach (Vector3x4 place in places)
            isOutside |= Vector256.GreaterThan(place.FusedLengthSquared, wall);
        return isOutside != Vector256<double>.Zero;
    }
}
