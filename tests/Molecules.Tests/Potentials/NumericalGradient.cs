namespace Molecules.Tests.Potentials;

/// <summary>Forces against central differences of the energy.</summary>
internal static class NumericalGradient
{
    internal delegate double Potential(ReadOnlySpan<double> positions, Span<double> forces);

    internal static void RequireForces(Potential potential, double[] positions)
    {
        double[] forces = new double[positions.Length];
        double[] ignored = new double[positions.Length];
        potential(positions, forces);
        double scale = forces.Max(Math.Abs);
        Assert.True(scale > 0, "a test without forces tests nothing");
        const double Step = 1e-6;
        for (int i = 0; i < positions.Length; i++)
        {
            double position = positions[i];
            positions[i] = position + Step;
            double above = potential(positions, ignored);
            positions[i] = position - Step;
            double below = potential(positions, ignored);
            positions[i] = position;
            Assert.Equal((below - above) / (2 * Step), forces[i], 1e-5 * scale);
        }
    }
}
