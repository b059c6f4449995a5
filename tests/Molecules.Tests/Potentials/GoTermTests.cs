using LatentSim.Molecules.Geometry;
using LatentSim.Molecules.Potentials;

namespace Molecules.Tests.Potentials;

/// <summary>Each term of the Go model by itself, so that a small one's mistake does not hide behind the bonds.</summary>
public sealed class GoTermTests
{
    private static readonly NativeContacts Contacts = NativeContacts.Within(TrpCage.Native, 1);

    private static readonly Dictionary<string, Term> Terms = new()
    {
        ["bonds"] = new HarmonicBonds(TrpCage.Native, 100).AddForces,
        ["angles"] = new HarmonicAngles(TrpCage.Native, 30).AddForces,
        ["dihedrals"] = new NativeDihedrals(TrpCage.Native, 2, 1).AddForces,
        ["repulsion"] = new Repulsion(TrpCage.Sites, Contacts, 2, 0.6).AddForces,
        ["12-10"] = new TwelveTenContacts(Contacts, 2).AddForces,
        ["desolvation"] = new DesolvationContacts(Contacts, 2, 1).AddForces,
    };

    private delegate double Term(in SiteArrays sites);

    public static TheoryData<string, double, double> Configurations()
    {
        var data = new TheoryData<string, double, double>();
        foreach (string term in Terms.Keys)
        {
            data.Add(term, 0.02, 1);
            data.Add(term, 0.1, 1.1);
            data.Add(term, 0.1, 1.4);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Configurations))]
    public void ForcesAreMinusTheGradient(string term, double range, double stretch) =>
        NumericalGradient.RequireForces((positions, forces) => Evaluate(Terms[term], positions, forces), TrpCage.Disturbed(11, range, stretch));

    [Fact]
    public void BondsAndAnglesHaveNoFactorOfOneHalf()
    {
        double[] positions = [.. TrpCage.Native.Select(x => 1.1 * x)];
        double expected = Enumerable.Range(0, 19).Sum(i => 100 * Math.Pow(0.1 * ChainGeometry.Distance(TrpCage.Native, i, i + 1), 2));
        Assert.Equal(expected, Evaluate(Terms["bonds"], positions, new double[60]), 1e-9);

        double[] bent = [.. TrpCage.Native.Select(x => (double)x)];
        bent[57] += 0.2;
        float[] single = [.. bent.Select(x => (float)x)];
        double turned = ChainGeometry.Angle(single, 17) - ChainGeometry.Angle(TrpCage.Native, 17);
        Assert.Equal(30 * turned * turned, Evaluate(Terms["angles"], bent, new double[60]), 1e-5);
    }

    [Fact]
    public void DihedralsAreThoseOfTheGeometry()
    {
        double[] positions = TrpCage.Disturbed(13, 0.15, 1.1);
        float[] single = [.. positions.Select(x => (float)x)];
        double expected = Enumerable.Range(0, 17).Sum(i =>
        {
            var atoms = new TorsionAtoms(i, i + 1, i + 2, i + 3);
            double turned = Torsions.Compute(single, atoms) - Torsions.Compute(TrpCage.Native, atoms);
            return (2 * (1 - Math.Cos(turned))) + (1 - Math.Cos(3 * turned));
        });

        Assert.Equal(expected, Evaluate(Terms["dihedrals"], positions, new double[60]), 1e-4);
    }

    // Cheung et al. 2002, figure 1.
    [Theory]
    [InlineData(0, -2)]
    [InlineData(0.15, 1)]
    [InlineData(0.3, -0.4)]
    [InlineData(3, 0)]
    public void TheDesolvationPotentialHasItsTwoMinimaAndItsBarrier(double stretch, double expected)
    {
        float[] pair = [0, 0, 0, 9, 1, 2, 9, -1, 5, -9, 1, 8, 0.6f, 0, 0];
        var term = new DesolvationContacts(NativeContacts.Within(pair, 0.7), 2, 1);
        double[] positions = [.. pair.Select(x => (double)x)];
        double[] forces = new double[15];
        positions[12] = 0.6f + stretch;

        Assert.Equal(expected, Evaluate(term.AddForces, positions, forces), stretch > 1 ? 1e-3 : 1e-6);
        Assert.Equal(0, forces[12], stretch > 1 ? 1e-2 : 1e-5);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.15)]
    public void TheDesolvationPotentialHasNoStep(double stretch)
    {
        float[] pair = [0, 0, 0, 9, 1, 2, 9, -1, 5, -9, 1, 8, 0.6f, 0, 0];
        var term = new DesolvationContacts(NativeContacts.Within(pair, 0.7), 2, 1);
        double[] positions = [.. pair.Select(x => (double)x)];
        double[] below = new double[15];
        double[] above = new double[15];
        positions[12] = 0.6f + stretch - 1e-9;
        double energyBelow = Evaluate(term.AddForces, positions, below);
        positions[12] = 0.6f + stretch + 1e-9;

        Assert.Equal(energyBelow, Evaluate(term.AddForces, positions, above), 1e-9);
        Assert.Equal(below[12], above[12], 1e-5);
    }

    [Fact]
    public void ContactsHoldUpToOneFifthMoreThanTheirNativeLength()
    {
        Assert.Equal(51, Contacts.Pairs.Count);
        Assert.Equal(1, Contacts.Fraction(TrpCage.Native));
        Assert.Equal(1, Contacts.Fraction(TrpCage.Native.Select(x => 1.19f * x).ToArray()));
        Assert.Equal(0, Contacts.Fraction(TrpCage.Native.Select(x => 1.21f * x).ToArray()));
    }

    private static double Evaluate(Term term, ReadOnlySpan<double> positions, Span<double> forces)
    {
        int sites = positions.Length / 3;
        var arrays = new SiteArrays(new double[SiteArrays.Length(sites)], new double[SiteArrays.Length(sites)], sites);
        arrays.Take(positions);
        double energy = term(arrays);
        forces.Clear();
        arrays.AddTo(forces);
        return energy;
    }
}
