using LatentSim.Molecules;
using LatentSim.Molecules.Geometry;

namespace Molecules.Tests.Geometry;

/// <summary>A polyalanine of known geometry whose last residue carries a six-membered ring instead of its methyl's hydrogens: random backbone
/// torsions, and small random changes of every other coordinate. Each oxygen counts to the residue that follows it.</summary>
internal sealed class PeptideChain
{
    private const double Degree = Math.PI / 180;
    private readonly TopologyBuilder _builder = new();
    private readonly List<ZMatrixRow> _rows = [];
    private readonly List<(double Bond, double Angle, double Torsion)> _values = [];
    private readonly List<bool> _isSoft = [];
    private readonly List<string> _names = [];
    private readonly List<int> _alphaCarbons = [];

    public PeptideChain(int residues)
    {
        for (var residue = 0; residue < residues; residue++)
            AddResidue(residue, hasRing: residue == residues - 1);
        Topology = _builder.Build();
    }

    public Topology Topology { get; }

    public int[] AlphaCarbons => [.. _alphaCarbons];

    /// <summary>float[frame, atom, 3], nm.</summary>
    public float[] Frames(Random random, int count)
    {
        var internals = InternalCoordinates.FromRows(Topology.AtomCount, [], _rows);
        var xyz = new float[count * 3 * Topology.AtomCount];
        for (var frame = 0; frame < count; frame++)
        {
            var rigid = xyz.AsSpan(frame * 3 * Topology.AtomCount, 3 * Topology.AtomCount);
            internals.ToCartesian(RandomCoordinates(random), rigid);
        }

        return xyz;
    }

    private float[] RandomCoordinates(Random random)
    {
        var values = new List<float>();
        for (var i = 0; i < _rows.Count; i++)
        {
            var (bond, angle, torsion) = _values[i];
            var turn = _isSoft[i] ? 40 * Degree * ((2 * random.NextDouble()) - 1) : 2 * Degree * Normal(random);
            double[] row = [bond + (.002 * Normal(random)), angle + ((_rows[i].ByDistance ? .002 : 2 * Degree) * Normal(random)), torsion + turn];
            values.AddRange(row.Take(_rows[i].CoordinateCount).Select(value => (float)value));
        }

        return [.. values];
    }

    private void AddResidue(int residue, bool hasRing)
    {
        _builder.AddResidue("ALA", residue + 1);
        var carbonyl = _rows.Count == 0 ? -1 : Find("C");
        var nitrogen = carbonyl < 0
            ? Add("N", -1, -1, -1, 0, 0, 0)
            : Add("N", carbonyl, Find("CA"), Find("N"), .133, 117, 140, isSoft: true);
        var alpha = carbonyl < 0
            ? Add("CA", nitrogen, -1, -1, .145, 0, 0)
            : Add("CA", nitrogen, carbonyl, _alphaCarbons[^1], .145, 122, 180);
        if (carbonyl >= 0)
            Add("O", carbonyl, _alphaCarbons[^1], nitrogen, .123, 121, 180);
        _alphaCarbons.Add(alpha);
        var next = carbonyl < 0
            ? Add("C", alpha, nitrogen, -1, .152, 111, 0)
            : Add("C", alpha, nitrogen, carbonyl, .152, 111, -75, isSoft: true);
        var beta = Add("CB", alpha, nitrogen, next, .153, 110, -122);
        Add("HA", alpha, nitrogen, next, .108, 109, 118);
        if (hasRing)
            AddRing(beta, alpha, nitrogen);
        else
            AddMethyl(beta, alpha, nitrogen);
    }

    private void AddMethyl(int beta, int alpha, int nitrogen)
    {
        var first = Add("HB1", beta, alpha, nitrogen, .111, 110, 60, isSoft: true);
        Add("HB2", beta, alpha, first, .111, 110, 120);
        Add("HB3", beta, alpha, first, .111, 110, -120);
    }

    private void AddRing(int beta, int alpha, int nitrogen)
    {
        var atoms = new List<int> { alpha, beta, Add("CG", beta, alpha, nitrogen, .151, 114, -60, isSoft: true) };
        atoms.Add(Add("CD1", atoms[2], beta, alpha, .140, 120, 90, isSoft: true));
        atoms.Add(Add("CE1", atoms[3], atoms[2], beta, .140, 120, 180));
        atoms.Add(Add("CZ", atoms[4], atoms[3], atoms[2], .140, 120, 0));
        atoms.Add(Add("CE2", atoms[5], atoms[4], atoms[3], .140, 120, 0));

        // The last is as far from its first neighbor as from its second, so that the data's rings close.
        var last = Add("CD2", atoms[6], atoms[2], atoms[4], .140, .140 / Degree, 180);
        _rows[^1] = _rows[^1] with { ByDistance = true };
        _builder.AddBond(last, atoms[2]);
    }

    private int Add(string name, int bond, int angle, int torsion, double length, double degrees, double turn, bool isSoft = false)
    {
        var atom = _builder.AddAtom(name, Element.FromSymbol(name[..1]));
        if (bond >= 0)
            _builder.AddBond(bond, atom);
        _rows.Add(new ZMatrixRow(atom, bond, angle, torsion));
        _values.Add((length, degrees * Degree, turn * Degree));
        _isSoft.Add(isSoft);
        _names.Add(name);
        return atom;
    }

    private int Find(string name) => _names.LastIndexOf(name);

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
