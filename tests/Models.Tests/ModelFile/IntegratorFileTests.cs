using LatentSim.Models.Integrators;
using LatentSim.Models.ModelFile;
using LatentSim.Molecules;
using LatentSim.Molecules.Particles;

namespace Models.Tests.ModelFile;

/// <summary>Simulators of particles in model files.</summary>
public sealed class IntegratorFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void AModelOfParticlesComesBackAsItWas()
    {
        Simulator saved = TestSimulators.Particles();
        saved.Save(folder.Path("a.lsbox"));
        Simulator loaded = Simulator.Load(folder.Path("a.lsbox"));
        loaded.Save(folder.Path("b.lsbox"));

        Assert.Equal(File.ReadAllBytes(folder.Path("a.lsbox")), File.ReadAllBytes(folder.Path("b.lsbox")));
        Assert.Equal((0.1, "tau", 0), (loaded.LagTime, loaded.TimeUnit, loaded.Dimension));
        Assert.Equal(saved.Integrator!.System, loaded.Integrator!.System);
        Assert.Equivalent(saved.Integrator.Test, loaded.Integrator.Test, strict: true);
        Assert.Equal(saved.Integrator.Weights, loaded.Integrator.Weights);
        Assert.Null(loaded.Propagator);
        Assert.Equal(18, loaded.CreateIntegrator().FrameLength);
        Assert.Contains("no propagator", Assert.Throws<InvalidOperationException>(loaded.CreatePropagator).Message, StringComparison.Ordinal);
        Assert.Contains("no integrator", Assert.Throws<InvalidOperationException>(TestSimulators.LatentOnly().CreateIntegrator).Message, StringComparison.Ordinal);
    }

    // Older models have no field for an integrator.
    [Fact]
    public void VersionTwoIsStillRead()
    {
        byte[] payload = SimulatorCodec.Write(TestSimulators.LatentOnly());
        int at = payload.AsSpan().IndexOf("integrator"u8) - 1;
        Assert.Equal((0x8e, 0xc0), (payload[0], payload[at + 11]));
        byte[] older = [0x8d, .. payload[1..at], .. payload[(at + 12)..]];

        Assert.Equal(2, SimulatorCodec.Read("x", older, 52, 2).Dimension);
    }

    [Fact]
    public void PartsThatDoNotFitAreRefused()
    {
        Simulator simulator = TestSimulators.Particles();
        IntegratorModel integrator = simulator.Integrator!;
        ParticleState test = integrator.Test;
        AssertRefused(simulator with { Integrator = null }, "propagator");
        AssertRefused(simulator with { Propagator = TestSimulators.Whole().Propagator, Starts = TestSimulators.Whole().Starts }, "propagator");
        AssertRefused(simulator with { Molecule = TestSimulators.Whole().Molecule }, "integrator");
        AssertRefused(simulator with { TimeUnit = "ps" }, "time_unit");
        AssertRefused(simulator with { LagTime = 0.0105 }, "lag_time");
        AssertRefused(simulator with { Integrator = integrator with { System = integrator.System with { Size = -1 } } }, "integrator.system.size");
        AssertRefused(simulator with { Integrator = integrator with { System = integrator.System with { Particles = 2_000_000_000 } } }, "integrator.system.count");
        AssertRefused(simulator with { Integrator = integrator with { Test = test with { Positions = [1] } } }, "integrator.test");
        AssertRefused(simulator with { Integrator = integrator with { Test = test with { Mass = 0 } } }, "integrator.test");
    }

    [Fact]
    public void AnUnknownKindIsNamed()
    {
        byte[] payload = SimulatorCodec.Write(TestSimulators.Particles());
        payload[payload.AsSpan().LastIndexOf("verlet"u8)] = (byte)'w';

        InvalidInputException thrown = Assert.Throws<InvalidInputException>(() => SimulatorCodec.Read("x", payload, 52, SimulatorFile.Version));
        Assert.Contains("integrator.weights", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("the field \"werlet\", expected \"lstm\" or", thrown.Message, StringComparison.Ordinal);
    }

    // A hostile file whose arrays claim to be of billions of numbers.
    [Fact]
    public void SizesThatAreNotThereAreNotAllocated()
    {
        byte[] payload = SimulatorCodec.Write(TestSimulators.Particles());
        int at = payload.AsSpan().LastIndexOf("positions"u8) + "positions".Length;
        Assert.Equal(0x99, payload[at]);
        byte[] hostile = [.. payload[..at], 0xdd, 0xff, 0xff, 0xff, 0xff, .. payload[(at + 1)..]];
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<InvalidInputException>(() => SimulatorCodec.Read("x", hostile, 52, SimulatorFile.Version));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    public void Dispose() => folder.Dispose();

    private static void AssertRefused(Simulator simulator, string field)
    {
        Assert.StartsWith(field + ":", Assert.Throws<ArgumentException>(() => simulator.Save("never-written.lsbox")).Message, StringComparison.Ordinal);
        byte[] payload = SimulatorCodec.Write(simulator);
        InvalidInputException thrown = Assert.Throws<InvalidInputException>(() => SimulatorCodec.Read("x.lsbox", payload, 52, SimulatorFile.Version));
        Assert.Contains($"field {field}", thrown.Message, StringComparison.Ordinal);
    }
}
