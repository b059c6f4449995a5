using LatentSim.Molecules.ForceFields;
using LatentSim.Molecules.Geometry;

namespace TestSupport;

/// <summary>A chain of eleven atoms with every kind of term, and configurations of it.</summary>
internal static class SmallForceField
{
    public const int AtomCount = 11;

    /// <summary>With all terms.</summary>
    public static ForceField Whole { get; } = Build();

    /// <summary>With one kind of term alone.</summary>
    public static ForceField Only(ForceFieldTerm term) => term switch
    {
        ForceFieldTerm.Bonds => new ForceField { Masses = Whole.Masses, Bonds = Whole.Bonds },
        ForceFieldTerm.Angles => new ForceField { Masses = Whole.Masses, Angles = Whole.Angles },
        ForceFieldTerm.Torsions => new ForceField
        {
            Masses = Whole.Masses,
            PeriodicTorsions = Whole.PeriodicTorsions,
            RyckaertBellemansTorsions = Whole.RyckaertBellemansTorsions,
            HarmonicTorsions = Whole.HarmonicTorsions,
        },
        ForceFieldTerm.CorrectionMaps => new ForceField
        {
            Masses = Whole.Masses,
            CorrectionMaps = Whole.CorrectionMaps,
            CorrectionMapTorsions = Whole.CorrectionMapTorsions,
        },
        ForceFieldTerm.LennardJones => new ForceField
        {
            Masses = Whole.Masses,
            NonbondedParticles = [.. Whole.NonbondedParticles.Select(particle => particle with { Charge = 0 })],
            NonbondedExceptions = [.. Whole.NonbondedExceptions.Select(pair => pair with { ChargeProduct = 0 })],
            LennardJonesTable = Whole.LennardJonesTable,
            LennardJonesPairs = Whole.LennardJonesPairs,
        },
        ForceFieldTerm.Coulomb => new ForceField
        {
            Masses = Whole.Masses,
            NonbondedParticles = [.. Whole.NonbondedParticles.Select(particle => particle with { Epsilon = 0 })],
            NonbondedExceptions = [.. Whole.NonbondedExceptions.Select(pair => pair with { Epsilon = 0 })],
        },
        _ => new ForceField { Masses = Whole.Masses, Solvent = Whole.Solvent },
    };

    /// <summary>[atom, 3], nm: a zigzag chain that noise bends; equal seeds give equal ones.</summary>
    public static double[] Configuration(int seed, double noise = 0.03)
    {
        var random = new Random(seed);
        double[] positions = new double[3 * AtomCount];
        for (int i = 0; i < AtomCount; i++)
        {
            positions[3 * i] = (0.12 * i) + (noise * RigidMotions.Normal(random));
            positions[(3 * i) + 1] = (i % 2 == 0 ? 0 : 0.09) + (noise * RigidMotions.Normal(random));
            positions[(3 * i) + 2] = (i % 3 == 0 ? 0 : 0.05) + (noise * RigidMotions.Normal(random));
        }

        return positions;
    }

    private static ForceField Build()
    {
        var random = new Random(19);
        return new ForceField
        {
            Masses = [.. Range(AtomCount, i => i % 2 == 0 ? 12.0 : 1.0)],
            Constraints = [new DistanceConstraint(new AtomPair(0, 1), 0.1)],
            Bonds = [.. Range(AtomCount - 1, i => new HarmonicBond(new AtomPair(i + 1, i), 0.14 + (0.01 * random.NextDouble()), 3000))],
            Angles = [.. Range(AtomCount - 2, i => new HarmonicAngle(new AtomTriple(i, i + 1, i + 2), 1.6 + random.NextDouble(), 400))],
            PeriodicTorsions =
            [
                .. Range(AtomCount - 3, i => new PeriodicTorsion(Torsion(i), 1 + (i % 4), random.NextDouble(), 5)),
                new PeriodicTorsion(Torsion(2), 5, -1, 3),
            ],
            RyckaertBellemansTorsions = [.. Range(3, i => new RyckaertBellemansTorsion(Torsion(i), [.. Range(6, _ => RigidMotions.Normal(random))]))],
            HarmonicTorsions = [new HarmonicTorsion(Torsion(1), 0, 30), new HarmonicTorsion(Torsion(4), 3, 10)],
            CorrectionMaps = [Map(6, random), Map(9, random)],
            CorrectionMapTorsions = [.. Range(4, i => new CorrectionMapTorsion(i % 2, Torsion(i), Torsion(i + 3)))],
            NonbondedParticles = [.. Range(AtomCount, _ => new NonbondedParticle(RigidMotions.Normal(random), 0.1 + (0.05 * random.NextDouble()), random.NextDouble()))],
            NonbondedExceptions = [.. Exceptions(random)],
            LennardJonesTable = Table(),
            LennardJonesPairs = [new LennardJonesPair(new AtomPair(0, 4), 0.3, 0.4), new LennardJonesPair(new AtomPair(6, 3), 0.2, 0.1)],
            Solvent = new ImplicitSolvent(1.5, 60, 3, [.. Range(AtomCount, i => SolventParticle(i, random))]),
        };
    }

    // An atom so large that its neighbours lie within it, and one so small that others reach past it: every branch of the Born radii.
    private static ImplicitSolventParticle SolventParticle(int i, Random random) =>
        new(RigidMotions.Normal(random), i == 4 ? 0.4 : 0.08 + (0.1 * random.NextDouble()), i == 7 ? 0.01 : 0.7 + (0.2 * random.NextDouble()));

    private static IEnumerable<NonbondedException> Exceptions(Random random)
    {
        for (int i = 0; i + 1 < AtomCount; i++)
            yield return new NonbondedException(new AtomPair(i, i + 1), 0, 1, 0);
        for (int i = 0; i + 2 < AtomCount; i++)
            yield return new NonbondedException(new AtomPair(i + 2, i), 0, 0, 0);
        for (int i = 0; i + 3 < AtomCount; i += 2)
            yield return new NonbondedException(new AtomPair(i, i + 3), RigidMotions.Normal(random), 0.2 + (0.1 * random.NextDouble()), random.NextDouble());
    }

    private static LennardJonesTable Table()
    {
        AtomPair[] neighbours = [.. Range(AtomCount - 1, i => new AtomPair(i + 1, i)), .. Range(AtomCount - 2, i => new AtomPair(i, i + 2))];
        return new LennardJonesTable(2, [1e-9, 2e-9, 2e-9, 3e-9], [1e-5, 2e-5, 2e-5, 0], [.. Range(AtomCount, i => i % 2)], [.. neighbours]);
    }

    private static TorsionAtoms Torsion(int first) => new(first, first + 1, first + 2, first + 3);

    private static CorrectionMap Map(int size, Random random) => new(size, [.. Range(size * size, _ => 4 * RigidMotions.Normal(random))]);

    private static IEnumerable<T> Range<T>(int count, Func<int, T> make) => Enumerable.Range(0, count).Select(make);
}
