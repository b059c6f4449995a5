using LatentSim.Models.Integrators;
using LatentSim.Molecules;
using LatentSim.Molecules.Particles;
using static Models.Tests.Integrators.ActionAngleSamples;

namespace Models.Tests.Integrators;

public sealed class ActionAngleIntegratorTests
{
    public static TheoryData<ParticlePotential> Potentials { get; } =
        [ParticlePotential.Harmonic, ParticlePotential.LennardJonesWell, ParticlePotential.DoubleWell, ParticlePotential.Rugged];

    [Theory]
    [MemberData(nameof(Potentials))]
    public void AStateStandsForTheFrameItWasMadeFrom(ParticlePotential potential)
    {
        ParticleSystem system = SystemOf(potential);
        foreach (ParticleState start in HeldOut(system, 20))
        {
            // On the way, in both directions, and not only at rest.
            double[] frame = Verlet(system, start, 1.234, out _);
            double[] read = Advance(Integrator(system, 0.4), frame, start.Mass, start.Stiffness, 0);
            Assert.Equal(frame[0], read[0], 2e-5);
            Assert.True(Math.Abs(read[1] - frame[1]) < 2e-2, $"{frame[1]} became {read[1]} at {frame[0]}");
        }
    }

    [Theory]
    [MemberData(nameof(Potentials))]
    public void TheEnergyOfItsFramesStaysToRounding(ParticlePotential potential)
    {
        ParticleSystem system = SystemOf(potential);
        ParticleEnergy energy = new(system);
        foreach (ParticleState start in HeldOut(system, 5))
        {
            IIntegrator integrator = Integrator(system, 0.37);
            double[] state = new double[integrator.StateLength];
            double[] frame = new double[2];
            integrator.Start([start.Positions[0], 0], start.Mass, start.Stiffness, state);
            integrator.Read(state, frame);
            double first = energy.Total(frame, start.Mass, start.Stiffness);
            for (int i = 0; i < 2000; i++)
            {
                integrator.Step(state);
                integrator.Read(state, frame);
                Assert.Equal(first, energy.Total(frame, start.Mass, start.Stiffness), 1e-12 * Math.Max(1, Math.Abs(first)));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Potentials))]
    public void StepsGoBackWhenTheVelocityIsReversed(ParticlePotential potential)
    {
        ParticleSystem system = SystemOf(potential);
        foreach (ParticleState start in HeldOut(system, 5))
        {
            IIntegrator integrator = Integrator(system, 0.4);
            double[] there = Advance(integrator, [start.Positions[0], 0], start.Mass, start.Stiffness, 50);
            double[] back = Advance(integrator, [there[0], -there[1]], start.Mass, start.Stiffness, 50);
            Assert.Equal(start.Positions[0], back[0], 1e-5);
        }
    }

    // An angle that advances linearly: a hundred steps of 0.1 are one of 10, but for rounding.
    [Theory]
    [MemberData(nameof(Potentials))]
    public void TheAngleAdvancesByTheTimestep(ParticlePotential potential)
    {
        ParticleSystem system = SystemOf(potential);
        foreach (ParticleState start in HeldOut(system, 10))
        {
            double[] frame = [start.Positions[0], 0];
            double[] small = Advance(Integrator(system, 0.1), frame, start.Mass, start.Stiffness, 100);
            double[] large = Advance(Integrator(system, 10), frame, start.Mass, start.Stiffness, 1);
            Assert.Equal(large[0], small[0], 1e-10);
        }
    }

    // The step is a canonical map where the clock is right at and between nodes: its Jacobian determinant is 1.
    [Theory]
    [InlineData(ParticlePotential.Harmonic)]
    [InlineData(ParticlePotential.LennardJonesWell)]
    [InlineData(ParticlePotential.DoubleWell)]
    public void AStepPreservesArea(ParticlePotential potential)
    {
        ParticleSystem system = SystemOf(potential);
        IIntegrator integrator = Integrator(system, 1.7);
        foreach (ParticleState start in HeldOut(system, 20))
        {
            double[] frame = Verlet(system, start, 0.9, out _);
            double width = 1e-4;
            double[] right = Advance(integrator, [frame[0] + width, frame[1]], start.Mass, start.Stiffness, 1);
            double[] left = Advance(integrator, [frame[0] - width, frame[1]], start.Mass, start.Stiffness, 1);
            double[] fast = Advance(integrator, [frame[0], frame[1] + width], start.Mass, start.Stiffness, 1);
            double[] slow = Advance(integrator, [frame[0], frame[1] - width], start.Mass, start.Stiffness, 1);
            double determinant = (((right[0] - left[0]) * (fast[1] - slow[1])) - ((right[1] - left[1]) * (fast[0] - slow[0]))) / (4 * width * width);
            Assert.True(Math.Abs(determinant - 1) < 0.02, $"{determinant} at {frame[0]} {frame[1]}");
        }
    }

    [Fact]
    public void WalkersDoNotDependOnThoseBesideThem()
    {
        IIntegrator integrator = Integrator(DoubleWell, 0.4);
        int length = integrator.StateLength;
        double[] both = new double[2 * length];
        double[] alone = new double[length];
        integrator.Start([-2, 0], 1, 1, both.AsSpan(0, length));
        integrator.Start([0.5, 0], 3, 1, both.AsSpan(length));
        integrator.Start([0.5, 0], 3, 1, alone);
        for (int i = 0; i < 100; i++)
        {
            integrator.Step(both);
            integrator.Step(alone);
        }

        Assert.Equal(alone, both[length..]);
    }

    [Fact]
    public void StepsAllocateNothing()
    {
        IIntegrator integrator = Integrator(Rugged, 0.4);
        double[] state = new double[integrator.StateLength];
        double[] frame = new double[2];
        integrator.Start([-6, 0], 1, 1, state);
        integrator.Step(state);
        integrator.Read(state, frame);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            integrator.Step(state);
            integrator.Read(state, frame);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void AParticleThatNothingPullsStays()
    {
        Assert.Equal([1.0, 0.0], Advance(Integrator(DoubleWell, 0.4), [1, 0], 1, 1, 10));
        Assert.Equal([0.0, 0.0], Advance(Integrator(DoubleWell, 0.4), [0, 0], 1, 1, 10));
    }

    [Fact]
    public void WhatItCannotFollowIsRefusedInOneLine()
    {
        Refused(LennardJones, [1.5, 3], 1, "escapes");
        Refused(LennardJones, [0.9, 0], 1, "escapes");
        Refused(LennardJones, [-1, 0], 1, "finite");
        Refused(LennardJones, [4, 0], 1, "between 1 and 3");
        Refused(LennardJones, [2, 0], 11, "mass");
        Refused(DoubleWell, [double.NaN, 0], 1, "finite");
        Refused(Rugged, [8, 0], 1, "trained on orbits");
    }

    private static void Refused(ParticleSystem system, double[] frame, double mass, string reason)
    {
        IIntegrator integrator = Integrator(system, 0.4);
        InvalidInputException error = Assert.Throws<InvalidInputException>(() => integrator.Start(frame, mass, 1, new double[integrator.StateLength]));
        Assert.Contains(reason, error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    private static double[] Verlet(ParticleSystem system, ParticleState start, double time, out ParticleVerlet verlet)
    {
        verlet = new ParticleVerlet(system, start, system.VerletTimestep);
        verlet.Advance((long)Math.Round(time / system.VerletTimestep));
        double[] frame = new double[2];
        verlet.CopyFrame(frame);
        return frame;
    }
}
