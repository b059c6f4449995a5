using LatentSim.Models.Integrators;
using LatentSim.Molecules.Particles;
using static Models.Tests.Integrators.ActionAngleSamples;

namespace Models.Tests.Integrators;

public sealed class PotentialWellsTests
{
    [Fact]
    public void BarriersOfTheRuggedPotentialAreStationaryAndShouldersAreNot()
    {
        PotentialWells wells = new(Rugged);
        int barriers = 0;
        for (int well = 0; well < wells.Count - 1; well++)
        {
            double x = wells.Barrier(well);
            barriers += wells.IsSlowOnRight(well) ? 1 : 0;
            if (wells.IsSlowOnRight(well))
                Assert.Equal(0, wells.Force(x, 1), 1e-9);
            else
                Assert.True(Math.Abs(wells.Force(x, 1)) > 0.01);
            Assert.True(wells.Bottom(well) <= wells.Top(well) && wells.Bottom(well + 1) <= wells.Top(well));
        }

        Assert.Equal(46, barriers);
    }

    // Between a minimum and the ends of its well the potential only rises, which is what turning points are found by.
    [Fact]
    public void WellsRiseFromTheirMinimum()
    {
        PotentialWells wells = new(Rugged);
        for (int well = 1; well < wells.Count - 1; well++)
        {
            foreach (double end in new[] { wells.Barrier(well - 1), wells.Barrier(well) })
            {
                double before = wells.Bottom(well);
                for (int i = 1; i <= 50; i++)
                {
                    double energy = wells.Energy(wells.Minimum(well) + ((end - wells.Minimum(well)) * i / 50), 1);
                    Assert.True(energy >= before - 1e-12);
                    before = energy;
                }
            }
        }
    }

    [Theory]
    [InlineData(ParticlePotential.Harmonic)]
    [InlineData(ParticlePotential.LennardJonesWell)]
    [InlineData(ParticlePotential.DoubleWell)]
    [InlineData(ParticlePotential.Rugged)]
    public void OrbitsTurnWhereTheirEnergyIsPotential(ParticlePotential potential)
    {
        ParticleSystem system = SystemOf(potential);
        PotentialWells wells = new(system);
        foreach (ParticleState start in HeldOut(system, 50))
        {
            Orbit orbit = Orbit.Through(wells, start.Positions[0], 0, start.Mass, start.Stiffness)!.Value;
            Assert.Equal(orbit.Energy, wells.Energy(orbit.Left, start.Stiffness), 1e-11 * Math.Max(1, Math.Abs(orbit.Energy)));
            Assert.Equal(orbit.Energy, wells.Energy(orbit.Right, start.Stiffness), 1e-11 * Math.Max(1, Math.Abs(orbit.Energy)));
            Assert.True(Math.Min(Math.Abs(orbit.Left - start.Positions[0]), Math.Abs(orbit.Right - start.Positions[0])) < 1e-4);
            for (int i = 1; i < 1000; i++)
                Assert.True(wells.Energy(orbit.Left + ((orbit.Right - orbit.Left) * i / 1000), start.Stiffness) <= orbit.Energy);
        }
    }

    // All along a trajectory the energy that Verlet conserves is the same to fourth order, where the energy itself is to second.
    [Fact]
    public void VerletConservesItsOwnEnergy()
    {
        ParticleSystem system = LennardJones with { VerletTimestep = 0.004 };
        PotentialWells wells = new(system);
        ParticleVerlet verlet = new(system, new ParticleState(1, 1, [1.02], [0]), 0.004);
        double first = wells.VerletEnergy(1.02, 0, 1, 1);
        double own = 0;
        double plain = 0;
        for (int i = 0; i < 2000; i++)
        {
            verlet.Advance(1);
            own = Math.Max(own, Math.Abs(wells.VerletEnergy(verlet.Positions[0], verlet.Velocities[0], 1, 1) - first));
            plain = Math.Max(plain, Math.Abs(verlet.TotalEnergy - wells.Energy(1.02, 1)));
        }

        Assert.True(own < 0.05 * plain, $"{own} against {plain}");
    }
}
