using LatentSim.Models.Integrators;
using LatentSim.Models.Training;
using LatentSim.Molecules;
using LatentSim.Molecules.Particles;
using static Models.Tests.Integrators.ActionAngleSamples;

namespace Models.Tests.Integrators;

public sealed class ActionAngleTrainingTests
{
    // x(t) = -A cos(t sqrt(k / m)); Verlet's own frequency is off by (omega h)^2 / 24 < 5e-7 of itself.
    [Fact]
    public void TheOscillatorIsExact()
    {
        foreach (ParticleState start in HeldOut(Harmonic, 20))
        {
            double frequency = Math.Sqrt(start.Stiffness / start.Mass);
            double[] frame = Advance(Integrator(Harmonic, 0.4), [start.Positions[0], 0], start.Mass, start.Stiffness, 100);
            Assert.Equal(start.Positions[0] * Math.Cos(40 * frequency), frame[0], 3e-4);
        }
    }

    // A tenth of a period, which quadrature gives, before the end of a period a particle is where it is a tenth of a period after its beginning.
    [Theory]
    [InlineData(ParticlePotential.LennardJonesWell, 3e-5)]
    [InlineData(ParticlePotential.DoubleWell, 3e-3)]
    public void PeriodsOfHeldOutOrbitsAreThoseOfQuadrature(ParticlePotential potential, double tolerance)
    {
        ParticleSystem system = SystemOf(potential);
        List<double> errors = [];
        foreach (ParticleState start in HeldOut(system, 40))
        {
            double period = Quadrature(system, start);
            double[] frame = Advance(Integrator(system, 0.9 * period), [start.Positions[0], 0], start.Mass, 1, 1);
            double[] before = Advance(Integrator(system, 0.1 * period), [start.Positions[0], 0], start.Mass, 1, 1);
            errors.Add(Math.Abs(frame[0] - before[0]));
        }

        errors.Sort();
        Assert.True(errors[36] < tolerance, $"90th percentile {errors[36]}");
    }

    [Theory]
    [InlineData(ParticlePotential.Harmonic, 1e-5)]
    [InlineData(ParticlePotential.LennardJonesWell, 1e-4)]
    [InlineData(ParticlePotential.DoubleWell, 1e-4)]
    [InlineData(ParticlePotential.Rugged, 1e-2)]
    public void OneStepIsVerlets(ParticlePotential potential, double tolerance)
    {
        ParticleSystem system = SystemOf(potential);
        IIntegrator integrator = Integrator(system, 1);
        List<double> errors = [];
        foreach (ParticleState start in HeldOut(system, 40))
        {
            ParticleVerlet verlet = new(system, start, system.VerletTimestep);
            double[] frame = new double[2];
            verlet.Advance(700);
            verlet.CopyFrame(frame);
            verlet.Advance(1000);
            errors.Add(Math.Abs(Advance(integrator, frame, start.Mass, start.Stiffness, 1)[0] - verlet.Positions[0]));
        }

        errors.Sort();
        Assert.True(errors[36] < tolerance, $"90th percentile {errors[36]}");
    }

    // What is learned is what makes it accurate: without it the same nodes give periods that are off by 1e-3.
    [Fact]
    public void WithoutWhatWasLearnedPeriodsAreWrong()
    {
        ParticleState start = new(1, 1, [-2], [0]);
        double period = Quadrature(DoubleWell, start);
        double learned = Advance(Integrator(DoubleWell, 20.25 * period), [-2, 0], 1, 1, 1)[0] - Advance(Integrator(DoubleWell, 0.25 * period), [-2, 0], 1, 1, 1)[0];
        IIntegratorWeights untrained = Weights(DoubleWell) with { Passages = [] };
        double bare = Advance(untrained.CreateIntegrator(DoubleWell, 20.25 * period), [-2, 0], 1, 1, 1)[0] - Advance(untrained.CreateIntegrator(DoubleWell, 0.25 * period), [-2, 0], 1, 1, 1)[0];
        Assert.True(Math.Abs(learned) < 1e-3, $"{learned}");
        Assert.True(Math.Abs(bare) > 1e-2, $"{bare}");
    }

    [Fact]
    public void TrainingTellsWhatItLearnedAndIsReproducible()
    {
        Progress progress = new();
        IntegratorData data = new(DoubleWell, 0.4, 12, 30, 5);
        (ActionAngleWeights first, StageMetrics metrics) = ActionAngleTraining.Train(data, new ActionAngleOptions { Intervals = 8 }, progress);
        (ActionAngleWeights second, _) = ActionAngleTraining.Train(data with { Timestep = 2 }, new ActionAngleOptions { Intervals = 8 });
        Assert.Equal(
            first.Passages.SelectMany(passage => passage.Curves).SelectMany(curve => curve.Coefficients),
            second.Passages.SelectMany(passage => passage.Curves).SelectMany(curve => curve.Coefficients));
        Assert.Same(Assert.Single(progress.Epochs), Assert.Single(metrics.Epochs));
        Assert.True(metrics.BestValidationLoss < metrics.Epochs[0].TrainingLoss);
        Assert.Null(first.Problem(DoubleWell));
        Assert.NotNull(first.Problem(Harmonic));
    }

    [Fact]
    public void AnInterruptKeepsWhatThereIsOrStops()
    {
        using TrainingInterrupt stopped = new();
        stopped.Stop();
        IntegratorData data = new(DoubleWell, 0.4, 12, 30, 5);
        Assert.Throws<OperationCanceledException>(() => ActionAngleTraining.Train(data, new ActionAngleOptions(), interrupt: stopped));
    }

    [Fact]
    public void WhatCannotBeTrainedIsRefused()
    {
        ParticleSystem unbound = LennardJones with { Start = new(0.5, 0.9) };
        Assert.Throws<InvalidInputException>(() => ActionAngleTraining.Train(new IntegratorData(unbound, 0.4, 5, 1, 1), new ActionAngleOptions()));
        IntegratorData data = new(DoubleWell, 0.4, 2, 1, 1);
        Assert.Throws<ArgumentException>(() => ActionAngleTraining.Train(data, new ActionAngleOptions { Intervals = 1 }));
        Assert.Throws<ArgumentException>(() => ActionAngleTraining.Train(data, new ActionAngleOptions { MostPolynomials = 2, MostMassPolynomials = 3 }));
        Assert.Throws<ArgumentException>(() => ActionAngleTraining.Train(data with { Simulations = 0 }, new ActionAngleOptions()));
        ParticleSystem fluid = new() { Potential = ParticlePotential.LennardJones, Particles = 3, Boundary = ParticleBoundary.Periodic, Size = 6, Start = new(-3, 3) };
        Assert.Throws<ArgumentException>(() => ActionAngleTraining.Train(data with { System = fluid }, new ActionAngleOptions()));
    }

    // T = 2 integral of dx / |v| between the turning points, with x = (a + b - (b - a) cos theta) / 2 a smooth periodic integrand.
    private static double Quadrature(ParticleSystem system, ParticleState start)
    {
        PotentialWells wells = new(system);
        Orbit orbit = Orbit.Through(wells, start.Positions[0], 0, start.Mass, start.Stiffness)!.Value;
        const int Points = 20_000;
        double sum = 0;
        for (int i = 0; i < Points; i++)
        {
            double angle = Math.PI * (i + 0.5) / Points;
            double speed = wells.Speed(orbit, 0.5 * (orbit.Left + orbit.Right - ((orbit.Right - orbit.Left) * Math.Cos(angle))));
            sum += 0.5 * (orbit.Right - orbit.Left) * Math.Sin(angle) / speed;
        }

        return 2 * sum * Math.PI / Points;
    }

    private sealed class Progress : ITrainingProgress
    {
        public List<TrainingEpoch> Epochs { get; } = [];

        public void Report(TrainingEpoch epoch) => Epochs.Add(epoch);
    }
}
