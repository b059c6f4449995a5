using System.Collections.Immutable;
using LatentSim.Molecules.Geometry;

namespace LatentSim.Molecules.ForceFields;

/// <summary>Reads the elements of a serialized System. Lists grow with what the file has, so that no number in it decides how much memory is taken.</summary>
internal sealed class SystemXmlReader
{
    private const int LargestMap = 360;
    private const int HighestPeriodicity = 1000;
    private static readonly string[] Methods = ["NoCutoff", "CutoffNonPeriodic", "CutoffPeriodic", "Ewald", "PME", "LJPME"];

    private readonly XmlElements _xml;
    private readonly XmlAtoms _atoms;
    private readonly CustomForceXmlReader _custom;
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

    /// <summary>Reads from a document.</summary>
    internal SystemXmlReader(XmlElements elements)
    {
        _xml = elements;
        _atoms = new XmlAtoms(elements, () => _masses.Count);
        _custom = new CustomForceXmlReader(elements, _atoms, () => _masses.Count);
    }

    /// <summary>Reads the whole document.</summary>
    internal ForceField Read()
    {
        _xml.EnterRoot("System");
        RequireVersion(1, "version");
        _xml.ForEachChild(ReadSection);
        if (_masses.Count == 0)
            throw _xml.Error("", "the System has no particles");
        return new ForceField
        {
            Masses = [.. _masses],
            Constraints = [.. _constraints],
            Bonds = [.. _bonds],
            Angles = [.. _angles],
            PeriodicTorsions = [.. _torsions],
            RyckaertBellemansTorsions = [.. _ryckaertBellemans],
            HarmonicTorsions = [.. _custom.Torsions],
            LennardJonesPairs = [.. _custom.Pairs],
            LennardJonesTable = _custom.Table,
            CorrectionMaps = [.. _maps],
            CorrectionMapTorsions = [.. _mapTorsions],
            NonbondedParticles = [.. _nonbonded],
            NonbondedExceptions = [.. _exceptions],
            Solvent = _solvent,
        };
    }

    private void ReadSection()
    {
        switch (_xml.Name)
        {
            case "PeriodicBoxVectors":
                _xml.ForEachChild(() => { });
                return;
            case "Particles":
                _xml.ForEachChild("Particle", ReadParticle);
                return;
            case "Constraints":
                _xml.ForEachChild("Constraint", () => _constraints.Add(new DistanceConstraint(_atoms.Pair(), _xml.NumberFrom(0, "d"))));
                return;
            case "Forces":
                _xml.ForEachChild("Force", ReadForce);
                return;
            default:
                throw _xml.Error("", "is no part of a System that is understood");
        }
    }

    private void ReadParticle()
    {
        if (_masses.Count == ForceField.MostAtoms)
            throw _xml.Error("", $"there are more than {ForceField.MostAtoms} particles: all pairs of them interact");
        _masses.Add(_xml.NumberFrom(0, "mass"));
        _xml.ForEachChild(() => throw _xml.Error("", "virtual sites are not read"));
    }

    private void ReadForce()
    {
        if (_masses.Count == 0)
            throw _xml.Error("", "no particles stand before the forces");
        string type = _xml.Text("type") ?? throw _xml.Error("type", "is missing; expected the force's class");
        switch (type)
        {
            case "HarmonicBondForce":
                ReadBonded("Bonds", "Bond", () => _bonds.Add(new HarmonicBond(_atoms.Pair(), _xml.Number("d"), _xml.Number("k"))));
                return;
            case "HarmonicAngleForce":
                ReadBonded("Angles", "Angle", () => _angles.Add(new HarmonicAngle(_atoms.Triple(), _xml.Number("a"), _xml.Number("k"))));
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
            case "CustomTorsionForce":
                _custom.ReadTorsions();
                return;
            case "CustomBondForce":
                _custom.ReadPairs();
                return;
            case "CustomNonbondedForce":
                _custom.ReadTable();
                return;
            case "CMMotionRemover":
                return;
            default:
                throw _xml.Error(
                    "type",
                    $"\"{XmlElements.Shown(type)}\" is not read; those that are: HarmonicBondForce, HarmonicAngleForce, PeriodicTorsionForce, "
                    + "RBTorsionForce, CMAPTorsionForce, NonbondedForce, GBSAOBCForce, CMMotionRemover and CHARMM's custom forces");
        }
    }

    private void ReadBonded(string list, string item, Action read)
    {
        RequireBonded();
        _xml.ForEachChild(list, () => _xml.ForEachChild(item, read));
    }

    private void RequireBonded()
    {
        RequireVersion(2, "version");
        if (_xml.Flag("usesPeriodic"))
            throw _xml.Error("usesPeriodic", "periodic boundaries are not read");
    }

    private void ReadPeriodicTorsion() =>
        _torsions.Add(new PeriodicTorsion(_atoms.Torsion("p"), _xml.Integer("periodicity", 1, HighestPeriodicity), _xml.Number("phase"), _xml.Number("k")));

    private void ReadRyckaertBellemans()
    {
        ImmutableArray<double> coefficients = [.. Enumerable.Range(0, RyckaertBellemansTorsion.CoefficientCount).Select(k => _xml.Number($"c{k}"))];
        _ryckaertBellemans.Add(new RyckaertBellemansTorsion(_atoms.Torsion("p"), coefficients));
    }

    // Torsions name the maps of their own force; several forces' maps follow each other.
    private void ReadCorrectionMaps()
    {
        RequireBonded();
        int before = _maps.Count;
        _xml.ForEachChild(() =>
        {
            if (_xml.Name == "Maps")
                _xml.ForEachChild("Map", ReadMap);
            else if (_xml.Name == "Torsions")
                _xml.ForEachChild("Torsion", () => ReadMapTorsion(before));
            else
                throw _xml.Error("", "is no part of a CMAPTorsionForce that is understood");
        });
    }

    private void ReadMap()
    {
        int size = _xml.Integer("size", CorrectionMap.SmallestSize, LargestMap);
        var energies = new List<double>();
        _xml.ForEachChild("Energy", () =>
        {
            if (energies.Count == size * size)
                throw _xml.Error("", $"there are more than {size} x {size} energies");
            energies.Add(_xml.Number("e"));
        });
        if (energies.Count != size * size)
            throw _xml.Error("", $"there are {energies.Count} energies; expected {size} x {size}");
        _maps.Add(new CorrectionMap(size, [.. energies]));
    }

    private void ReadMapTorsion(int before)
    {
        if (_maps.Count == before)
            throw _xml.Error("", "no maps stand before the torsions");
        int map = before + _xml.Integer("map", 0, _maps.Count - before - 1);
        _mapTorsions.Add(new CorrectionMapTorsion(map, _atoms.Torsion("a"), _atoms.Torsion("b")));
    }

    private void ReadNonbonded()
    {
        if (_hasNonbonded)
            throw _xml.Error("type", "a second NonbondedForce is not read");
        _hasNonbonded = true;
        RequireVersion(4, "version");
        RequireNoCutoff("NonbondedForce");
        if (_xml.Text("includeDirectSpace") is not null && !_xml.Flag("includeDirectSpace"))
            throw _xml.Error("includeDirectSpace", "a force without its direct space is not read");
        _xml.ForEachChild(ReadNonbondedSection);
        RequireCount(_nonbonded.Count, "NonbondedForce");
    }

    private void ReadNonbondedSection()
    {
        switch (_xml.Name)
        {
            case "GlobalParameters":
                _xml.ForEachChild(() => { });
                return;
            case "ParticleOffsets" or "ExceptionOffsets":
                _xml.ForEachChild(() => throw _xml.Error("parameter", "parameters that depend on global ones are not read"));
                return;
            case "Particles":
                _xml.ForEachChild("Particle", () => Add(_nonbonded, new(_xml.Number("q"), _xml.NumberFrom(0, "sig"), _xml.NumberFrom(0, "eps"))));
                return;
            case "Exceptions":
                _xml.ForEachChild("Exception", ReadException);
                return;
            default:
                throw _xml.Error("", "is no part of a NonbondedForce that is understood");
        }
    }

    private void ReadException()
    {
        AtomPair pair = _atoms.Pair();
        if (!_exceptionPairs.Add(new AtomPair(Math.Min(pair.A, pair.B), Math.Max(pair.A, pair.B))))
            throw _xml.Error("", $"the pair {pair.A}, {pair.B} has an exception already");
        _exceptions.Add(new NonbondedException(pair, _xml.Number("q"), _xml.NumberFrom(0, "sig"), _xml.NumberFrom(0, "eps")));
    }

    private void ReadSolvent()
    {
        if (_solvent is not null)
            throw _xml.Error("type", "a second GBSAOBCForce is not read");
        int version = RequireVersion(2, "version");
        RequireNoCutoff("GBSAOBCForce");
        const double SmallestDielectric = 1e-3;
        double solute = _xml.NumberFrom(SmallestDielectric, "soluteDielectric");
        double solvent = _xml.NumberFrom(SmallestDielectric, "solventDielectric");
        double tension = version > 1 ? _xml.Number("surfaceAreaEnergy") : ImplicitSolvent.UsualSurfaceTension;
        var particles = new List<ImplicitSolventParticle>();
        _xml.ForEachChild("Particles", () => _xml.ForEachChild("Particle", () => Add(particles, SolventParticle())));
        RequireCount(particles.Count, "GBSAOBCForce");
        _solvent = new ImplicitSolvent(solute, solvent, tension, [.. particles]);
    }

    private ImplicitSolventParticle SolventParticle()
    {
        double radius = _xml.Number("r");
        if (radius <= ImplicitSolvent.DielectricOffset)
            throw _xml.Error("r", $"{radius} nm is not larger than the dielectric offset, {ImplicitSolvent.DielectricOffset} nm");
        return new ImplicitSolventParticle(_xml.Number("q"), radius, _xml.NumberFrom(0, "scale"));
    }

    private void RequireNoCutoff(string force)
    {
        int method = _xml.Integer("method", 0, Methods.Length - 1);
        if (method != 0)
            throw _xml.Error("method", $"the {force} has {Methods[method]}; only NoCutoff is read");
    }

    private int RequireVersion(int newest, string attribute) => _xml.Integer(attribute, 1, newest);

    private void RequireCount(int count, string force)
    {
        if (count != _masses.Count)
            throw _xml.Error("", $"the {force} has {count} particles; the System has {_masses.Count}");
    }

    private void Add<T>(List<T> particles, T particle)
    {
        if (particles.Count == _masses.Count)
            throw _xml.Error("", $"there are more particles than the {_masses.Count} of the System");
        particles.Add(particle);
    }
}
