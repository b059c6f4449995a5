using System.Buffers.Binary;
using LatentSim.Models.ModelFile;
using LatentSim.Models.Stages;
using LatentSim.Models.Weights;
using LatentSim.Molecules;
using LatentSim.Molecules.Geometry;

namespace Models.Tests.ModelFile;

public sealed class SimulatorFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("flow")]
    [InlineData("wgan")]
    [InlineData("voxel")]
    [InlineData("latent only")]
    public void AModelComesBackAsItWas(string kind)
    {
        Simulator simulator = kind switch
        {
            "latent only" => TestSimulators.LatentOnly(),
            "voxel" => TestSimulators.Voxel(),
            _ => TestSimulators.Whole(kind),
        };
        simulator.Save(folder.Path("a.lsbox"));
        Simulator loaded = Simulator.Load(folder.Path("a.lsbox"));
        loaded.Save(folder.Path("b.lsbox"));
        Assert.Equal(File.ReadAllBytes(folder.Path("a.lsbox")), File.ReadAllBytes(folder.Path("b.lsbox")));
        Assert.Equal((simulator.Name, simulator.LagTime, simulator.Temperature), (loaded.Name, loaded.LagTime, loaded.Temperature));
        Assert.Equal(simulator.Decoder?.GetType(), loaded.Decoder?.GetType());
        Assert.Equal(simulator.Backmapper?.GetType(), loaded.Backmapper?.GetType());
        Assert.Equivalent(simulator.Provenance, loaded.Provenance);
        Assert.Equal(["a.lsbox", "b.lsbox"], folder.Files().Order());
    }

    [Fact]
    public void MoleculesComeBackAsTheyWere()
    {
        Molecule molecule = SavedAndLoaded(TestSimulators.Whole()).Molecule!;
        Assert.Null(RandomModels.Topology.DescribeMismatch(molecule.Atoms));
        Assert.Null(RandomModels.Coarse.DescribeMismatch(molecule.Coarse));
        Assert.Equal(RandomModels.Topology.Bonds, molecule.Atoms.Bonds);
        Assert.Equal(RandomModels.Coarse.Bonds, molecule.Coarse.Bonds);
        Assert.Equal("A", molecule.Atoms.Residues[0].ChainId);
    }

    [Fact]
    public void EncodersComeBackAsTheyWere()
    {
        EncoderWeights saved = TestSimulators.Whole().Encoder!;
        EncoderWeights loaded = SavedAndLoaded(TestSimulators.Whole()).Encoder!;
        Assert.Equivalent(saved, loaded, strict: true);
        Assert.Equal(-5 / Math.Log(0.96), loaded.Timescales[0], 1e-12);
    }

    [Fact]
    public void ADeflationComesBackAsItWas()
    {
        Deflation deflation = new([new DeflatedCoordinate(0, []), new DeflatedCoordinate(4, [-1, 0.5f, 2])], new float[2 * 18]);
        deflation.Coefficients[7] = 0.25f;
        Simulator simulator = TestSimulators.Whole();
        Simulator deflated = simulator with { Encoder = simulator.Encoder! with { Deflation = deflation } };

        Assert.Equivalent(deflation, SavedAndLoaded(deflated).Encoder!.Deflation, strict: true);
        AssertNotSaved(simulator with { Encoder = simulator.Encoder with { Deflation = deflation with { Coefficients = new float[7] } } }, "encoder");
        AssertNotSaved(simulator with { Encoder = simulator.Encoder with { Deflation = new Deflation([new DeflatedCoordinate(99, [])], new float[32]) } }, "encoder");
    }

    [Fact]
    public void CoordinatesAndTheTimeUnitComeBackAsTheyWere()
    {
        Simulator saved = TestSimulators.LatentOnly() with { TimeUnit = "steps", Coordinates = new CoordinateRange([-1, 0], [1, 5]) };
        Simulator loaded = SavedAndLoaded(saved);
        Assert.Equal("steps", loaded.TimeUnit);
        Assert.Equal([-1f, 0f], loaded.Coordinates!.Minimum);
        Assert.Equal([1f, 5f], loaded.Coordinates.Maximum);
        AssertNotSaved(saved with { Coordinates = new CoordinateRange([0], [1]) }, "coordinates");
        AssertNotSaved(saved with { Coordinates = new CoordinateRange([0, 1], [1, 1]) }, "coordinates");
        AssertNotSaved(TestSimulators.Whole() with { Coordinates = saved.Coordinates }, "coordinates");
        AssertNotSaved(saved with { TimeUnit = "" }, "time_unit");
    }

    [Fact]
    public void ALoadedModelGeneratesWhatTheOriginalDid() =>
        Assert.Equal(Generate(TestSimulators.Whole()), Generate(SavedAndLoaded(TestSimulators.Whole())));

    [Fact]
    public void StagesThatAModelLacksAreNamed()
    {
        Simulator simulator = TestSimulators.LatentOnly();
        Assert.Contains("decoder", Assert.Throws<InvalidOperationException>(simulator.CreateDecoder).Message);
        Assert.Contains("backmapper", Assert.Throws<InvalidOperationException>(() => simulator.CreateBackmapper()).Message);
        Assert.Contains("encoder", Assert.Throws<InvalidOperationException>(simulator.CreateEncoder).Message);
    }

    [Fact]
    public void SavingReplacesWhatWasThere()
    {
        File.WriteAllText(folder.Path("a.lsbox"), "old");
        TestSimulators.LatentOnly().Save(folder.Path("a.lsbox"));
        Assert.Equal("nine atoms", Simulator.Load(folder.Path("a.lsbox")).Name);
    }

    [Fact]
    public void AFileThatIsNotThereIsNamed()
    {
        InvalidInputException thrown = Assert.Throws<InvalidInputException>(() => Simulator.Load(folder.Path("missing.lsbox")));
        Assert.Contains("missing.lsbox", thrown.Message);
    }

    [Fact]
    public void WrongFilesSayWhatTheyAre()
    {
        byte[] good = Bytes(TestSimulators.LatentOnly());
        AssertRefused("ATOM      1  N   ALA"u8.ToArray(), "expected it to begin with LSBOX");
        AssertRefused([], "expected it to begin with LSBOX");
        AssertRefused(good[..30], "ends in its header");
        AssertRefused(good[..^1], "truncated");
        AssertRefused([.. good, 0], "truncated or damaged");
        AssertRefused(Changed(good, 60, 1), "checksum");

        byte[] newer = good.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(newer.AsSpan(8), SimulatorFile.Version + 1);
        AssertRefused(newer, $"version {SimulatorFile.Version + 1}, expected 1 to {SimulatorFile.Version}");
    }

    // Version 3 had no name of the kind before a backmapper, and nothing on previous atoms after it.
    [Fact]
    public void FilesOfVersion3AreStillRead()
    {
        byte[] bytes = Bytes(TestSimulators.Whole());
        int kind = bytes.AsSpan().IndexOf((byte[])[.. "backmapper"u8, 0x81]) + "backmapper".Length;
        int previous = bytes.AsSpan().IndexOf("uses_previous"u8) - 1;
        Assert.Equal(0x8a, bytes[kind + 6]);
        byte[] old = [.. bytes[..kind], 0x89, .. bytes[(kind + 7)..previous], .. bytes[(previous + "uses_previous".Length + 2)..]];
        BinaryPrimitives.WriteUInt32LittleEndian(old.AsSpan(8), 3);
        SimulatorFuzzTests.RepairChecksum(old);
        File.WriteAllBytes(folder.Path("old.lsbox"), old);

        Simulator loaded = Simulator.Load(folder.Path("old.lsbox"));
        Assert.True(loaded.Backmapper!.UsesPrevious);
        Assert.Equal(Generate(TestSimulators.Whole()), Generate(loaded));
    }

    [Fact]
    public void ABackmapperAloneComesBackAsItWas()
    {
        Simulator loaded = SavedAndLoaded(TestSimulators.LoneBackmapper());
        Assert.True(loaded.IsBackmapperAlone);
        Assert.Equal(0, loaded.Dimension);
        Assert.Null(loaded.Starts);
        AssertNotSaved(TestSimulators.LoneBackmapper() with { Decoder = TestSimulators.Whole().Decoder }, "propagator");
        AssertNotSaved(TestSimulators.LoneBackmapper() with { Molecule = null }, "backmapper");
    }

    [Fact]
    public void ErrorsNameTheFieldAndTheByte()
    {
        byte[] bytes = Bytes(TestSimulators.LatentOnly());
        int at = bytes.AsSpan().IndexOf("components"u8) + "components".Length;
        bytes[at] = 0xc0;
        SimulatorFuzzTests.RepairChecksum(bytes);
        AssertRefused(bytes, $"byte {at + 1}, field propagator.components");
    }

    [Fact]
    public void PartsThatDoNotFitAreRefusedOnSaving()
    {
        Simulator simulator = TestSimulators.Whole();
        AssertNotSaved(simulator with { LagTime = 0 }, "lag_time");
        AssertNotSaved(simulator with { Molecule = null }, "encoder");
        AssertNotSaved(simulator with { Molecule = simulator.Molecule! with { Reference = new float[3] } }, "molecule");
        AssertNotSaved(simulator with { Starts = new StartLatents(1, [0]) }, "propagator");
        AssertNotSaved(simulator with { Molecule = simulator.Molecule! with { Coarse = RandomModels.Topology.Subset([0, 1]), CoarseAtoms = [0, 1] } }, "decoder");

        var backmapper = (FlowBackmapperWeights)simulator.Backmapper!;
        AssertNotSaved(simulator with { Backmapper = backmapper with { CoarseAtoms = [0, 1, 2, 4, 6] } }, "backmapper");
        ZMatrixRow[] cyclic = [.. backmapper.AtomRows];
        cyclic[0] = cyclic[0] with { Bond = cyclic[^1].Atom };
        AssertNotSaved(simulator with { Backmapper = backmapper with { AtomRows = cyclic } }, "backmapper");
    }

    [Fact]
    public void NumbersThatAreNotFiniteAreNotSaved()
    {
        Simulator simulator = TestSimulators.LatentOnly();
        ArgumentException thrown = Assert.Throws<ArgumentException>(
            () => (simulator with { Starts = new StartLatents(2, [0, float.NaN]) }).Save(folder.Path("a.lsbox")));
        Assert.Contains("field starts", thrown.Message);
        Assert.Empty(folder.Files());
    }

    // The same parts, but written without the check: what a hostile file would hold.
    [Fact]
    public void PartsThatDoNotFitAreRefusedOnLoading()
    {
        Simulator simulator = TestSimulators.Whole();
        FlowDecoderWeights decoder = (FlowDecoderWeights)simulator.Decoder!;
        ZMatrixRow[] cyclic = [.. decoder.Rows];
        cyclic[1] = cyclic[1] with { Bond = 4 };
        AssertPayloadRefused(simulator with { Decoder = decoder with { Rows = cyclic } }, "decoder");
        AssertPayloadRefused(simulator with { Temperature = -1 }, "temperature");

        Perceptron network = simulator.Propagator!.Network;
        Perceptron infinite = network with { Layers = [network.Layers[0] with { Bias = Infinite(network.Layers[0].Bias) }, .. network.Layers.Skip(1)] };
        AssertPayloadRefused(
            simulator with { Propagator = simulator.Propagator! with { Network = infinite } }, "propagator.network.layers.0.bias");
        Perceptron broken = network with { Layers = [.. network.Layers.Reverse()] };
        AssertPayloadRefused(simulator with { Propagator = simulator.Propagator! with { Network = broken } }, "propagator.network");
        AssertPayloadRefused(simulator with { Decoder = decoder with { Flow = decoder.Flow with { Bins = 9 } } }, "decoder.flow");
        AssertPayloadRefused(
            simulator with { Encoder = simulator.Encoder! with { Features = TestSimulators.Features with { Distances = [new AtomPair(0, 9)] } } }, "encoder");
    }

    private static float[] Infinite(float[] values) => [float.PositiveInfinity, .. values[1..]];

    private static void AssertNotSaved(Simulator simulator, string field) =>
        Assert.StartsWith(field + ":", Assert.Throws<ArgumentException>(() => simulator.Save("never-written.lsbox")).Message);

    private static void AssertPayloadRefused(Simulator simulator, string field)
    {
        byte[] payload = SimulatorCodec.Write(simulator);
        InvalidInputException thrown = Assert.Throws<InvalidInputException>(() => SimulatorCodec.Read("x.lsbox", payload, 52, SimulatorFile.Version));
        Assert.Equal("x.lsbox", thrown.Input);
        Assert.Contains($"field {field}", thrown.Message);
    }

    private static byte[] Changed(byte[] bytes, int index, byte by)
    {
        byte[] changed = bytes.ToArray();
        changed[index] += by;
        return changed;
    }

    private void AssertRefused(byte[] bytes, string expected)
    {
        string path = folder.Path("bad.lsbox");
        File.WriteAllBytes(path, bytes);
        InvalidInputException thrown = Assert.Throws<InvalidInputException>(() => Simulator.Load(path));
        Assert.Equal(path, thrown.Input);
        Assert.Contains(expected, thrown.Message);
        Assert.DoesNotContain('\n', thrown.Message);
    }

    private Simulator SavedAndLoaded(Simulator simulator)
    {
        simulator.Save(folder.Path("model.lsbox"));
        return Simulator.Load(folder.Path("model.lsbox"));
    }

    private byte[] Bytes(Simulator simulator)
    {
        simulator.Save(folder.Path("model.lsbox"));
        return File.ReadAllBytes(folder.Path("model.lsbox"));
    }

    private static float[] Generate(Simulator simulator)
    {
        using LatentBlock latents = LatentBlock.Rent(0, 5, 0, 4, 2);
        using FrameBlock coarse = FrameBlock.Rent(0, 5, 0, 4, 5);
        using FrameBlock atoms = FrameBlock.Rent(0, 5, 0, 4, 9);
        simulator.CreatePropagator().Propagate(7, latents, new float[8]);
        simulator.CreateDecoder().Decode(7, latents, coarse);
        simulator.CreateBackmapper().Backmap(7, coarse, new float[4 * 27], atoms);
        float[] encoded = new float[5 * 4 * 2];
        simulator.CreateEncoder().Encode(atoms.Values, encoded);
        return [.. latents.Values, .. coarse.Values, .. atoms.Values, .. encoded];
    }
}
