using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using LatentSim.Molecules.Numerics;

namespace LatentSim.Molecules.Particles.Pairs;

/// <summary>
/// Forces and energies of all pairs of particles that stand in blocks of four. A block meets each later one in its four arrangements, so that every pair is computed
/// once, by Newton's third law, and itself in two. The order of all sums is fixed: every machine gets the same bits.
/// </summary>
internal static class PairForces
{
    /// <summary>Overwrites the forces.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Compute<TPair, TFill>(in TPair pair, PairWorkspace workspace, BlockMasks masks)
        where TPair : struct, IPair<TPair>
        where TFill : struct, IBlockFill
    {
        workspace.Arrange();
        ReadOnlySpan<Vector3x4> positions = workspace.Positions;
        ReadOnlySpan<Vector3x4> others = workspace.Arranged;
        Span<Vector3x4> reactions = workspace.Reactions[..others.Length];
        Span<Vector3x4> forces = workspace.Forces[..positions.Length];
        ReadOnlySpan<Vector256<double>> isParticle = masks.Arranged.AsSpan(0, others.Length);
        for (int i = 0; i < positions.Length; i++)
        {
            Vector3x4 own = positions[i];
            Vector3x4 force = Within<TPair, TFill>(pair, own, masks.WithNext[i], masks.WithAcross[i]);
            for (int j = PairWorkspace.Arrangements * (i + 1); j < others.Length; j++)
            {
                Vector3x4 separations = pair.Image(own - others[j]);
                Vector256<double> scale = TFill.Keep(pair.ForceOverDistance(separations.FusedLengthSquared), isParticle[j]);
                force = Vector3x4.MultiplyAdd(separations, scale, force);
                reactions[j] = Vector3x4.MultiplyAdd(separations, scale, reactions[j]);
            }

            forces[i] = force;
        }

        workspace.AddReactions();
    }

    /// <summary>The energy of all pairs.</summary>
    internal static double Energy<TPair>(in TPair pair, PairWorkspace workspace, BlockMasks masks)
        where TPair : struct, IPair<TPair>
    {
        workspace.Arrange();
        ReadOnlySpan<Vector3x4> positions = workspace.Positions;
        ReadOnlySpan<Vector3x4> others = workspace.Arranged;
        Vector256<double> sum = Vector256<double>.Zero;
        for (int i = 0; i < positions.Length; i++)
        {
            Vector3x4 own = positions[i];
            sum += Energy(pair, own - own.Rotated) & masks.WithNext[i];
            sum += 0.5 * (Energy(pair, own - own.HalvesSwapped) & masks.WithAcross[i]);
            for (int j = PairWorkspace.Arrangements * (i + 1); j < others.Length; j++)
                sum += Energy(pair, own - others[j]) & masks.Arranged[j];
        }

        return sum[0] + sum[1] + (sum[2] + sum[3]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Energy<TPair>(in TPair pair, Vector3x4 separations)
        where TPair : struct, IPair<TPair> => pair.Energy(pair.Image(separations).FusedLengthSquared);

    // Each place meets the next one, around the block, and the one across: of the latter pairs both partners find the force by themselves.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector3x4 Within<TPair, TFill>(in TPair pair, Vector3x4 own, in Vector256<double> withNext, in Vector256<double> withAcross)
        where TPair : struct, IPair<TPair>
        where TFill : struct, IBlockFill
    {
        Vector3x4 next = pair.Image(own - own.Rotated);
        Vector3x4 byNext = TFill.Keep(pair.ForceOverDistance(next.FusedLengthSquared), withNext) * next;
        Vector3x4 across = pair.Image(own - own.HalvesSwapped);
        Vector256<double> scale = TFill.Keep(pair.ForceOverDistance(across.FusedLengthSquared), withAcross);
        return Vector3x4.MultiplyAdd(across, scale, byNext - byNext.RotatedBack);
    }
}
