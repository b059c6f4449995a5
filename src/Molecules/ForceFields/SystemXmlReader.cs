using System.Collections.Immutable;
using LatentSim.Molecules.Geometry;

namespace LatentSim.Molecules.ForceFields;

/// <summary>Reads the elements of a serialized System. Lists grow with what the file has, so that no number in it decides how much memory is taken.</summary>
internal sealed class SystemXmlReader(XmlElements xml)
{
    private const int LargestMap = 360;
    private const int HighestPeriodicity = 1000;
    private static readonly string[] Methods = ["NoCutoff", "CutoffNonPeriodic", "CutoffPeriodic", "Ewald", "PME", "LJPME"];

    private readonly List<double> _masses = [];
    private readonly List<DistanceConstraint> _constraints = [];
    private readonly List<HarmonicBond> _bonds = [];
    private readonly List<HarmonicAngle> _angles = [];
    private readonly List<PeriodicTorsion> _torsions = [];
    private readonly List<RyckaertBellemansTorsion> _ryckaertBellemans = [];
    private readonly List<CorrectionMap> _maps = [];
    private readonly List<CorrectionMapTorsion> _mapTorsions = [];
    private readonly List<NonbondedParticle> _nonbonded = [];
    private readonly List<NonbondedException> _exceptions = [];
    private readonly HashSet<AtomPair> _exceptionPairs = [];
    private ImplicitSolvent? _solvent;
    private bool _hasNonbonded;

    /// <summary>Reads the whole document.</summary>
    internal ForceField Read()
    {
        xml.EnterRoot("System");
        RequireVersion(1, "version");
        xml.ForEachChild(ReadSection);
        if (_masses.Count == 0)
            throw xml.Error("", "the System has no particles");
        return new ForceField
        {
            Masses = [.. _masses],
            Constraints = [.. _constraints],
            Bonds = [.. _bonds],
            Angles = [.. _angles],
            PeriodicTorsions = [.. _torsions],
            RyckaertBellemansTorsions = [.. _ryckaertBellemans],
            CorrectionMaps = [.. _maps],
            CorrectionMapTorsions = [.. _mapTorsions],
            NonbondedParticles = [.. _nonbonded],
            NonbondedExceptions = [.. _exceptions],
            Solvent = _solvent,
        };
    }

    private void ReadSection()
    {
        switch (xml.Name)
        {
            case "PeriodicBoxVectors":
                xml.ForEachChild(() => { });
                return;
            case "Particles":
                xml.ForEachChild("Particle", ReadParticle);
                return;
            case "Constraints":
                xml.ForEachChild("Constraint", () => _constraints.Add(new DistanceConstraint(Pair(), xml.NumberFrom(0, "d"))));
                return;
            case "Forces":
                xml.ForEachChild("Force", ReadForce);
                return;
            default:
                throw xml.Error("", "is no part of a System that is understood");
        }
    }

    private void ReadParticle()
    {
        if (_masses.Count == ForceField.MostAtoms)
            throw xml.Error("", $"there are more than {ForceField.MostAtoms} particles: all pairs of them interact");
        _masses.Add(xml.NumberFrom(0, "mass"));
        xml.ForEachChild(() => throw xml.Error("", "virtual sites are not read"));
    }

    private void ReadForce()
    {
        if (_masses.Count == 0)
            throw xml.Error("", "no particles stand before the forces");
        string type = xml.Text("type") ?? throw xml.Error("type", "is missing; expected the force's class");
        switch (type)
        {
            case "HarmonicBondForce":
                ReadBonded("Bonds", "Bond", () => _bonds.Add(new HarmonicBond(Pair(), xml.Number("d"), xml.Number("k"))));
                return;
            case "HarmonicAngleForce":
                ReadBonded("Angles", "Angle", () => _angles.Add(new HarmonicAngle(Triple(), xml.Number("a"), xml.Number("k"))));
                return;
            case "PeriodicTorsionForce":
                ReadBonded("Torsions", "Torsion", ReadPeriodicTorsion);
                return;
            case "RBTorsionForce":
                ReadBonded("Torsions", "Torsion", ReadRyckaertBellemans);
                return;
            case "CMAPTorsionForce":
                ReadCorrectionMaps();
                return;
            case "NonbondedForce":
                ReadNonbonded();
                return;
            case "GBSAOBCForce":
                ReadSolvent();
                return;
            case "CMMotionRemover":
                return;
            default:
                throw xml.Error(
                    "type",
                    $"\"{XmlElements.Shown(type)}\" is not read; those that are: HarmonicBondForce, HarmonicAngleForce, PeriodicTorsionForce, "
                    + "RBTorsionForce, CMAPTorsionForce, NonbondedForce, GBSAOBCForce, CMMotionRemover");
        }
    }

    private void ReadBonded(string list, string item, Action read)
    {
        RequireBonded();
        xml.ForEachChild(list, () => xml.ForEachChild(item, read));
    }

    private void RequireBonded()
    {
        RequireVersion(2, "version");
        if (xml.Flag("usesPeriodic"))
            throw xml.Error("usesPeriodic", "periodic boundaries are not read");
    }

    private void ReadPeriodicTorsion() =>
        _torsions.Add(new PeriodicTorsion(Torsion("p"), xml.Integer("periodicity", 1, HighestPeriodicity), xml.Number("phase"), xml.Number("k")));

    private void ReadRyckaertBellemans()
    {
        ImmutableArray<double> coefficients = [.. Enumerable.Range(0, RyckaertBellemansTorsion.CoefficientCount).Select(k => xml.Number($"c{k}"))];
        _ryckaertBellemans.Add(new RyckaertBellemansTorsion(Torsion("p"), coefficients));
    }

    // Torsions name the maps of their own force; several forces' maps follow each other.
    private void ReadCorrectionMaps()
    {
        RequireBonded();
        int before = _maps.Count;
        xml.ForEachChild(() =>
        {
            if (xml.Name == "Maps")
                xml.ForEachChild("Map", ReadMap);
            else if (xml.Name == "Torsions")
                xml.ForEachChild("Torsion", () => ReadMapTorsion(before));
            else
                throw xml.Error("", "is no part of a CMAPTorsionForce that is understood");
        });
    }

    private void ReadMap()
    {
        int size = xml.Integer("size", CorrectionMap.SmallestSize, LargestMap);
        var energies = new List<double>();
        xml.ForEachChild("Energy", () =>
        {
            if (energies.Count == size * size)
                throw xml.Error("", $"there are more than {size} x {size} energies");
            energies.Add(xml.Number("e"));
        });
        if (energies.Count != size * size)
            throw xml.Error("", $"there are {energies.Count} energies; expected {size} x {size}");
        _maps.Add(new CorrectionMap(size, [.. energies]));
    }

    private void ReadMapTorsion(int before)
    {
        if (_maps.Count == before)
            throw xml.Error("", "no maps stand before the torsions");
        int map = before + xml.Integer("map", 0, _maps.Count - before - 1);
        _mapTorsions.Add(new CorrectionMapTorsion(map, Torsion("a"), Torsion("b")));
    }

    private void ReadNonbonded()
    {
        if (_hasNonbonded)
            throw xml.Error("type", "a second NonbondedForce is not read");
        _hasNonbonded = true;
        RequireVersion(4, "version");
        RequireNoCutoff("NonbondedForce");
        if (xml.Text("includeDirectSpace") is not null && !xml.Flag("includeDirectSpace"))
            throw xml.Error("includeDirectSpace", "a force without its direct space is not read");
        xml.ForEachChild(ReadNonbondedSection);
        RequireCount(_nonbonded.Count, "NonbondedForce");
    }

    private void ReadNonbondedSection()
    {
        switch (xml.Name)
        {
            case "GlobalParameters":
                xml.ForEachChild(() => { });
                return;
            case "ParticleOffsets" or "ExceptionOffsets":
                xml.ForEachChild(() => throw xml.Error("parameter", "parameters that depend on global ones are not read"));
                return;
            case "Particles":
                xml.ForEachChild("Particle", () => Add(_nonbonded, new(xml.Number("q"), xml.NumberFrom(0, "sig"), xml.NumberFrom(0, "eps"))));
                return;
            case "Exceptions":
                xml.ForEachChild("Exception", ReadException);
                return;
            default:
                throw xml.Error("", "is no part of a NonbondedForce that is understood");
        }
    }

    private void ReadException()
    {
        AtomPair pair = Pair();
        if (!_exceptionPairs.Add(new AtomPair(Math.Min(pair.A, pair.B), Math.Max(pair.A, pair.B))))
            throw xml.Error("", $"the pair {pair.A}, {pair.B} has an exception already");
        _exceptions.Add(new NonbondedException(pair, xml.Number("q"), xml.NumberFrom(0, "sig"), xml.NumberFrom(0, "eps")));
    }

    private void ReadSolvent()
    {
        if (_solvent is not null)
            throw xml.Error("type", "a second GBSAOBCForce is not read");
        int version = RequireVersion(2, "version");
        RequireNoCutoff("GBSAOBCForce");
        const double SmallestDielectric = 1e-3;
        double solute = xml.NumberFrom(SmallestDielectric, "soluteDielectric");
        double solvent = xml.NumberFrom(SmallestDielectric, "solventDielectric");
        double tension = version > 1 ? xml.Number("surfaceAreaEnergy") : ImplicitSolvent.UsualSurfaceTension;
        var particles = new List<ImplicitSolventParticle>();
        xml.ForEachChild("Particles", () => xml.ForEachChild("Particle", () => Add(particles, SolventParticle())));
        RequireCount(particles.Count, "GBSAOBCForce");
        _solvent = new ImplicitSolvent(solute, solvent, tension, [.. particles]);
    }

    private ImplicitSolventParticle SolventParticle()
    {
        double radius = xml.Number("r");
        if (radius <= ImplicitSolvent.DielectricOffset)
            throw xml.Error("r", $"{radius} nm is not larger than the dielectric offset, {ImplicitSolvent.DielectricOffset} nm");
        return new ImplicitSolventParticle(xml.Number("q"), radius, xml.NumberFrom(0, "scale"));
    }

    private void RequireNoCutoff(string force)
    {
        int method = xml.Integer("method", 0, Methods.Length - 1);
        if (method != 0)
            throw xml.Error("method", $"the {force} has {Methods[method]}; only NoCutoff is read");
    }

    private int RequireVersion(int newest, string attribute) => xml.Integer(attribute, 1, newest);

    private void RequireCount(int count, string force)
    {
        if (count != _masses.Count)
            throw xml.Error("", $"the {force} has {count} particles; the System has {_masses.Count}");
    }

    private void Add<T>(List<T> particles, T particle)
    {
        if (particles.Count == _masses.Count)
            throw xml.Error("", $"there are more particles than the {_masses.Count} of the System");
        particles.Add(particle);
    }

    private AtomPair Pair()
    {
        var pair = new AtomPair(Atom("p1"), Atom("p2"));
        RequireDistinct(pair.A, pair.B);
        return pair;
    }

    private AtomTriple Triple()
    {
        var triple = new AtomTriple(Atom("p1"), Atom("p2"), Atom("p3"));
        RequireDistinct(triple.A, triple.B, triple.C);
        return triple;
    }

    private TorsionAtoms Torsion(string letter)
    {
        var torsion = new TorsionAtoms(Atom($"{letter}1"), Atom($"{letter}2"), Atom($"{letter}3"), Atom($"{letter}4"));
        RequireDistinct(torsion.A, torsion.B, torsion.C, torsion.D);
        return torsion;
    }

    private int Atom(string attribute) => xml.Integer(attribute, 0, _masses.Count - 1);

    private void RequireDistinct(params ReadOnlySpan<int> atoms)
    {
        for (int i = 1; i < atoms.Length; i++)
            if (atoms[..i].Contains(atoms[i]))
                throw xml.Error("", $"names particle {atoms[i]} twice");
    }
}
