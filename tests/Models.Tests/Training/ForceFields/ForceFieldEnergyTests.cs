using LatentSim.Models.Training;
using LatentSim.Molecules.ForceFields;
using LatentSim.Molecules.Geometry;
using TestSupport;
using TorchSharp;

namespace Models.Tests.Training;

/// <summary>The energy in tensor operations against the plain one, which is tested against OpenMM, and its gradients where that one's are not finite.</summary>
[Collection(TorchCollection.Name)]
public sealed class ForceFieldEnergyTests : IDisposable
{
    private const int Frames = 6;
    private readonly DisposeScope scope = torch.NewDisposeScope();

    public static TheoryData<ForceFieldTerm> Terms() => [.. Enum.GetValues<ForceFieldTerm>()];

    public void Dispose() => scope.Dispose();

    [Theory]
    [MemberData(nameof(Terms))]
    public void EnergiesAndForcesAreThoseOfThePlainPotential(ForceFieldTerm term) =>
        AssertAgree(SmallForceField.Only(term), torch.ScalarType.Float64, 1e-10);

    [Theory]
    [MemberData(nameof(Terms))]
    public void SinglePrecisionIsEnough(ForceFieldTerm term) => AssertAgree(SmallForceField.Only(term), torch.ScalarType.Float32, 1e-4);

    [Fact]
    public void TheWholeIsThatOfThePlainPotential()
    {
        AssertAgree(SmallForceField.Whole, torch.ScalarType.Float64, 1e-10);
        AssertAgree(SmallForceField.Whole, torch.ScalarType.Float32, 1e-4);
    }

    [Fact]
    public void TermsStandInTheirPlaces()
    {
        using var energy = new ForceFieldEnergy(SmallForceField.Whole, torch.ScalarType.Float64);
        torch.Tensor positions = Positions(torch.ScalarType.Float64);
        double[] byTerm = Values(energy.EnergiesByTerm(positions));
        double[] expected = new double[ForceField.TermCount];
        var potential = new ForceFieldPotential(SmallForceField.Whole);
        for (int frame = 0; frame < Frames; frame++)
        {
            double[] configuration = SmallForceField.Configuration(frame);
            potential.AddForces(configuration, new double[configuration.Length], expected);
            for (int term = 0; term < expected.Length; term++)
                Assert.Equal(expected[term], byTerm[(frame * expected.Length) + term], 1e-10 * Math.Abs(expected[term]));
        }
    }

    [Theory]
    [InlineData(torch.ScalarType.Float32)]
    [InlineData(torch.ScalarType.Float64)]
    public void GradientsAreFiniteForAllThatIsNoMolecule(torch.ScalarType type)
    {
        using var energy = new ForceFieldEnergy(SmallForceField.Whole, type);
        int coordinates = 3 * SmallForceField.AtomCount;
        double[] inOnePlace = new double[coordinates];
        double[] inLine = [.. Enumerable.Range(0, coordinates).Select(k => k % 3 == 0 ? 0.05 * k : 0)];
        double[] almostInLine = [.. inLine.Select((x, k) => k % 3 == 1 ? 1e-9 * (k % 5) : x)];
        double[] inPairs = [.. SmallForceField.Configuration(3).Select((_, k) => SmallForceField.Configuration(3)[(k / 6 * 6) + (k % 3)])];
        double[] close = [.. inOnePlace.Select((_, k) => 1e-7 * (k % 7))];
        double[] folded = [.. inLine.Select((x, k) => k % 6 < 3 ? x : 0)];
        torch.Tensor positions = Tensor([inOnePlace, inLine, almostInLine, inPairs, close, folded], type);

        (torch.Tensor energies, torch.Tensor forces) = energy.EnergiesAndForces(positions);

        Assert.All(Values(energies), value => Assert.True(double.IsFinite(value)));
        Assert.All(Values(forces), value => Assert.True(double.IsFinite(value)));
    }

    [Theory]
    [InlineData(ForceFieldTerm.LennardJones)]
    [InlineData(ForceFieldTerm.Coulomb)]
    public void BelowTheShortestDistanceAPairsEnergyIsItsTangent(ForceFieldTerm term)
    {
        const double Shortest = 0.07;
        var pair = new ForceField
        {
            Masses = [1, 1],
            NonbondedParticles = term == ForceFieldTerm.Coulomb
                ? [new NonbondedParticle(0.5, 1, 0), new NonbondedParticle(0.8, 1, 0)]
                : [new NonbondedParticle(0, 0.2, 0.5), new NonbondedParticle(0, 0.1, 0.4)],
        };
        using var energy = new ForceFieldEnergy(pair, torch.ScalarType.Float64, shortestDistance: Shortest);
        double[] distances = [0.08, Shortest, 0.06, 0.03];
        (torch.Tensor energies, torch.Tensor forces) = energy.EnergiesAndForces(Tensor([.. distances.Select(r => new[] { 0, 0, 0, 0, 0, r })], torch.ScalarType.Float64));
        double[] values = Values(energies);
        double[] pushes = [.. Enumerable.Range(0, distances.Length).Select(k => Values(forces)[(6 * k) + 5])];
        double[] exactForces = new double[6];
        double exact = new ForceFieldPotential(pair).AddForces([0, 0, 0, 0, 0, Shortest], exactForces);

        Assert.Equal(exact, values[1], 1e-10 * exact);
        Assert.Equal(exactForces[5], pushes[1], 1e-10 * exactForces[5]);
        for (int k = 2; k < distances.Length; k++)
        {
            Assert.Equal(exactForces[5], pushes[k], 1e-10 * exactForces[5]);
            Assert.Equal(exact + (exactForces[5] * (Shortest - distances[k])), values[k], 1e-10 * values[k]);
        }
    }

    [Fact]
    public void GradientsReachWhatMadeThePositions()
    {
        using var energy = new ForceFieldEnergy(SmallForceField.Whole, torch.ScalarType.Float64);
        torch.Tensor configurations = Positions(torch.ScalarType.Float64);
        torch.Tensor targets = energy.Energies(configurations).detach();
        torch.Tensor scale = torch.tensor(1.01).requires_grad_();
        EnergyLoss.MeanSquare(energy, configurations * scale, targets, double.PositiveInfinity).backward();

        const double Step = 1e-6;
        double above = EnergyLoss.MeanSquare(energy, configurations * (1.01 + Step), targets, double.PositiveInfinity).ToDouble();
        double below = EnergyLoss.MeanSquare(energy, configurations * (1.01 - Step), targets, double.PositiveInfinity).ToDouble();
        double expected = (above - below) / (2 * Step);
        Assert.Equal(expected, scale.grad!.ToDouble(), 1e-5 * Math.Abs(expected));
    }

    [Fact]
    public void TheLossClampsTheEnergyOfReconstructionsOnly()
    {
        using var energy = new ForceFieldEnergy(SmallForceField.Only(ForceFieldTerm.Bonds), torch.ScalarType.Float64);
        torch.Tensor positions = Positions(torch.ScalarType.Float64).requires_grad_();
        double[] energies = Values(energy.Energies(positions).detach());
        double most = energies.Order().Skip(Frames / 2).First() - 1e-6;
        torch.Tensor targets = torch.full([Frames], 2 * most, dtype: torch.ScalarType.Float64);

        torch.Tensor loss = EnergyLoss.MeanSquare(energy, positions, targets, most);
        loss.backward();

        Assert.Equal(energies.Average(value => Math.Pow(Math.Min(value, most) - (2 * most), 2)), loss.ToDouble(), 1e-9 * loss.ToDouble());
        for (int frame = 0; frame < Frames; frame++)
            Assert.Equal(energies[frame] > most, positions.grad![frame].abs().sum().ToDouble() == 0);
    }

    [Fact]
    public void TheOrderOfExceptionsAndOfTheirAtomsDoesNotMatter()
    {
        NonbondedException[] exceptions =
            [.. SmallForceField.Whole.NonbondedExceptions.Select(pair => pair with { Atoms = new AtomPair(pair.Atoms.B, pair.Atoms.A) }).Reverse()];
        AssertAgree(SmallForceField.Whole with { NonbondedExceptions = [.. exceptions] }, torch.ScalarType.Float64, 1e-10, SmallForceField.Whole);
    }

    [Fact]
    public void WhatIsNoNumberStaysNone()
    {
        using var energy = new ForceFieldEnergy(SmallForceField.Whole);
        torch.Tensor positions = Positions(torch.ScalarType.Float32);
        positions[2, 5, 1] = double.NaN;

        double[] energies = Values(energy.Energies(positions));

        Assert.Equal([false, false, true, false, false, false], energies.Select(double.IsNaN));
    }

    [Fact]
    public void ManyEvaluationsKeepNoTensors()
    {
        using var energy = new ForceFieldEnergy(SmallForceField.Whole);
        torch.Tensor positions = Positions(torch.ScalarType.Float32);
        energy.Energies(positions).Dispose();
        long before = torch.Tensor.TotalCount;
        energy.Energies(positions).Dispose();
        energy.EnergiesByTerm(positions).Dispose();
        Assert.Equal(before, torch.Tensor.TotalCount);
    }

    [Fact]
    public void OtherShapesTypesAndSettingsAreRefused()
    {
        using var energy = new ForceFieldEnergy(SmallForceField.Whole);
        Assert.Throws<ArgumentException>(() => energy.Energies(torch.zeros(2, SmallForceField.AtomCount + 1, 3)));
        Assert.Throws<ArgumentException>(() => energy.Energies(torch.zeros(SmallForceField.AtomCount, 3)));
        Assert.Throws<ArgumentException>(() => energy.Energies(torch.zeros(2, SmallForceField.AtomCount, 3, dtype: torch.ScalarType.Float64)));
        Assert.Throws<ArgumentException>(() => new ForceFieldEnergy(SmallForceField.Whole, torch.ScalarType.Int64));
        Assert.Throws<ArgumentException>(() => new ForceFieldEnergy(SmallForceField.Whole, shortestDistance: 0));
        Assert.Throws<ArgumentException>(() => new ForceFieldEnergy(new ForceField()));
    }

    private static void AssertAgree(ForceField forceField, torch.ScalarType type, double tolerance, ForceField? other = null)
    {
        using var energy = new ForceFieldEnergy(forceField, type);
        (torch.Tensor energies, torch.Tensor forces) = energy.EnergiesAndForces(Positions(type));
        double[] values = Values(energies);
        double[] pulls = Values(forces);
        var potential = new ForceFieldPotential(other ?? forceField);
        for (int frame = 0; frame < Frames; frame++)
        {
            double[] configuration = SmallForceField.Configuration(frame);
            double[] expected = new double[configuration.Length];
            double plain = potential.AddForces(configuration, expected);
            double scale = expected.Max(Math.Abs);
            Assert.Equal(plain, values[frame], tolerance * (1 + Math.Abs(plain)));
            for (int k = 0; k < expected.Length; k++)
                Assert.Equal(expected[k], pulls[(frame * expected.Length) + k], tolerance * scale);
        }
    }

    private static torch.Tensor Positions(torch.ScalarType type) => Tensor([.. Enumerable.Range(0, Frames).Select(seed => SmallForceField.Configuration(seed))], type);

    private static torch.Tensor Tensor(double[][] configurations, torch.ScalarType type) =>
        torch.tensor(configurations.SelectMany(configuration => configuration).ToArray()).reshape(configurations.Length, -1, 3).to(type);

    private static double[] Values(torch.Tensor tensor) => tensor.to(torch.ScalarType.Float64).contiguous().data<double>().ToArray();
}
