using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using LatentSim.Models.Weights;
using LatentSim.Molecules.Geometry;

namespace LatentSim.Models.Contacts;

/// <summary>Measures how far a configuration's atoms are inside each other's limits.</summary>
public sealed class ContactCheck
{
    private readonly AtomPair[] pairs;
    private readonly float[] squaredLimits;
    private readonly float[] limits;

    /// <summary>Makes the check of fitted limits.</summary>
    /// <param name="limits">The limits.</param>
    /// <param name="atoms">The number of atoms of a configuration.</param>
    /// <exception cref="ArgumentException">Sizes do not agree, or an atom is not one of <paramref name="atoms"/>.</exception>
    public ContactCheck(ContactLimits limits, int atoms)
    {
        if (Problem(limits, atoms) is { } problem)
            throw new ArgumentException(problem, nameof(limits));

        pairs = [.. limits.Pairs];
        this.limits = limits.Distances;
        squaredLimits = [.. limits.Distances.Select(distance => distance * distance)];
    }

    /// <summary>Finds the limits of training data: all pairs three or more bonds apart, unless <paramref name="isFixed"/> holds for both atoms.</summary>
    /// <param name="bonds">For each atom, those it is bonded to.</param>
    /// <param name="positions">[frame, atom, 3], nm.</param>
    /// <param name="isFixed">Atoms that are given rather than drawn.</param>
    public static ContactLimits Fit(IReadOnlyList<int[]> bonds, ReadOnlySpan<float> positions, Func<int, bool> isFixed)
    {
        AtomPair[] pairs = [.. DistantPairs(bonds).Where(pair => !isFixed(pair.A) || !isFixed(pair.B))];
        var smallest = new float[pairs.Length];
        Array.Fill(smallest, float.MaxValue);
        int stride = bonds.Count * 3;
        for (int frame = 0; frame < positions.Length / stride; frame++)
        {
            ReadOnlySpan<float> atoms = positions.Slice(frame * stride, stride);
            for (int i = 0; i < pairs.Length; i++)
                smallest[i] = Math.Min(smallest[i], SquaredDistance(atoms, pairs[i]));
        }
        return new ContactLimits(pairs, [.. smallest.Select(MathF.Sqrt)]);
    }

    /// <summary>How far, in nm, the worst pair is inside its limit; 0 if none is.</summary>
    /// <param name="positions">[atom, 3], nm.</param>
    public float Deficit(ReadOnlySpan<float> positions)
    {
        float worst = 0;
        for (int i = 0; i < pairs.Length; i++)
        {
            float squared = SquaredDistance(positions, pairs[i]);
            if (squared < squaredLimits[i])
                worst = Math.Max(worst, limits[i] - MathF.Sqrt(squared));
        }
        return worst;
    }

    /// <summary><see cref="Deficit"/> of eight configurations side by side, the same bits.</summary>
    /// <param name="positions">[atom, 3, configuration], nm.</param>
    /// <param name="deficits">[configuration].</param>
    internal void Deficits(ReadOnlySpan<float> positions, Span<float> deficits)
    {
        ref float first = ref MemoryMarshal.GetReference(positions);
        Vector256<float> worst = Vector256<float>.Zero;
        for (int i = 0; i < pairs.Length; i++)
        {
            Vector256<float> squared = SquaredDistances(ref first, pairs[i]);
            Vector256<float> isInside = Vector256.LessThan(squared, Vector256.Create(squaredLimits[i]));
            if (isInside.ExtractMostSignificantBits() == 0)
                continue;
            Vector256<float> deficit = Vector256.Create(limits[i]) - Vector256.Sqrt(squared);
            worst = Vector256.ConditionalSelect(isInside & Vector256.GreaterThan(deficit, worst), deficit, worst);
        }

        worst.StoreUnsafe(ref deficits[0]);
    }

    /// <summary>What is wrong with limits for a number of atoms, or null.</summary>
    internal static string? Problem(ContactLimits limits, int atoms)
    {
        if (limits.Pairs.Count != limits.Distances.Length)
            return $"{limits.Distances.Length} contact distances, expected {limits.Pairs.Count}";
        if (limits.Pairs.Any(pair => pair.A < 0 || pair.A >= atoms || pair.B < 0 || pair.B >= atoms || pair.A == pair.B))
            return $"a contact that is not between two of {atoms} atoms";
        return limits.Distances.All(distance => distance >= 0 && float.IsFinite(distance)) ? null : "a contact distance that is negative or not finite";
    }

    private static IEnumerable<AtomPair> DistantPairs(IReadOnlyList<int[]> bonds)
    {
        for (int a = 0; a < bonds.Count; a++)
        {
            var near = new HashSet<int>(bonds[a].Append(a));
            near.UnionWith(bonds[a].SelectMany(neighbour => bonds[neighbour]));
            for (int b = a + 1; b < bonds.Count; b++)
            {
                if (!near.Contains(b))
                    yield return new AtomPair(a, b);
            }
        }
    }

    private static Vector256<float> SquaredDistances(ref float positions, AtomPair pair)
    {
        nuint a = (nuint)(pair.A * 3 * FrameLanes.Count);
        nuint b = (nuint)(pair.B * 3 * FrameLanes.Count);
        Vector256<float> x = Vector256.LoadUnsafe(ref positions, a) - Vector256.LoadUnsafe(ref positions, b);
        Vector256<float> y = Vector256.LoadUnsafe(ref positions, a + FrameLanes.Count) - Vector256.LoadUnsafe(ref positions, b + FrameLanes.Count);
        Vector256<float> z = Vector256.LoadUnsafe(ref positions, a + (2 * FrameLanes.Count)) - Vector256.LoadUnsafe(ref positions, b + (2 * FrameLanes.Count));
        return (x * x) + (y * y) + (z * z);
    }

    private static float SquaredDistance(ReadOnlySpan<float> positions, AtomPair pair)
    {
        ReadOnlySpan<float> a = positions.Slice(pair.A * 3, 3);
        ReadOnlySpan<float> b = positions.Slice(pair.B * 3, 3);
        float x = a[0] - b[0], y = a[1] - b[1], z = a[2] - b[2];
        return (x * x) + (y * y) + (z * z);
    }
}
