using LatentSim.Analysis;
using LatentSim.Molecules;
using LatentSim.Molecules.Geometry;

namespace Analysis.Tests.Backmapping;

public sealed class LocalStructureTests
{
    private static readonly int[] DipeptideSites = [4, 6, 8, 10, 14, 16];

    [Fact]
    public void EveryPairOfBondsOnAnAtomMakesAnAngle()
    {
        var angles = BondedAngles.Of(Dipeptide.Topology);

        Assert.Equal(Enumerable.Range(0, 22).Sum(i => Dipeptide.Topology.Neighbors(i).Length * (Dipeptide.Topology.Neighbors(i).Length - 1) / 2), angles.Count);
        Assert.Equal(angles.Count, angles.Distinct().Count());
        Assert.All(angles, angle => Assert.True(angle.A < angle.C && Dipeptide.Topology.Neighbors(angle.B).Contains(angle.A) && Dipeptide.Topology.Neighbors(angle.B).Contains(angle.C)));
    }

    [Fact]
    public void ATriangleHasThreeAngles() =>
        Assert.Equal([new AtomTriple(1, 0, 2), new AtomTriple(0, 1, 2), new AtomTriple(0, 2, 1)], BondedAngles.Of(Measured.Chain(3, (0, 2))));

    [Fact]
    public void AnglesAndBondsHaveTheirMeansAndWidths()
    {
        // Half of the frames with a right angle and bonds of 0.10 nm, half with 60 degrees and 0.12 nm.
        float[][] frames = [.. Enumerable.Range(0, 400).Select(t => Bent(t % 2 == 0 ? Math.PI / 2 : Math.PI / 3, t % 2 == 0 ? 0.1 : 0.12))];
        var ensemble = Measured.Of(Measured.Chain(3), [0, 1], frames);
        var right = Measured.Of(Measured.Chain(3), [0, 1], [.. frames.Where((_, t) => t % 2 == 0)]);
        var angle = Assert.Single(ensemble.Angles);

        Assert.Equal("CHN1:C0-CHN1:C1-CHN1:C2", angle.Name);
        Assert.Equal(Math.PI * 5 / 12, angle.Mean, 1e-6);
        Assert.Equal(Math.PI / 12, angle.StandardDeviation, 1e-6);
        Assert.Equal(0.11, ensemble.Bonds[1].Mean, 1e-6);
        Assert.Equal(0.01, ensemble.Bonds[1].StandardDeviation, 1e-6);
        Assert.Equal(0.5, angle.DistanceTo(right.Angles[0]), 1e-9);
        Assert.Equal(0, angle.DistanceTo(angle));
    }

    [Fact]
    public void EveryAtomBesideTheSitesHasATorsionAndOneHydrogenOfAMethylGroupStandsForThree()
    {
        string[] names = [.. FreeTorsions.Of(Dipeptide.Topology, DipeptideSites).Select(torsion => torsion.Name)];

        Assert.Equal(
            [
                "ACE1:HH31 about ACE1:CH3-ACE1:C", "ACE1:CH3 about ACE1:C-ALA2:N", "ACE1:O about ACE1:C-ALA2:N", "ALA2:H about ALA2:N-ACE1:C", "ALA2:HA about ALA2:CA-ALA2:N",
                "ALA2:HB1 about ALA2:CB-ALA2:CA", "ALA2:O about ALA2:C-ALA2:CA", "NME3:H about NME3:N-ALA2:C", "NME3:CH3 about NME3:N-ALA2:C", "NME3:HH31 about NME3:CH3-NME3:N",
            ],
            names);
    }

    [Fact]
    public void AnAtomBesideTwoSitesIsPlacedRelativeToThem()
    {
        // HA beside N, CB and C of the sites: turning phi or psi does not turn it.
        var hydrogen = FreeTorsions.Of(Dipeptide.Topology, DipeptideSites).Single(torsion => torsion.Name.StartsWith("ALA2:HA ", StringComparison.Ordinal));

        Assert.Equal(new TorsionAtoms(10, 6, 8, 9), hydrogen.Atoms);
    }

    [Fact]
    public void SitesThatWereMovedAreSeen()
    {
        float[][] frames = Dipeptide.Frames(1, 10);
        float[][] sites = [.. frames.Select(frame => DipeptideSites.SelectMany(site => frame[(3 * site)..(3 * site + 3)]).ToArray())];
        float[][] moved = [.. sites.Select((frame, t) => t == 4 ? frame.Select(x => x + 0.01f).ToArray() : frame)];

        var same = SiteDeviation.Of([Dipeptide.Source("atoms", frames)], [Dipeptide.Source("sites", sites)], DipeptideSites)!;
        var other = SiteDeviation.Of([Dipeptide.Source("atoms", frames)], [Dipeptide.Source("sites", moved)], DipeptideSites)!;

        Assert.Equal((0, 0, 10), (same.Mean, same.Largest, same.Frames));
        Assert.Equal(0.01 * Math.Sqrt(3), other.Largest, 1e-6);
        Assert.Equal(0.001 * Math.Sqrt(3), other.Mean, 1e-6);
        Assert.Throws<InvalidInputException>(() => SiteDeviation.Of([Dipeptide.Source("atoms", frames)], [Dipeptide.Source("sites", frames)], DipeptideSites));
    }

    private static float[] Bent(double angle, double length) =>
        [(float)length, 0, 0, 0, 0, 0, (float)(length * Math.Cos(angle)), (float)(length * Math.Sin(angle)), 0];
}
