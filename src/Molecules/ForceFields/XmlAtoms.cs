using LatentSim.Molecules.Geometry;

namespace LatentSim.Molecules.ForceFields;

/// <summary>Reads attributes that name particles of a System; those of one element must differ.</summary>
internal sealed class XmlAtoms(XmlElements xml, Func<int> count)
{
    /// <summary>Those named p1 and p2.</summary>
    internal AtomPair Pair()
    {
        var pair = new AtomPair(Atom("p1"), Atom("p2"));
        RequireDistinct(pair.A, pair.B);
        return pair;
    }

    /// <summary>Those named p1 to p3.</summary>
    internal AtomTriple Triple()
    {
        var triple = new AtomTriple(Atom("p1"), Atom("p2"), Atom("p3"));
        RequireDistinct(triple.A, triple.B, triple.C);
        return triple;
    }

    /// <summary>Those named by a letter and 1 to 4.</summary>
    internal TorsionAtoms Torsion(string letter)
    {
        var torsion = new TorsionAtoms(Atom($"{letter}1"), Atom($"{letter}2"), Atom($"{letter}3"), Atom($"{letter}4"));
        RequireDistinct(torsion.A, torsion.B, torsion.C, torsion.D);
        return torsion;
    }

    private int Atom(string attribute) => xml.Integer(attribute, 0, count() - 1);

    private void RequireDistinct(params ReadOnlySpan<int> atoms)
    {
        for (int i = 1; i < atoms.Length; i++)
            if (atoms[..i].Contains(atoms[i]))
                throw xml.Error("", $"names particle {atoms[i]} twice");
    }
}
