using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using LatentSim.Molecules.Numerics;

namespace LatentSim.Molecules.Particles.Wells;

/// <summary>Velocity Verlet of sixteen trajectories of one coordinate side by side, each with its own mass and spring constant. Four groups of four are stepped
/// together, since each by itself would wait for its own last result.</summary>
internal abstract class WellBatch
{
    /// <summary>The number of trajectories.</summary>
    internal const int Width = 16;

    /// <summary>Does some steps.</summary>
    internal abstract void Advance(long steps);

    /// <summary>The position and velocity of one trajectory.</summary>
    internal abstract (double Position, double Velocity) Read(int trajectory);

    /// <summary>Makes the one for a system.</summary>
    /// <param name="system">The system, of one coordinate.</param>
    /// <param name="starts">At most <see cref="Width"/> starts; the rest of the width repeats the last.</param>
    /// <param name="timestep">The timestep.</param>
    internal static WellBatch Create(ParticleSystem system, ReadOnlySpan<ParticleState> starts, double timestep) => system.Potential switch
    {
        ParticlePotential.Harmonic => new Of<HarmonicWell<Vector256<double>, Arithmetic4>>(system, starts, timestep),
        ParticlePotential.LennardJonesWell => new Of<LennardJonesWell<Vector256<double>, Arithmetic4>>(system, starts, timestep),
        ParticlePotential.DoubleWell => new Of<DoubleWell<Vector256<double>, Arithmetic4>>(system, starts, timestep),
        ParticlePotential.Rugged => new Of<RuggedWell<Vector256<double>, Arithmetic4>>(system, starts, timestep),
        _ => throw new ArgumentException("A batch is of systems of one coordinate.", nameof(system)),
    };

    private sealed class Of<TWell> : WellBatch
        where TWell : struct, IWell<TWell, Vector256<double>>
    {
        private readonly TWell[] kicks = new TWell[4];
        private readonly TWell[] halfKicksBack = new TWell[4];
        private readonly Vector256<double>[] positions = new Vector256<double>[4];
        private readonly Vector256<double>[] midVelocities = new Vector256<double>[4];
        private readonly double timestep;

        internal Of(ParticleSystem system, ReadOnlySpan<ParticleState> starts, double timestep)
        {
            this.timestep = timestep;
            for (int group = 0; group < 4; group++)
            {
                Vector256<double> stiffness = Each(starts, group, start => start.Stiffness);
                Vector256<double> impulse = Each(starts, group, start => timestep / start.Mass);
                kicks[group] = TWell.Create(system, stiffness, impulse);
                halfKicksBack[group] = TWell.Create(system, stiffness, -0.5 * impulse);
                positions[group] = Each(starts, group, start => start.Positions[0]);
                midVelocities[group] = TWell.Create(system, stiffness, 0.5 * impulse).Kick(positions[group], Each(starts, group, start => start.Velocities[0]));
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        internal override void Advance(long steps)
        {
            Vector256<double> dt = Vector256.Create(timestep);
            (TWell well0, TWell well1, TWell well2, TWell well3) = (kicks[0], kicks[1], kicks[2], kicks[3]);
            (Vector256<double> x0, Vector256<double> x1, Vector256<double> x2, Vector256<double> x3) = (positions[0], positions[1], positions[2], positions[3]);
            Vector256<double> v0 = midVelocities[0];
            Vector256<double> v1 = midVelocities[1];
            Vector256<double> v2 = midVelocities[2];
            Vector256<double> v3 = midVelocities[3];
            for (long step = 0; step < steps; step++)
            {
                x0 = Vector256.FusedMultiplyAdd(dt, v0, x0);
                x1 = Vector256.FusedMultiplyAdd(dt, v1, x1);
                x2 = Vector256.FusedMultiplyAdd(dt, v2, x2);
                x3 = Vector256.FusedMultiplyAdd(dt, v3, x3);
                v0 = well0.Kick(x0, v0);
                v1 = well1.Kick(x1, v1);
                v2 = well2.Kick(x2, v2);
                v3 = well3.Kick(x3, v3);
            }

            (positions[0], positions[1], positions[2], positions[3]) = (x0, x1, x2, x3);
            (midVelocities[0], midVelocities[1], midVelocities[2], midVelocities[3]) = (v0, v1, v2, v3);
        }

        internal override (double Position, double Velocity) Read(int trajectory)
        {
            (int group, int lane) = Math.DivRem(trajectory, 4);
            return (positions[group][lane], halfKicksBack[group].Kick(positions[group], midVelocities[group])[lane]);
        }

        private static Vector256<double> Each(ReadOnlySpan<ParticleState> starts, int group, Func<ParticleState, double> value)
        {
            Span<double> lanes = stackalloc double[4];
            for (int lane = 0; lane < 4; lane++)
                lanes[lane] = value(starts[Math.Min((4 * group) + lane, starts.Length - 1)]);
            return Vector256.Create<double>(lanes);
        }
    }
}
