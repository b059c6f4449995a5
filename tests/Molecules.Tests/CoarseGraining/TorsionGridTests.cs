using LatentSim.Molecules.CoarseGraining;
using LatentSim.Molecules.ForceFields;
using LatentSim.Molecules.Geometry;

namespace Molecules.Tests.CoarseGraining;

public sealed class TorsionGridTests
{
    private const double Bandwidth = 0.1;

    [Fact]
    public void AnObservationBecomesAWrappedGaussianOfTheBandwidthOnAverageOverItsPlaceBetweenPoints()
    {
        const int Places = 1000;
        double variance = 0;
        for (int place = 0; place < Places; place++)
        {
            float torsion = (float)(2 * Math.PI * place / Places) - 3.1f;
            double[] density = TorsionGrid.Density([torsion], Bandwidth);
            double[] deviations = [.. Enumerable.Range(0, density.Length).Select(i => Torsions.Wrap((2 * Math.PI * i / density.Length) - torsion))];
            double[] seen = Array.ConvertAll(density, value => (2 * value) - (1.0 / density.Length));
            variance += deviations.Zip(seen, (x, p) => x * x * p).Sum() / Places;
            Assert.Equal(1, density.Sum(), 1e-9);
            Assert.Equal(0, deviations.Zip(seen, (x, p) => x * p).Sum(), 1e-6);
        }

        Assert.Equal(1, Math.Sqrt(variance) / Bandwidth, 0.005);
    }

    [Fact]
    public void WhereNothingWasSeenThereIsOneObservationSpreadEvenly()
    {
        double[] density = TorsionGrid.Density([.. Enumerable.Repeat(1f, 999)], Bandwidth);

        Assert.Equal(1.0 / (1000 * density.Length), density[density.Length * 2 / 3], 1e-12);
    }

    [Fact]
    public void TheSecondTorsionFollowsFromTheFirst()
    {
        var random = new Random(4);
        float[] first = [.. Enumerable.Range(0, 500).Select(_ => 6 * random.NextSingle())];
        float[] second = [.. first.Select(x => x + random.NextSingle())];
        double[] given = TorsionGrid.GivenFirst(TorsionGrid.Density(first, second, Bandwidth));
        int size = TorsionGrid.SizeFor(Bandwidth);

        for (int i = 0; i < size; i++)
            Assert.Equal(1, Enumerable.Range(0, size).Sum(j => given[(j * size) + i]), 1e-9);
        Assert.True(given[(10 * size) + 8] > 10 * given[(40 * size) + 8]);
    }

    [Fact]
    public void AFourierSeriesPassesThroughItsPoints()
    {
        double[] energies = [.. Enumerable.Range(0, 63).Select(i => 2 + Math.Sin(2 * Math.PI * i / 63) - (3 * Math.Cos((2 * Math.PI * 5 * i / 63) + 0.3)))];
        PeriodicTorsion[] terms = [.. TorsionSeries.Of(new TorsionAtoms(0, 1, 2, 3), energies, mostOrder: 12)];
        double shift = energies[0] - At(terms, 0);

        for (int i = 0; i < 63; i++)
            Assert.Equal(energies[i], At(terms, 2 * Math.PI * i / 63) + shift, 1e-9);
    }

    private static double At(PeriodicTorsion[] terms, double angle) =>
        terms.Sum(term => term.Strength * (1 + Math.Cos((term.Periodicity * angle) - term.Phase)));
}
