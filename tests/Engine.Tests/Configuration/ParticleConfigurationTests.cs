using LatentSim.Engine.Configuration;
using LatentSim.Molecules.Particles;

namespace Engine.Tests;

/// <summary>Configurations whose source is an integrator.</summary>
public sealed class ParticleConfigurationTests : IDisposable
{
    private const string Oscillator = """
        name: small
        source: integrator
        integrator: verlet
        timestep: 0.4
        particles: { potential: harmonic, mass: [1, 2], stiffness: [3, 4], start: [-2, -1], simulations: 5, duration: 2 }
        test: { mass: 2, stiffness: 3, start: -1.5 }

        """;

    private const string Fluid = """
        name: small
        source: integrator
        integrator: verlet
        timestep: 0.1
        particles: { potential: lennard-jones, count: 3, boundary: periodic, size: 6, start: [-3, 3] }

        """;

    private readonly ConfigurationFolder folder = new();

    [Fact]
    public void ASweepAndATestAreRead()
    {
        SystemConfiguration settings = folder.Load(Oscillator, "seed=9").Settings;

        Assert.Equal((5, 2.0, 0.4, 9ul), (settings.Sweep.Simulations, settings.Sweep.Duration, settings.Sweep.Timestep, settings.Sweep.Seed));
        Assert.Equal(400, settings.Sweep.VerletSteps);
        Assert.Equal(new SweepRange(3, 4), settings.Sweep.System.Stiffness);
        ParticleState test = settings.TestStart;
        Assert.Equal((2.0, 3.0, -1.5, 0.0), (test.Mass, test.Stiffness, test.Positions[0], test.Velocities[0]));
    }

    [Fact]
    public void ManyParticlesAreTestedWhereTheSeedPutsThem()
    {
        double[] first = folder.Load(Fluid).Settings.TestStart.Positions;

        Assert.Equal(9, first.Length);
        Assert.Equal(first, folder.Load(Fluid).Settings.TestStart.Positions);
        Assert.NotEqual(first, folder.Load(Fluid, "seed=2").Settings.TestStart.Positions);
    }

    [Theory]
    [InlineData("sho", ParticlePotential.Harmonic, 1, ParticleBoundary.None, -10)]
    [InlineData("lj-1d", ParticlePotential.LennardJonesWell, 1, ParticleBoundary.None, 1)]
    [InlineData("double-well", ParticlePotential.DoubleWell, 1, ParticleBoundary.None, -3.1)]
    [InlineData("rugged", ParticlePotential.Rugged, 1, ParticleBoundary.None, -6.1)]
    [InlineData("lj-3", ParticlePotential.LennardJones, 3, ParticleBoundary.Periodic, -3)]
    [InlineData("lj-8", ParticlePotential.LennardJones, 8, ParticleBoundary.Periodic, -3)]
    [InlineData("lj-16", ParticlePotential.LennardJones, 16, ParticleBoundary.Periodic, -3)]
    [InlineData("lj-3-sphere", ParticlePotential.LennardJones, 3, ParticleBoundary.Sphere, -3)]
    [InlineData("lj-8-sphere", ParticlePotential.LennardJones, 8, ParticleBoundary.Sphere, -3)]
    [InlineData("lj-16-sphere", ParticlePotential.LennardJones, 16, ParticleBoundary.Sphere, -3)]
    public void ShippedConfigurationsAreThePapersSystems(string name, ParticlePotential potential, int count, ParticleBoundary boundary, double start)
    {
        SystemConfiguration settings = ConfigurationFile.Load(RepositoryRoot.File("config", name + ".yaml")).Settings;
        ParticleSystem system = settings.Sweep.System;

        Assert.Equal((name, potential, count, boundary, start), (settings.Name, system.Potential, system.Particles, system.Boundary, system.Start.Minimum));
        Assert.Equal(new SweepRange(1, 10), system.Mass);
        Assert.Equal(system.CoordinateCount, settings.TestStart.Positions.Length);
        _ = ParticleSweep.Draw(system, 1, 0, LatentSim.Molecules.Random.RandomPurpose.TrainingSweep);
    }

    [Theory]
    [InlineData("source=other", "source: expected propagator or integrator or coarse, found other")]
    [InlineData("integrator=''", "integrator: expected lstm or action-angle or symplectic or verlet, found nothing")]
    [InlineData("integrator=symplectic", "integrator: expected action-angle, lstm or verlet for one particle on a line, found symplectic")]
    [InlineData("lstm.units=[]", "lstm.units: expected 1 to 16 layers of 1 to 4096 units, such as [32, 32], found []")]
    [InlineData("lstm.schedule=never", "lstm.schedule: expected constant or plateau or cosine, found never")]
    [InlineData("action-angle.intervals=1", "action-angle.intervals: expected 2 to 1024, found 1")]
    [InlineData("symplectic.spacing=2", "symplectic.spacing: expected above 0, at most 1, found 2")]
    [InlineData("timestep=0", "timestep: expected a positive number, found 0")]
    [InlineData("timestep=0.0005", "timestep: expected a whole multiple of particles.verlet-timestep, 0.001, found 0.0005")]
    [InlineData("timestep=0.4004", "timestep: expected a whole multiple of particles.verlet-timestep, 0.001, found 0.4004")]
    [InlineData("particles.duration=0.3", "particles.duration: expected at least the timestep, 0.4, found 0.3")]
    [InlineData("particles.potential=cubic", "particles.potential: expected harmonic or lennard-jones-1d or double-well or rugged or lennard-jones, found cubic")]
    [InlineData("particles.boundary=tube", "particles.boundary: expected none or periodic or sphere, found tube")]
    [InlineData("particles.boundary=sphere", "particles.boundary: Sphere, expected none")]
    [InlineData("particles.count=2", "particles.count: 2 particles, expected 1")]
    [InlineData("particles.mass=[1]", "particles.mass: expected the least and the greatest value, such as [1, 10], found [1]")]
    [InlineData("particles.mass=[2, 1]", "particles.mass: 2 to 1, expected ascending positive numbers")]
    [InlineData("particles.start=[]", "particles.start: expected the least and the greatest value, such as [1, 10], found []")]
    [InlineData("particles.simulations=0", "particles.simulations: expected 1 to 1000000, found 0")]
    [InlineData("test.mass=0", "test.mass: expected a positive number, found 0")]
    [InlineData("test.start=~", "test.start: expected the position that the test trajectory starts from, found nothing")]
    [InlineData("lag=5", "lag: expected nothing, because an integrator has a timestep, found 5")]
    [InlineData("coarse=all", "coarse: expected nothing, because an integrator is trained on particles that the program simulates, found all")]
    [InlineData("data.training=[a.xtc]", "data.training: expected nothing, because an integrator")]
    [InlineData("time-unit=steps", "time-unit: expected nothing, because the unit of particles is tau, found steps")]
    [InlineData("reference.process=chain", "reference.process: expected particles, because the source is an integrator, found chain")]
    [InlineData("seed=-1", "seed: expected a whole number of at least 0, found -1")]
    public void SettingsThatMakeNoSenseAreNamed(string item, string says) =>
        Assert.Contains($"system.yaml: {says}", folder.ErrorOf(Oscillator, item), StringComparison.Ordinal);

    [Theory]
    [InlineData("particles.boundary=none", "particles.boundary: None, expected a periodic cube or a sphere")]
    [InlineData("integrator=action-angle", "integrator: expected symplectic, lstm or verlet for many particles, found action-angle")]
    [InlineData("particles.size=0", "particles.size: 0, expected a positive length")]
    [InlineData("test.start=1", "test.start: expected nothing, because many particles start at random places, found 1")]
    [InlineData("particles.count=0", "particles.count: 0 particles, expected 1 to 1024")]
    public void SettingsThatMakeNoSenseForManyParticlesAreNamed(string item, string says) =>
        Assert.Contains($"system.yaml: {says}", folder.ErrorOf(Fluid, item), StringComparison.Ordinal);

    [Fact]
    public void PairsNeedTwoParticles() => Assert.Contains(
        "particles.count: expected at least 2, because symplectic learns the force of pairs, found 1",
        folder.ErrorOf(Fluid, "integrator=symplectic", "particles.count=1"), StringComparison.Ordinal);

    [Theory]
    [InlineData("integrator=lstm", "integrator: expected nothing, unless source is integrator, found lstm")]
    [InlineData("particles.potential=rugged", "particles: expected nothing, unless source is integrator, found rugged")]
    [InlineData("reference.process=particles", "reference.process: expected another, unless source is integrator, found particles")]
    public void AnIntegratorsSettingsNeedAnIntegrator(string item, string says) =>
        Assert.Contains(says, folder.ErrorOf(ConfigurationFolder.Smallest, item), StringComparison.Ordinal);

    public void Dispose() => folder.Dispose();
}
