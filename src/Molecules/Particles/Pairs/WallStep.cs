using LatentSim.Molecules.Numerics;

namespace LatentSim.Molecules.Particles.Pairs;

/// <summary>
/// A timestep in which particles meet the wall: velocity Verlet up to the moment of the first meeting, the reflection, velocity Verlet for the rest, and so on. Of
/// all ways to reflect this one keeps what velocity Verlet promises: order two, an energy that does not drift, reversibility. A velocity that is merely
/// reversed within a timestep would change the energy by its first power.
/// </summary>
internal sealed class WallStep<TPair, TFill>
    where TPair : struct, IPair<TPair>
    where TFill : struct, IBlockFill
{
    // A particle that is pressed against the wall may meet it without end; what is left of its timestep after so many times is too short to matter.
    private const int MostMeetings = 100;
    private readonly TPair pair;
    private readonly BlockMasks masks;
    private readonly double timestep;
    private readonly double inverseMass;
    private readonly double radius;
    private readonly double[] x;
    private readonly double[] v;
    private readonly double[] a;

    internal WallStep(TPair pair, BlockMasks masks, ParticleSystem system, double mass, double timestep)
    {
        this.pair = pair;
        this.masks = masks;
        this.timestep = timestep;
        inverseMass = 1 / mass;
        radius = system.Size / pair.LengthUnit;
        x = new double[system.CoordinateCount];
        v = new double[system.CoordinateCount];
        a = new double[system.CoordinateCount];
    }

    /// <summary>Does one step.</summary>
    /// <param name="workspace">Positions and forces.</param>
    /// <param name="midVelocities">Velocities half a timestep ahead.</param>
    internal void Advance(PairWorkspace workspace, Span<Vector3x4> midVelocities)
    {
        ParticleBlocks.Give(workspace.Positions, 1, x);
        ParticleBlocks.Give(midVelocities, 1, v);
        ParticleBlocks.Give(workspace.Forces, inverseMass, a);
        Kick(-0.5 * timestep);
        double rest = timestep;
        for (int meeting = 0; meeting < MostMeetings && rest > 0; meeting++)
        {
            (double time, int particle) = WallMeeting.First(x, v, a, rest, radius);
            Kick(0.5 * time);
            for (int i = 0; i < x.Length; i++)
                x[i] += time * v[i];
            if (particle >= 0)
                WallMeeting.PutInside(x.AsSpan(particle, 3), radius);
            ParticleBlocks.Take(x, 1, workspace.Positions);
            PairForces.Compute<TPair, TFill>(pair, workspace, masks);
            ParticleBlocks.Give(workspace.Forces, inverseMass, a);
            Kick(0.5 * time);
            if (particle >= 0)
                WallMeeting.Reflect(x.AsSpan(particle, 3), v.AsSpan(particle, 3));
            rest -= time;
        }

        Kick(0.5 * timestep);
        ParticleBlocks.Take(v, 1, midVelocities);
    }

    private void Kick(double time)
    {
        for (int i = 0; i < v.Length; i++)
            v[i] += time * a[i];
    }
}
