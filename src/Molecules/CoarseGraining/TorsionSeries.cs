using LatentSim.Molecules.ForceFields;
using LatentSim.Molecules.Geometry;

namespace LatentSim.Molecules.CoarseGraining;

/// <summary>An energy of one torsion as a Fourier series, so that it has forces: terms k_n (1 + cos(n phi - phi_n)).</summary>
internal static class TorsionSeries
{
    /// <summary>The terms of energies on equidistant points from zero on.</summary>
    internal static IEnumerable<PeriodicTorsion> Of(TorsionAtoms atoms, double[] energies, int mostOrder)
    {
        for (int order = 1; order <= Math.Min(mostOrder, (energies.Length - 1) / 2); order++)
        {
            double cosines = 0;
            double sines = 0;
            for (int i = 0; i < energies.Length; i++)
            {
                (double sine, double cosine) = Trigonometry.SinCos(2 * Math.PI * order * i / energies.Length);
                cosines += 2 * energies[i] * cosine / energies.Length;
                sines += 2 * energies[i] * sine / energies.Length;
            }

            yield return new PeriodicTorsion(atoms, order, Trigonometry.Atan2(sines, cosines), Math.Sqrt((cosines * cosines) + (sines * sines)));
        }
    }
}
