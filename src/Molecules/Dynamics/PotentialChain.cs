using LatentSim.Molecules.Random;

namespace LatentSim.Molecules.Dynamics;

/// <summary>
/// The Markov chain on equal bins of a potential with p(j | i) = C_i exp(-(V_j - V_i)) for |i - j| &lt;= 1, V_i the potential at the centre of bin i (Sidky et al.
/// 2020, section 3.1), for which everything is known exactly. The flows exp(-V_i - V_j) are symmetric: detailed balance holds with
/// pi_i ~ exp(-V_i) (exp(-V_(i-1)) + exp(-V_i) + exp(-V_(i+1))), nearly exp(-2 V_i), and not with exp(-V_i).
/// </summary>
/// <remarks>
/// A trajectory is continuous: in each step a point of the bin, uniformly drawn. So a transition density exists, which is constant on each bin, and the
/// chain's eigenvalues and eigenfunctions are those of the continuous process too, since the point within the bin tells nothing of the next bin.
/// </remarks>
public sealed class PotentialChain
{
    private readonly double[] cumulative;

    /// <summary>Makes the chain of a potential.</summary>
    /// <param name="potential">V, in kT.</param>
    /// <param name="bins">The number of bins.</param>
    /// <param name="first">The centre of the first bin.</param>
    /// <param name="last">The centre of the last bin.</param>
    /// <exception cref="ArgumentException">There are fewer than two bins, or they do not ascend.</exception>
    public PotentialChain(IReducedPotential potential, int bins = 100, double first = -1, double last = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(first, last);
        Width = (last - first) / (bins - 1);
        Centers = [.. Enumerable.Range(0, bins).Select(i => first + (i * (last - first) / (bins - 1)))];
        double[] energies = [.. Centers.Select(potential.Energy)];
        double least = energies.Min();
        double[,] flows = new double[bins, bins];
        for (int i = 0; i < bins; i++)
        {
            for (int j = Math.Max(0, i - 1); j <= Math.Min(bins - 1, i + 1); j++)
                flows[i, j] = Math.Exp((2 * least) - energies[i] - energies[j]);
        }

        Chain = new MarkovChain(flows);
        cumulative = Cumulative(Chain);
    }

    /// <summary>The chain between the bins.</summary>
    public MarkovChain Chain { get; }

    /// <summary>The centres of the bins.</summary>
    public IReadOnlyList<double> Centers { get; }

    /// <summary>The width of a bin.</summary>
    public double Width { get; }

    /// <summary>The lower edge of the first bin.</summary>
    public double Low => Centers[0] - (Width / 2);

    /// <summary>The upper edge of the last bin.</summary>
    public double High => Centers[^1] + (Width / 2);

    /// <summary>The bin that a coordinate lies in, the first or the last one for what lies outside.</summary>
    public int Bin(double x) => (int)Math.Clamp((x - Low) / Width, 0, Centers.Count - 1);

    /// <summary>A stationary trajectory: a pure function of the seed and the trajectory's index.</summary>
    /// <param name="seed">The key of the random numbers.</param>
    /// <param name="trajectory">The trajectory's index.</param>
    /// <param name="positions">Filled with the coordinate of each step.</param>
    public void Generate(ulong seed, int trajectory, Span<float> positions)
    {
        int bin = 0;
        for (int step = 0; step < positions.Length; step++)
        {
            PhiloxStream random = new(seed, trajectory, step, RandomPurpose.Reference);
            bin = step == 0 ? Start(random.NextUniform()) : Next(bin, random.NextUniform());
            positions[step] = (float)(Centers[bin] + ((random.NextUniform() - 0.5) * Width));
        }
    }

    private int Next(int bin, double uniform)
    {
        if (uniform < cumulative[2 * bin])
            return bin - 1;
        return uniform < cumulative[(2 * bin) + 1] ? bin : bin + 1;
    }

    private int Start(double uniform)
    {
        double sum = 0;
        for (int i = 0; i < Chain.States - 1; i++)
        {
            sum += Chain.Stationary[i];
            if (uniform < sum)
                return i;
        }

        return Chain.States - 1;
    }

    // For each bin the probability of going down, and that of going down or staying.
    private static double[] Cumulative(MarkovChain chain)
    {
        double[] sums = new double[2 * chain.States];
        for (int i = 0; i < chain.States; i++)
        {
            sums[2 * i] = i > 0 ? chain.Probability(i, i - 1) : 0;
            sums[(2 * i) + 1] = i < chain.States - 1 ? sums[2 * i] + chain.Probability(i, i) : 1;
        }

        return sums;
    }
}
