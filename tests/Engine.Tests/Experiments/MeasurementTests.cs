using LatentSim.Engine.Experiments;
using LatentSim.Molecules.Particles;

namespace Engine.Tests.Experiments;

/// <summary>Energies, divergences, speedups and phase space on integrators whose answer is known.</summary>
public sealed class MeasurementTests
{
    private const double Timestep = 0.4;

    [Fact]
    public void AKnownEnergyDriftIsFound()
    {
        const double Rate = 2e-6;
        EnergyDeviations found = Energies(new GrowingOscillator(Timestep, Rate), 1000);
        Assert.Equal(Rate, found.Slope.Value, 1e-9);
        Assert.False(found.Slope.IsConsistentWithZero);
        Assert.Equal(Rate * 1000, found.Largest, 1e-8);
        Assert.Equal(Rate * 500, found.Mean, 1e-5);
        Assert.Equal(1000, found.Series[^1].Time, 100.0);
    }

    [Fact]
    public void AnOscillatorThatKeepsItsEnergyDoesNotDrift()
    {
        EnergyDeviations found = Energies(new GrowingOscillator(Timestep, 0), 1000);
        Assert.InRange(found.Largest, 0, 1e-12);
        Assert.True(found.Slope.IsConsistentWithZero);
    }

    [Fact]
    public void EnergiesNearZeroAreComparedWithTheKineticEnergy()
    {
        EnergyScale harmonic = EnergyScale.Of(TestSystems.Oscillator, TestSystems.AtRest);
        Assert.False(harmonic.IsKinetic);
        Assert.Equal(2, harmonic.Initial, 1e-12);
        Assert.Equal(1, harmonic.Kinetic, 0.02);
        Assert.Equal(0.5, harmonic.Deviation(3), 1e-12);

        var doubleWell = new ParticleSystem { Potential = ParticlePotential.DoubleWell, Start = new SweepRange(-3, 3) };
        EnergyScale zero = EnergyScale.Of(doubleWell, new ParticleState(1, 1, [-Math.Sqrt(2) - 1e-4], [0]));
        Assert.True(zero.IsKinetic);
        Assert.Equal(0.01 / zero.Kinetic, zero.Deviation(zero.Initial + 0.01), 1e-12);
    }

    // The paper's example: t_V = 0.04392 s, t_R = 0.0026 s, Delta_R = 4: S_p > 10^4, and with a window of five the 32000 of its Table I.
    [Fact]
    public void NetSpeedupIsEquationThree()
    {
        double paper = NetSpeedup.Of(0.04392, 0.0026, 5, 0.001, 4, 1e6);
        Assert.Equal(1 / ((4000.0 * 4 / 1e9) + ((1 - (4000.0 * 4 / 1e9)) * 0.0026 / 0.04392 / 4000)), paper, 1e-6 * paper);
        Assert.InRange(paper, 32_000, 33_000);
        Assert.Equal(0.04392 / 0.0026 * 4000, NetSpeedup.Of(0.04392, 0.0026, 1, 0.001, 4, 1e6), 1e-3);
        Assert.Equal(1, NetSpeedup.Of(1e-6, 1e-6, 1, 0.001, 0.001, 1e3), 1e-12);
    }

    [Fact]
    public void VerletAsGoodHasTheLargestTimestepBeforeTheFirstThatIsWorse()
    {
        (double, double)[] tried = [(0.001, 0), (0.002, 0.1), (0.004, 0.3), (0.01, 0.2)];
        Assert.Equal(new VerletAsGood(0.002, 0.1, 50), VerletAsGood.Find(tried, 0.25, 100));
        Assert.Equal(new VerletAsGood(0.01, 0.2, 10), VerletAsGood.Find(tried, 0.3, 100));
        Assert.Equal(new VerletAsGood(0.001, 0.5, 100), VerletAsGood.Find([(0.001, 0.5), (0.002, 0.6)], 0.1, 100));
    }

    [Fact]
    public void CoarseVerletIsTriedUntilItIsLost()
    {
        ParticleState stiff = TestSystems.AtRest with { Stiffness = 9 };
        var verlet = new CoarseVerlet(TestSystems.Oscillator with { VerletTimestep = 0.01 }, stiff, 50, default);
        IReadOnlyList<(double Timestep, double Figure)> energies = verlet.Energies(EnergyScale.Of(TestSystems.Oscillator, stiff));
        Assert.Equal([0.01, 0.02, 0.04, 0.05, 0.08, 0.1, 0.2, 0.25, 0.4, 0.5], energies.Select(tried => Math.Round(tried.Timestep, 9)));

        // It is stable up to h = 2 / omega = 2/3. It keeps v^2 / omega^2 + x^2 (1 - (omega h)^2 / 4), so that E is off by (omega h)^2 / 4 at most where it starts at rest.
        Assert.Equal(0.6 * 0.6 / 4, energies[6].Figure, 0.002);
        Assert.Equal(0, verlet.Positions()[0].Figure);
    }

    [Fact]
    public void StepsAreTimedByTheirCost()
    {
        double[] sink = new double[1];
        double[] seconds = StepTimes.Measure([steps => Work(steps, sink), steps => Work(20 * steps, sink)], 5, default);
        Assert.InRange(seconds[0], 1e-9, 1e-2);
        Assert.InRange(seconds[1] / seconds[0], 8, 50);
    }

    [Fact]
    public void ASmallMomentumMovesAnOscillatorInProportion()
    {
        Divergence[] found = [.. new[] { 1e-4, 1e-3 }.Select(momentum => DivergenceMeasurement.Measure(
            TestSystems.Oscillator,
            VerletTrajectory.Truth(TestSystems.Oscillator, TestSystems.AtRest, 0.1),
            VerletTrajectory.Truth(TestSystems.Oscillator, DivergenceMeasurement.Shifted(TestSystems.AtRest, momentum), 0.1), 20 * Math.PI))];

        // x(t, dp) - x(t, 0) = dp sin t, whose mean magnitude over whole periods is 2 / pi dp.
        Assert.Equal(2 / Math.PI * 1e-4, found[0].Mean, 1e-6);
        Assert.Equal(10, found[1].Mean / found[0].Mean, 1e-6);
        Assert.Equal(1e-3, found[1].Largest, 1e-5);
        Assert.Equal(found[0].Mean, found[0].Spans[^1].Mean);
        Assert.Equal(10, found[0].Spans.Count);
    }

    // The paper does not say over what time it averaged: over t = 0 to 1000 Verlet gives what it prints, 0.0152 and 0.148.
    [Theory]
    [InlineData(1e-4, 0.0152, 0.00005)]
    [InlineData(1e-3, 0.148, 0.0005)]
    public void VerletGivesThePapersDivergences(double momentum, double paper, double rounding)
    {
        var well = new ParticleSystem { Potential = ParticlePotential.LennardJonesWell, Start = new SweepRange(1, 5.5) };
        var start = new ParticleState(1, 1, [5.1], [0]);
        Divergence found = DivergenceMeasurement.Measure(
            well, VerletTrajectory.Truth(well, start, 0.1), VerletTrajectory.Truth(well, DivergenceMeasurement.Shifted(start, momentum), 0.1), LyapunovExperiment.DefaultDuration);
        Assert.Equal(paper, found.Mean, rounding);
    }

    [Fact]
    public void PhaseSpaceIsRecordedWithinItsSpans()
    {
        VerletTrajectory truth = VerletTrajectory.Truth(TestSystems.Oscillator, TestSystems.AtRest, 0.5);
        EnergyScale scale = EnergyScale.Of(TestSystems.Oscillator, TestSystems.AtRest);
        PhasePoint[][] points = PhaseMeasurement.Measure(TestSystems.Oscillator, TestSystems.AtRest, scale, truth, [new PhaseSpan(0, 2), new PhaseSpan(9, 10)]);
        Assert.Equal([0, 0.5, 1, 1.5, 2], points[0].Select(point => point.Time));
        Assert.Equal([9, 9.5, 10], points[1].Select(point => point.Time));
        Assert.Equal(-2 * Math.Cos(9), points[1][0].Position, 1e-4);
        Assert.Equal(2 * Math.Sin(9), points[1][0].Velocity, 1e-4);
        Assert.All(points[1], point => Assert.InRange(point.EnergyDeviation, -1e-6, 1e-6));
    }

    private static void Work(int steps, double[] sink)
    {
        double x = 0.1;
        for (int i = 0; i < steps; i++)
            x = Math.Sin(x + 1);
        sink[0] = x;
    }

    private static EnergyDeviations Energies(GrowingOscillator integrator, double duration)
    {
        EnergyScale scale = EnergyScale.Of(TestSystems.Oscillator, TestSystems.AtRest);
        return new EnergyMeasurement(TestSystems.Oscillator, TestSystems.AtRest, scale)
            .Measure(new FreeRunningTrajectory(TestSystems.Oscillator, TestSystems.AtRest, integrator, Timestep), duration, default);
    }
}
