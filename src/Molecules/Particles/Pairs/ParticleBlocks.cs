using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using LatentSim.Molecules.Numerics;

namespace LatentSim.Molecules.Particles.Pairs;

/// <summary>Coordinates of particles in blocks of four, one axis beside the other; places of the last block without a particle are zero.</summary>
internal static class ParticleBlocks
{
    /// <summary>The blocks that particles need.</summary>
    internal static int Count(int particles) => (particles + 3) / 4;

    /// <summary>Fills blocks from [particle, 3] times a factor.</summary>
    internal static void Take(ReadOnlySpan<double> coordinates, double factor, Span<Vector3x4> blocks)
    {
        Span<double> padded = stackalloc double[12];
        for (int block = 0; block < blocks.Length; block++)
        {
            ReadOnlySpan<double> four = coordinates.Slice(12 * block, Math.Min(12, coordinates.Length - (12 * block)));
            padded.Clear();
            four.CopyTo(padded);
            blocks[block] = Vector256.Create(factor) * new Vector3x4(Axis(padded, 0), Axis(padded, 1), Axis(padded, 2));
        }
    }

    /// <summary>Fills [particle, 3] from blocks times a factor.</summary>
    internal static void Give(ReadOnlySpan<Vector3x4> blocks, double factor, Span<double> coordinates)
    {
        ReadOnlySpan<double> numbers = MemoryMarshal.Cast<Vector3x4, double>(blocks);
        for (int particle = 0; 3 * particle < coordinates.Length; particle++)
        {
            int first = (12 * (particle / 4)) + (particle % 4);
            coordinates[3 * particle] = factor * numbers[first];
            coordinates[(3 * particle) + 1] = factor * numbers[first + 4];
            coordinates[(3 * particle) + 2] = factor * numbers[first + 8];
        }
    }

    private static Vector256<double> Axis(ReadOnlySpan<double> four, int axis) => Vector256.Create(four[axis], four[axis + 3], four[axis + 6], four[axis + 9]);
}
