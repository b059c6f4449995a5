namespace LatentSim.Molecules.Geometry;

/// <summary>The radius of gyration, nm: the root of the (weighted) mean square distance from the (weighted) centre.</summary>
public static class RadiusOfGyration
{
    /// <summary>Computes it for one frame.</summary>
    /// <param name="xyz">float[atom, 3], nm.</param>
    /// <param name="masses">double[atom], amu, none negative and not all zero; empty weighs all atoms alike.</param>
    /// <exception cref="ArgumentException">There is no atom, or the masses do not fit.</exception>
    public static double Compute(ReadOnlySpan<float> xyz, ReadOnlySpan<double> masses = default)
    {
        var atoms = new SelectedAtoms(xyz, []);
        AtomWeights.Check(masses, atoms.Count);
        var center = atoms.Center(masses);
        var total = 0.0;
        var moment = 0.0;
        for (var i = 0; i < atoms.Count; i++)
        {
            var mass = AtomWeights.Of(masses, i);
            total += mass;
            moment += mass * (atoms[i] - center).LengthSquared;
        }

        return Math.Sqrt(moment / total);
    }
}
