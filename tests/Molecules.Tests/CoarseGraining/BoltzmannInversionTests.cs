using LatentSim.Molecules.CoarseGraining;
using LatentSim.Molecules.Dynamics;
using LatentSim.Molecules.ForceFields;
using LatentSim.Molecules.Geometry;
using Molecules.Tests.Potentials;

namespace Molecules.Tests.CoarseGraining;

public sealed class BoltzmannInversionTests
{
    private const int FrameCount = 40_000;
    private static readonly CoarseModel Model = Fit(SiteChains.Draw(FrameCount, seed: 1), bandwidth: 0.1);

    // A variance of 40 000 draws deviates by 0.7 %: 4.5 % is exceeded less than once in 10^9. The mean deviates by 0.005 widths; the volume element moves it
    // by less than 0.06.
    [Fact]
    public void BondsAnglesAndImpropersAreThoseThatWereDrawn()
    {
        foreach (HarmonicBond bond in Model.ForceField.Bonds)
            RequireOne(bond.Length, Math.Sqrt(SiteChains.ThermalEnergy / bond.Strength));
        foreach (HarmonicAngle angle in Model.ForceField.Angles)
            RequireOne(angle.Angle, Math.Sqrt(SiteChains.ThermalEnergy / angle.Strength));
        HarmonicTorsion improper = Assert.Single(Model.ForceField.HarmonicTorsions);
        RequireOne(improper.Angle, Math.Sqrt(SiteChains.ThermalEnergy / (2 * improper.Strength)));
    }

    // Some 1200 points below 2 kT, each the mean of 70 draws or more: an RMSE of 0.06 kT of which a tenth is chance, since 100 kernels fit side by side. Beyond 0.13 it is less than
    // once in 10^6.
    [Fact]
    public void TheFreeEnergyOfTwoTorsionsIsThatWhichWasDrawn()
    {
        CorrectionMap map = Assert.Single(Model.ForceField.CorrectionMaps);
        Assert.Equal(SiteChains.Dipeptide.Torsions[0].Atoms, Model.ForceField.CorrectionMapTorsions[0].First);
        double[] truth = [.. Enumerable.Range(0, map.Energies.Length).Select(i => SiteChains.Torsional(Angle(i % map.Size, map), Angle(i / map.Size, map)))];
        int[] low = [.. Enumerable.Range(0, truth.Length).Where(i => truth[i] - truth.Min() < 2)];
        double[] errors = [.. low.Select(i => (map.Energies[i] / SiteChains.ThermalEnergy) - truth[i])];

        Assert.InRange(low.Length, 300, truth.Length - 1);
        Assert.InRange(Math.Sqrt(errors.Sum(error => Math.Pow(error - errors.Average(), 2)) / errors.Length), 0, 0.13);
    }

    [Theory]
    [InlineData("name C N")]
    [InlineData("name C N CA CB")]
    [InlineData("not element H")]
    public void ForcesAreMinusTheGradient(string selection)
    {
        var coordinates = new SiteCoordinates(SiteChains.TreeOf(selection));
        float[] frames = Shaken(coordinates.SiteCount, selection, count: 50);
        CoarseModel model = BoltzmannInversion.Fit(coordinates, [.. Enumerable.Repeat(12.0, coordinates.SiteCount)], frames, SiteChains.ThermalEnergy, 0.2);

        for (int frame = 0; frame < 5; frame++)
            NumericalGradient.RequireForces(model.AddForces, Array.ConvertAll(frames[(frame * 3 * coordinates.SiteCount)..((frame + 1) * 3 * coordinates.SiteCount)], x => (double)x));
    }

    [Fact]
    public void SitesFartherApartThanThreeBondsRepelEachOtherSoftly()
    {
        SiteRepulsion repulsion = Assert.Single(Model.Repulsions);

        Assert.Equal(new AtomPair(0, 5), repulsion.Atoms);
        float[] frames = SiteChains.Draw(FrameCount, seed: 1);
        double closest = Enumerable.Range(0, FrameCount).Min(frame => Distances.Compute(frames.AsSpan(frame * 18, 18), 0, 5));
        Assert.Equal(1, repulsion.Strength / (SiteChains.ThermalEnergy * Math.Pow(closest, 12)), 1e-6);
    }

    [Fact]
    public void WithoutAThermostatTheErrorOfTheEnergyFallsWithTheSquareOfTheTimestep()
    {
        double coarse = LargestDrift(0.002);
        double fine = LargestDrift(0.001);

        Assert.True(coarse < 0.1 * 12 * SiteChains.ThermalEnergy, $"the energy wanders by {coarse} kJ/mol");
        Assert.InRange(coarse / fine, 3, 5.5);
    }

    // 600 samples 0.6 ps apart of a bond, an angle and an improper, which forget in about 1 ps: 300 independent ones at worst, a variance deviates by 8 %, and by 45 % less than once in 10^7. Had CB turned to the other
    // side, by two thirds of a turn, the improper would tell.
    [Fact]
    public void DynamicsKeepsWidthsAndHandedness()
    {
        var dynamics = new LangevinIntegrator(Model, Masses(), SiteChains.Frame(seed: 3), new LangevinSettings(0.002, 1, SiteChains.ThermalEnergy, 4), 0);
        float[] frames = new float[600 * 18];
        dynamics.Advance(5000);
        for (int frame = 0; frame < 600; frame++)
        {
            dynamics.Advance(300);
            Array.ConvertAll(dynamics.Positions.ToArray(), x => (float)x).CopyTo(frames, frame * 18);
        }

        CoarseModel again = Fit(frames, 0.2);
        Assert.InRange(again.ForceField.Bonds[1].Strength / Model.ForceField.Bonds[1].Strength, 0.6, 1.5);
        Assert.InRange(again.ForceField.Angles[1].Strength / Model.ForceField.Angles[1].Strength, 0.6, 1.5);
        Assert.InRange(again.ForceField.HarmonicTorsions[0].Strength / Model.ForceField.HarmonicTorsions[0].Strength, 0.6, 1.5);
    }

    [Fact]
    public void NothingIsAllocatedPerStep()
    {
        var dynamics = new LangevinIntegrator(Model, Masses(), SiteChains.Frame(seed: 3), new LangevinSettings(0.002, 1, SiteChains.ThermalEnergy, 4), 0);
        dynamics.Advance(100);
        long before = GC.GetAllocatedBytesForCurrentThread();
        dynamics.Advance(1000);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void BadInputIsRefused()
    {
        float[] frames = SiteChains.Draw(3, seed: 1);

        Assert.Throws<ArgumentException>(() => Fit(frames[..18], 0.1));
        Assert.Throws<ArgumentException>(() => Fit(frames[..50], 0.1));
        Assert.Throws<ArgumentException>(() => Fit(frames, 0));
        Assert.Throws<ArgumentException>(() => Fit([.. frames[..18], .. frames[..18]], 0.1));
        Assert.Throws<ArgumentException>(() => BoltzmannInversion.Fit(SiteChains.Dipeptide, [12], frames, 3, 0.1));
        Assert.Throws<ArgumentException>(() => BoltzmannInversion.Fit(SiteChains.Dipeptide, SiteChains.Masses, frames, 0, 0.1));
    }

    private static CoarseModel Fit(float[] frames, double bandwidth) =>
        BoltzmannInversion.Fit(SiteChains.Dipeptide, SiteChains.Masses, frames, SiteChains.ThermalEnergy, bandwidth);

    private static void RequireOne(double centre, double width)
    {
        Assert.Contains(
            Enumerable.Range(0, SiteChains.Means.Length),
            i => Math.Abs(centre - SiteChains.Means[i]) < 0.1 * SiteChains.Deviations[i] && Math.Abs((width / SiteChains.Deviations[i]) - 1) < 0.0225);
    }

    private static double Angle(int point, CorrectionMap map) => 2 * Math.PI * point / map.Size;

    // The dipeptide with every atom displaced by some hundredths of a nanometre.
    private static float[] Shaken(int sites, string selection, int count)
    {
        (LatentSim.Molecules.Topology topology, LatentSim.Molecules.Frame frame) = Systems.AlanineDipeptide();
        int[] atoms = LatentSim.Molecules.AtomSelection.Select(topology, selection);
        var random = new Random(2);
        return [.. Enumerable.Range(0, count * sites * 3).Select(i => frame.Positions[(3 * atoms[i / 3 % sites]) + (i % 3)] + (0.02f * (random.NextSingle() - 0.5f)))];
    }

    private static double LargestDrift(double timestep)
    {
        var dynamics = new LangevinIntegrator(Model, Masses(), SiteChains.Frame(seed: 3), new LangevinSettings(timestep, 0, SiteChains.ThermalEnergy, 4), 0);
        double start = dynamics.PotentialEnergy + dynamics.KineticEnergy;
        double largest = 0;
        for (double time = 0; time < 2; time += timestep)
        {
            dynamics.Advance(1);
            largest = Math.Max(largest, Math.Abs(dynamics.PotentialEnergy + dynamics.KineticEnergy - start));
        }

        return largest;
    }

    private static double[] Masses() => [.. SiteChains.Masses.SelectMany(mass => Enumerable.Repeat(mass, 3))];
}
