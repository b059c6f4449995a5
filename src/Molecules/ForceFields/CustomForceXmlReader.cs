using System.Globalization;
using System.Text.RegularExpressions;
using LatentSim.Molecules.Geometry;

namespace LatentSim.Molecules.ForceFields;

/// <summary>
/// Reads the custom forces that OpenMM makes of CHARMM's force fields, known by the text of their energy: harmonic impropers, Lennard-Jones energies of pairs of
/// types, and those of neighbours across three bonds.
/// </summary>
internal sealed partial class CustomForceXmlReader(XmlElements xml, XmlAtoms atoms, Func<int> particleCount)
{
    private const int NewestVersion = 3;
    private const int MostTypes = 2000;

    /// <summary>Harmonic impropers.</summary>
    internal List<HarmonicTorsion> Torsions { get; } = [];

    /// <summary>Neighbours across three bonds.</summary>
    internal List<LennardJonesPair> Pairs { get; } = [];

    /// <summary>Pairs of types; null where there is no such force.</summary>
    internal LennardJonesTable? Table { get; private set; }

    /// <summary>Reads a CustomTorsionForce.</summary>
    internal void ReadTorsions()
    {
        string energy = Energy();
        bool wraps = WrappedTorsion().IsMatch(energy);
        if (!wraps && energy != "k*(theta-theta0)^2")
            throw NotRead(energy);
        ReadTerms("PerTorsionParameters", ["k", "theta0"], "Torsions", "Torsion", values =>
        {
            // Without the wrap two branches of the angle would have different energies, which no force field means.
            if (!wraps && values[1] != 0)
                throw xml.Error("", $"the angle {values[1]} of k*(theta-theta0)^2 is not read, as that energy is not periodic; only 0 is");
            Torsions.Add(new HarmonicTorsion(atoms.Torsion("p"), values[1], values[0]));
        });
    }

    /// <summary>Reads a CustomBondForce.</summary>
    internal void ReadPairs()
    {
        Match match = ScaledPair().Match(Energy());
        if (!match.Success || !double.TryParse(match.Groups[1].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double factor))
            throw NotRead(Energy());
        ReadTerms("PerBondParameters", ["sigma", "epsilon"], "Bonds", "Bond", values =>
            Pairs.Add(new LennardJonesPair(atoms.Pair(), values[0], factor / 4 * values[1])));
    }

    /// <summary>Reads a CustomNonbondedForce.</summary>
    internal void ReadTable()
    {
        string energy = Energy();
        bool roots = energy == "(a/r6)^2-b/r6;r6=r^6;a=acoef(type1,type2);b=bcoef(type1,type2)";
        if (!roots && energy != "acoef(type1,type2)/r^12-bcoef(type1,type2)/r^6")
            throw NotRead(energy);
        if (Table is not null)
            throw xml.Error("type", "a second CustomNonbondedForce is not read");
        if (xml.Integer("method", 0, 2) != 0)
            throw xml.Error("method", "the CustomNonbondedForce has a cutoff; only NoCutoff is read");
        var types = new List<int>();
        var exclusions = new List<AtomPair>();
        var functions = new Dictionary<string, (int Size, double[] Values)>();
        xml.ForEachChild(() => ReadTableSection(types, exclusions, functions));
        Table = Combine(types, exclusions, functions, roots);
    }

    private void ReadTableSection(List<int> types, List<AtomPair> exclusions, Dictionary<string, (int Size, double[] Values)> functions)
    {
        switch (xml.Name)
        {
            case "PerParticleParameters":
                RequireParameters(["type"]);
                return;
            case "Particles":
                xml.ForEachChild("Particle", () =>
                {
                    if (types.Count == particleCount())
                        throw xml.Error("", $"there are more particles than the {particleCount()} of the System");
                    types.Add(xml.Integer("param1", 0, MostTypes - 1));
                });
                return;
            case "Exclusions":
                xml.ForEachChild("Exclusion", () => exclusions.Add(atoms.Pair()));
                return;
            case "Functions":
                xml.ForEachChild("Function", () => functions[xml.Text("name") ?? ""] = ReadFunction());
                return;
            case "GlobalParameters" or "ComputedValues" or "InteractionGroups" or "EnergyParameterDerivatives":
                RequireEmpty();
                return;
            default:
                throw xml.Error("", "is no part of a CustomNonbondedForce that is understood");
        }
    }

    private (int Size, double[] Values) ReadFunction()
    {
        if (xml.Text("type") != "Discrete2DFunction")
            throw xml.Error("type", $"\"{XmlElements.Shown(xml.Text("type") ?? "")}\" where Discrete2DFunction is expected");
        int size = xml.Integer("xsize", 1, MostTypes);
        xml.Integer("ysize", size, size);
        var values = new List<double>();
        xml.ForEachChild("Values", () => xml.ForEachChild("Value", () => values.Add(xml.Number("v"))));
        return values.Count == size * size ? (size, [.. values]) : throw xml.Error("", $"there are {values.Count} values; expected {size} x {size}");
    }

    private LennardJonesTable Combine(
        List<int> types, List<AtomPair> exclusions, Dictionary<string, (int Size, double[] Values)> functions, bool roots)
    {
        if (!functions.TryGetValue("acoef", out (int Size, double[] Values) repulsion) || !functions.TryGetValue("bcoef", out (int Size, double[] Values) attraction))
            throw xml.Error("", "the functions acoef and bcoef are missing");
        if (repulsion.Size != attraction.Size || types.Any(type => type >= repulsion.Size))
            throw xml.Error("", $"functions of {repulsion.Size} and {attraction.Size} types do not fit each other or the particles' types");
        if (types.Count != particleCount())
            throw xml.Error("", $"the CustomNonbondedForce has {types.Count} particles; the System has {particleCount()}");
        if (!IsSymmetric(repulsion.Values, repulsion.Size) || !IsSymmetric(attraction.Values, attraction.Size))
            throw xml.Error("", "a pair of types has other parameters than the pair the other way around");
        double[] values = roots ? [.. repulsion.Values.Select(root => root * root)] : repulsion.Values;
        return new LennardJonesTable(repulsion.Size, [.. values], [.. attraction.Values], [.. types], [.. exclusions]);
    }

    private static bool IsSymmetric(double[] values, int size)
    {
        for (int i = 0; i < size; i++)
            for (int j = 0; j < i; j++)
                if (values[(i * size) + j] != values[(j * size) + i])
                    return false;
        return true;
    }

    private void ReadTerms(string parameters, string[] names, string list, string item, Action<double[]> read)
    {
        xml.Integer("version", 1, NewestVersion);
        if (xml.Flag("usesPeriodic"))
            throw xml.Error("usesPeriodic", "periodic boundaries are not read");
        int[] places = [];
        xml.ForEachChild(() =>
        {
            if (xml.Name == parameters)
                places = RequireParameters(names);
            else if (xml.Name is "GlobalParameters" or "EnergyParameterDerivatives")
                RequireEmpty();
            else if (xml.Name == list && places.Length > 0)
                xml.ForEachChild(item, () => read([.. places.Select(place => xml.Number($"param{place}"))]));
            else
                throw xml.Error("", "is not expected there");
        });
    }

    // The number of each parameter, from one, as the items' attributes have it.
    private int[] RequireParameters(string[] names)
    {
        var found = new List<string>();
        xml.ForEachChild("Parameter", () =>
        {
            if (found.Count < names.Length)
                found.Add(xml.Text("name") ?? "");
        });
        int[] places = [.. names.Select(name => found.IndexOf(name) + 1)];
        return !places.Contains(0) ? places : throw xml.Error("", $"the parameters {string.Join(", ", names)} are expected");
    }

    private void RequireEmpty() => xml.ForEachChild(() => throw xml.Error("", "is not read in a custom force"));

    private string Energy() => (xml.Text("energy") ?? throw xml.Error("energy", "is missing")).Replace(" ", "", StringComparison.Ordinal).TrimEnd(';');

    private InvalidInputException NotRead(string energy) => xml.Error(
        "energy", $"\"{XmlElements.Shown(energy)}\" of a {xml.Text("type")} is not read; custom forces are read only where they are those of CHARMM");

    [GeneratedRegex(@"^k\*min\(dtheta,2\*(pi|3\.14159\d*)-dtheta\)\^2;dtheta=abs\(theta-theta0\)(;pi=3\.14159\d*)?$", RegexOptions.NonBacktracking)]
    private static partial Regex WrappedTorsion();

    [GeneratedRegex(@"^([0-9.e+-]+)\*epsilon\*\(\(sigma/r\)\^12-\(sigma/r\)\^6\)$", RegexOptions.NonBacktracking)]
    private static partial Regex ScaledPair();
}
