using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using LatentSim.Molecules.Numerics;

namespace LatentSim.Molecules.Particles.Pairs;

/// <summary>
/// Forces and energies of all pairs of particles that stand in blocks of four. Two blocks meet in four passes, for which the places of one of them are swapped, so
/// that every pair is computed once, by Newton's third law; a block meets itself in two. The order of all sums is fixed: every machine gets the same bits.
/// </summary>
internal static class PairForces
{
    /// <summary>Overwrites the forces.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Compute<TPair, TFill>(in TPair pair, ReadOnlySpan<Vector3x4> positions, Span<Vector3x4> forces, ReadOnlySpan<BlockMask> masks)
        where TPair : struct, IPair<TPair>
        where TFill : struct, IBlockFill
    {
        forces = forces[..positions.Length];
        masks = masks[..positions.Length];
        for (int i = 0; i < forces.Length; i++)
            forces[i] = default;
        for (int i = 0; i < positions.Length; i++)
        {
            ref readonly Vector3x4 own = ref positions[i];
            Vector3x4 force = forces[i] + Within<TPair, TFill>(pair, own, masks[i]);
            for (int j = i + 1; j < positions.Length; j++)
                forces[j] += Between<TPair, TFill>(pair, own, positions[j], masks[j], ref force);
            forces[i] = force;
        }
    }

    /// <summary>The energy of all pairs.</summary>
    internal static double Energy<TPair>(in TPair pair, ReadOnlySpan<Vector3x4> positions, ReadOnlySpan<BlockMask> masks)
        where TPair : struct, IPair<TPair>
    {
        Vector256<double> sum = Vector256<double>.Zero;
        for (int i = 0; i < positions.Length; i++)
        {
            Vector3x4 own = positions[i];
            sum += Energy(pair, own, own.Rotated) & masks[i].WithNext;
            sum += 0.5 * (Energy(pair, own, own.HalvesSwapped) & masks[i].WithAcross);
            for (int j = i + 1; j < positions.Length; j++)
            {
                Vector3x4 other = positions[j];
                sum += Energy(pair, own, other) & masks[j].Plain;
                sum += Energy(pair, own, other.NeighboursSwapped) & masks[j].NeighboursSwapped;
                sum += Energy(pair, own, other.HalvesSwapped) & masks[j].HalvesSwapped;
                sum += Energy(pair, own, other.HalvesSwapped.NeighboursSwapped) & masks[j].BothSwapped;
            }
        }

        return sum[0] + sum[1] + (sum[2] + sum[3]);
    }

    private static Vector256<double> Energy<TPair>(in TPair pair, Vector3x4 a, Vector3x4 b)
        where TPair : struct, IPair<TPair> => pair.Energy(pair.Image(b - a).FusedLengthSquared);

    // Each place meets the next one, around the block, and the one across: of the latter pairs both partners find the force by themselves.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector3x4 Within<TPair, TFill>(in TPair pair, in Vector3x4 own, in BlockMask mask)
        where TPair : struct, IPair<TPair>
        where TFill : struct, IBlockFill
    {
        Vector3x4 next = pair.Image(own.Rotated - own);
        Vector3x4 onNext = TFill.Keep(pair.ForceOverDistance(next.FusedLengthSquared), mask.WithNext) * next;
        Vector3x4 across = pair.Image(own.HalvesSwapped - own);
        Vector256<double> scale = TFill.Keep(pair.ForceOverDistance(across.FusedLengthSquared), mask.WithAcross);
        return Vector3x4.SubtractMultiplied(across, scale, onNext.RotatedBack - onNext);
    }

    // Subtracts from a block's forces what it does to another one, and returns that.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector3x4 Between<TPair, TFill>(in TPair pair, in Vector3x4 own, in Vector3x4 other, in BlockMask mask, ref Vector3x4 force)
        where TPair : struct, IPair<TPair>
        where TFill : struct, IBlockFill
    {
        Vector3x4 across = pair.Image(other.HalvesSwapped - own);
        Vector256<double> acrossScale = TFill.Keep(pair.ForceOverDistance(across.FusedLengthSquared), mask.HalvesSwapped);
        Vector3x4 straight = pair.Image(other - own);
        Vector256<double> straightScale = TFill.Keep(pair.ForceOverDistance(straight.FusedLengthSquared), mask.Plain);
        force = Vector3x4.SubtractMultiplied(straight, straightScale, Vector3x4.SubtractMultiplied(across, acrossScale, force));
        Vector3x4 reaction = Vector3x4.MultiplyAdd(straight, straightScale, (acrossScale * across).HalvesSwapped);

        Vector3x4 opposite = pair.Image(other.HalvesSwapped.NeighboursSwapped - own);
        Vector256<double> oppositeScale = TFill.Keep(pair.ForceOverDistance(opposite.FusedLengthSquared), mask.BothSwapped);
        Vector3x4 beside = pair.Image(other.NeighboursSwapped - own);
        Vector256<double> besideScale = TFill.Keep(pair.ForceOverDistance(beside.FusedLengthSquared), mask.NeighboursSwapped);
        force = Vector3x4.SubtractMultiplied(beside, besideScale, Vector3x4.SubtractMultiplied(opposite, oppositeScale, force));
        return reaction + Vector3x4.MultiplyAdd(beside, besideScale, (oppositeScale * opposite).HalvesSwapped).NeighboursSwapped;
    }
}
