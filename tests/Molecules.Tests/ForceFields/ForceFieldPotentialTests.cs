using LatentSim.Molecules.ForceFields;
using LatentSim.Molecules.Geometry;
using Molecules.Tests.Potentials;
using TestSupport;

namespace Molecules.Tests.ForceFields;

public sealed class ForceFieldPotentialTests
{
    public static TheoryData<ForceFieldTerm> Terms() => [.. Enum.GetValues<ForceFieldTerm>()];

    [Theory]
    [MemberData(nameof(Terms))]
    public void ForcesAreMinusTheGradient(ForceFieldTerm term)
    {
        var potential = new ForceFieldPotential(SmallForceField.Only(term));
        for (int seed = 1; seed <= 5; seed++)
            NumericalGradient.RequireForces(potential.AddForces, SmallForceField.Configuration(seed));
    }

    [Fact]
    public void TheWholeIsTheSumOfItsTerms()
    {
        double[] positions = SmallForceField.Configuration(6);
        double[] energies = new double[ForceField.TermCount];
        double[] forces = new double[positions.Length];
        double total = new ForceFieldPotential(SmallForceField.Whole).AddForces(positions, forces, energies);

        double[] summed = new double[positions.Length];
        foreach (ForceFieldTerm term in Enum.GetValues<ForceFieldTerm>())
        {
            double energy = new ForceFieldPotential(SmallForceField.Only(term)).AddForces(positions, summed);
            Assert.NotEqual(0, energy);
            Assert.Equal(energy, energies[(int)term], 1e-10 * Math.Abs(energy));
        }

        Assert.Equal(energies.Sum(), total, 1e-10 * Math.Abs(total));
        double scale = forces.Max(Math.Abs);
        for (int k = 0; k < forces.Length; k++)
            Assert.Equal(summed[k], forces[k], 1e-12 * scale);
    }

    [Fact]
    public void MovingAndTurningTheMoleculeTurnsItsForces()
    {
        var random = new Random(3);
        RotationMatrix rotation = RigidMotions.RandomRotation(random);
        double[] positions = SmallForceField.Configuration(7);
        double[] moved = new double[positions.Length];
        for (int i = 0; i < SmallForceField.AtomCount; i++)
            Write(moved, i, rotation.Apply(Read(positions, i)) + new Vector3D(1, -2, 3));
        double[] forces = new double[positions.Length];
        double[] movedForces = new double[positions.Length];
        var potential = new ForceFieldPotential(SmallForceField.Whole);

        double energy = potential.AddForces(positions, forces);
        Assert.Equal(energy, potential.AddForces(moved, movedForces), 1e-9 * Math.Abs(energy));
        double scale = forces.Max(Math.Abs);
        for (int i = 0; i < SmallForceField.AtomCount; i++)
            Assert.True((rotation.Apply(Read(forces, i)) - Read(movedForces, i)).Length < 1e-9 * scale);
    }

    [Fact]
    public void TheOrderOfExceptionsAndOfTheirAtomsDoesNotMatter()
    {
        ForceField whole = SmallForceField.Whole;
        NonbondedException[] exceptions = [.. whole.NonbondedExceptions.Select(pair => pair with { Atoms = new AtomPair(pair.Atoms.B, pair.Atoms.A) })];
        new Random(5).Shuffle(exceptions);
        double[] positions = SmallForceField.Configuration(8);
        double[] forces = new double[positions.Length];
        double[] others = new double[positions.Length];

        double energy = new ForceFieldPotential(whole).AddForces(positions, forces);
        double other = new ForceFieldPotential(whole with { NonbondedExceptions = [.. exceptions] }).AddForces(positions, others);

        Assert.Equal(energy, other, 1e-10 * Math.Abs(energy));
        double scale = forces.Max(Math.Abs);
        for (int k = 0; k < forces.Length; k++)
            Assert.Equal(forces[k], others[k], 1e-12 * scale);
    }

    [Fact]
    public void TwoChargesAndTwoSpheresHaveTheTextbooksEnergy()
    {
        var pair = new ForceField
        {
            Masses = [1, 1],
            NonbondedParticles = [new NonbondedParticle(1, 0.3, 0.8), new NonbondedParticle(-0.5, 0.4, 0.2)],
        };
        double[] energies = new double[ForceField.TermCount];
        new ForceFieldPotential(pair).AddForces([0, 0, 0, 0, 0.35 * Math.Pow(2, 1.0 / 6), 0], new double[6], energies);

        Assert.Equal(-0.4, energies[(int)ForceFieldTerm.LennardJones], 1e-12);
        Assert.Equal(-0.5 * 138.935457644 / (0.35 * Math.Pow(2, 1.0 / 6)), energies[(int)ForceFieldTerm.Coulomb], 1e-6);
    }

    [Fact]
    public void AnIonHasBornsEnergy()
    {
        var ion = new ForceField { Masses = [1], Solvent = new ImplicitSolvent(1, 80, 0, [new ImplicitSolventParticle(2, 0.209, 0.8)]) };

        double energy = new ForceFieldPotential(ion).AddForces([0, 0, 0], new double[3]);

        Assert.Equal(-0.5 * 138.935457644 * (1 - (1.0 / 80)) * 4 / 0.2, energy, 1e-6);
    }

    [Fact]
    public void LinearAnglesAndEclipsedChainsHaveFiniteForces()
    {
        var straight = new ForceField { Masses = [1, 1, 1, 1, 1], Angles = [new HarmonicAngle(new AtomTriple(0, 1, 2), 2, 400)], PeriodicTorsions = [new PeriodicTorsion(new TorsionAtoms(0, 1, 2, 3), 2, 0, 5)] };
        double[] forces = new double[15];

        double energy = new ForceFieldPotential(straight).AddForces([0, 0, 0, 0.1, 0, 0, 0.2, 0, 0, 0.3, 0, 0, 0.4, 0, 0], forces);

        Assert.True(double.IsFinite(energy));
        Assert.All(forces, force => Assert.True(double.IsFinite(force)));
    }

    [Fact]
    public void NothingIsAllocated()
    {
        var potential = new ForceFieldPotential(SmallForceField.Whole);
        double[] positions = SmallForceField.Configuration(9);
        double[] forces = new double[positions.Length];
        for (int i = 0; i < 3; i++)
            potential.AddForces(positions, forces);
        long before = GC.GetAllocatedBytesForCurrentThread();
        potential.AddForces(positions, forces);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void TermsThatNameNoAtomAreRefused()
    {
        ForceField whole = SmallForceField.Whole;
        Assert.Throws<ArgumentException>(() => new ForceFieldPotential(new ForceField()));
        Assert.Throws<ArgumentException>(() => new ForceFieldPotential(whole with { Bonds = [new HarmonicBond(new AtomPair(0, 11), 1, 1)] }));
        Assert.Throws<ArgumentException>(() => new ForceFieldPotential(whole with { CorrectionMaps = [] }));
        Assert.Throws<ArgumentException>(() => new ForceFieldPotential(whole with { NonbondedParticles = whole.NonbondedParticles.RemoveAt(0) }));
    }

    private static Vector3D Read(double[] values, int atom) => new(values[3 * atom], values[(3 * atom) + 1], values[(3 * atom) + 2]);

    private static void Write(double[] values, int atom, Vector3D vector) =>
        (values[3 * atom], values[(3 * atom) + 1], values[(3 * atom) + 2]) = (vector.X, vector.Y, vector.Z);
}
