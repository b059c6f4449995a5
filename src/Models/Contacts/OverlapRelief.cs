using LatentSim.Models.Weights;
using LatentSim.Molecules.Geometry;

namespace LatentSim.Models.Contacts;

/// <summary>
/// Pushes overlapping sites of a chain apart to their limits, while distances that were drawn keep what was drawn: position-based dynamics (Mueller et al.
/// 2007), which projects on one distance after the other until all hold. What it moves it moves little, so that dense configurations stay dense.
/// </summary>
internal sealed class OverlapRelief
{
    private const int Sweeps = 60;
    private const int SweepsOfKept = 10;

    // A pair is pushed this far beyond its limit, so that the next projections seldom bring it back, nm.
    private const float Margin = 0.001f;

    private readonly AtomPair[] pairs;
    private readonly float[] limits;
    private readonly AtomPair[] kept;
    private readonly float[] lengths;

    /// <summary>Prepares the relief.</summary>
    /// <param name="limits">How close pairs may come.</param>
    /// <param name="rows">The rows that draw the sites; their distances between sites without a limit are kept.</param>
    public OverlapRelief(ContactLimits limits, IReadOnlyList<ZMatrixRow> rows)
    {
        pairs = [.. limits.Pairs];
        this.limits = limits.Distances;
        var limited = pairs.Select(pair => (Math.Min(pair.A, pair.B), Math.Max(pair.A, pair.B))).ToHashSet();
        kept = [.. rows.SelectMany(DistancesOf).Where(pair => !limited.Contains((Math.Min(pair.A, pair.B), Math.Max(pair.A, pair.B))))];
        lengths = new float[kept.Length];
    }

    /// <summary>The relief of a decoder's draws; null where it would bend stiff angles: sites placed along their bonds, or that carry other atoms.</summary>
    public static OverlapRelief? For(FlowDecoderWeights weights) =>
        weights.Skeleton is { Rows.Count: 0 } skeleton && weights.Rows.Any(row => row.ByDistance)
            ? new OverlapRelief(skeleton.Contacts, weights.Rows)
            : null;

    /// <summary>Moves the sites of one frame, [site, 3], nm, until no pair is inside its limit, or for a fixed number of sweeps.</summary>
    public void Run(Span<float> frame)
    {
        if (!PushApart(frame, move: false))
            return;
        for (int i = 0; i < kept.Length; i++)
            lengths[i] = (float)Distances.Compute(frame, kept[i].A, kept[i].B);
        for (int sweep = 0; sweep < Sweeps && PushApart(frame, move: true); sweep++)
            Restore(frame);
    }

    private static IEnumerable<AtomPair> DistancesOf(ZMatrixRow row)
    {
        if (row.Bond >= 0)
            yield return new AtomPair(row.Atom, row.Bond);
        if (row.ByDistance)
            yield return new AtomPair(row.Atom, row.Angle);
    }

    private bool PushApart(Span<float> frame, bool move)
    {
        bool found = false;
        for (int i = 0; i < pairs.Length; i++)
        {
            AtomPair pair = pairs[i];
            float distance = (float)Distances.Compute(frame, pair.A, pair.B);
            if (distance >= limits[i])
                continue;
            found = true;
            if (!move)
                return true;
            SetDistance(frame, pair, distance, limits[i] + Margin);
        }

        return found;
    }

    private void Restore(Span<float> frame)
    {
        for (int sweep = 0; sweep < SweepsOfKept; sweep++)
            for (int i = 0; i < kept.Length; i++)
                SetDistance(frame, kept[i], (float)Distances.Compute(frame, kept[i].A, kept[i].B), lengths[i]);
    }

    // Both sites move by the same along the line through them; coinciding ones have none, and stay for a redraw.
    private static void SetDistance(Span<float> frame, AtomPair pair, float distance, float wanted)
    {
        if (distance <= 0)
            return;
        float share = 0.5f * (wanted - distance) / distance;
        for (int axis = 0; axis < 3; axis++)
        {
            ref float a = ref frame[(3 * pair.A) + axis];
            ref float b = ref frame[(3 * pair.B) + axis];
            float shift = share * (a - b);
            a += shift;
            b -= shift;
        }
    }
}
