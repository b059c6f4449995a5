using LatentSim.Molecules.ForceFields;

namespace ForceFields;

/// <summary>The largest deviations over frames.</summary>
/// <param name="Total">Of the whole energy, kJ/mol.</param>
/// <param name="Term">Of a term's energy, relative to it or to 1 kJ/mol, whichever is larger.</param>
/// <param name="Force">Of a component of a force, relative to the largest of its frame.</param>
internal sealed record Agreement(double Total, double Term, double Force)
{
    /// <summary>Compares rows of energies and forces.</summary>
    public static Agreement Of(double[] theirs, IEnumerable<double[]> ours)
    {
        Agreement worst = new(0, 0, 0);
        int start = 0;
        foreach (double[] row in ours)
        {
            worst = worst.With(theirs.AsSpan(start, row.Length), row);
            start += row.Length;
        }

        return worst;
    }

    /// <inheritdoc/>
    public override string ToString() => $"energy {Total:e1} kJ/mol, terms {Term:e1}, forces {Force:e1}";

    private Agreement With(ReadOnlySpan<double> theirs, ReadOnlySpan<double> ours)
    {
        double total = 0;
        double term = Term;
        double force = 0;
        double largest = 0;
        for (int k = 0; k < ours.Length; k++)
        {
            double difference = ours[k] - theirs[k];
            if (k < ForceField.TermCount)
            {
                total += difference;
                term = Math.Max(term, Math.Abs(difference) / Math.Max(1, Math.Abs(theirs[k])));
            }
            else
            {
                force = Math.Max(force, Math.Abs(difference));
                largest = Math.Max(largest, Math.Abs(theirs[k]));
            }
        }

        return new Agreement(Math.Max(Total, Math.Abs(total)), term, Math.Max(Force, force / largest));
    }
}
