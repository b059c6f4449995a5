using System.Globalization;
using LatentSim.Engine.Terminal;

namespace LatentSim.Engine.Reference;

/// <summary>How often trajectories fold, from Q, the fraction of native contacts. A fold is counted at Q of 0.8 or more, and the next one only after Q of 0.25 or less.</summary>
internal sealed class FoldingStatistics
{
    private const double Unfolded = 0.25;
    private const double Folded = 0.8;
    private const int Bins = 10;
    private readonly long[] histogram = new long[Bins];
    private long foldings;
    private long unfoldings;
    private long natives;
    private bool? isFolded;

    /// <summary>What was seen, in lines.</summary>
    public IEnumerable<string> Lines
    {
        get
        {
            long frames = Math.Max(1, histogram.Sum());
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"folded {Display.Count(foldings, "time")}, unfolded {Display.Count(unfoldings, "time")}; more than half of the native contacts {100.0 * natives / frames:0.0} % of the time");
            yield return $"F(Q) in kT, ten bins from Q = 0 to 1: {string.Join(' ', FreeEnergies())}";
        }
    }

    /// <summary>Takes a frame of one trajectory.</summary>
    public void Add(double nativeFraction)
    {
        histogram[Math.Min((int)(nativeFraction * Bins), Bins - 1)]++;
        if (nativeFraction > 0.5)
            natives++;
        if (nativeFraction >= Folded)
        {
            foldings += isFolded == false ? 1 : 0;
            isFolded = true;
        }
        else if (nativeFraction <= Unfolded)
        {
            unfoldings += isFolded == true ? 1 : 0;
            isFolded = false;
        }
    }

    /// <summary>Adds what was seen of another trajectory.</summary>
    public void Add(FoldingStatistics other)
    {
        for (int bin = 0; bin < Bins; bin++)
            histogram[bin] += other.histogram[bin];
        foldings += other.foldings;
        unfoldings += other.unfoldings;
        natives += other.natives;
    }

    private IEnumerable<string> FreeEnergies()
    {
        double most = histogram.Max();
        return histogram.Select(count => count == 0 ? "-" : Math.Max(0, -Math.Log(count / most)).ToString("0.00", CultureInfo.InvariantCulture));
    }
}
