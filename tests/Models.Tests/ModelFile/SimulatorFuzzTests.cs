using System.Buffers.Binary;
using System.Security.Cryptography;
using LatentSim.Models.Integrators;
using LatentSim.Models.ModelFile;
using LatentSim.Molecules;
using LatentSim.Molecules.Particles;
using Models.Tests.Integrators;

namespace Models.Tests.ModelFile;

/// <summary>Damaged files: whatever is in them, loading either gives a simulator or says what is wrong.</summary>
public sealed class SimulatorFuzzTests : IDisposable
{
    private const int HeaderSize = 52;
    private readonly TemporaryFolder folder = new();

    /// <summary>The models that are damaged, by name.</summary>
    public static TheoryData<string> Models => ["stages", "voxel", "verlet", "lstm", "action-angle", "symplectic"];

    public void Dispose() => folder.Dispose();

    /// <summary>Makes the header agree with a payload that was changed.</summary>
    internal static void RepairChecksum(byte[] bytes)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(12), (ulong)(bytes.Length - HeaderSize));
        SHA256.HashData(bytes.AsSpan(HeaderSize), bytes.AsSpan(20, 32));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void FlippedBitsAreFoundByTheChecksum(string model)
    {
        byte[] good = Bytes(model);
        System.Random random = new(1);
        for (int i = 0; i < 200; i++)
            Assert.False(Loads(Flipped(good, random, 0)));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void FlippedBitsUnderAGoodChecksumNeverCrash(string model)
    {
        byte[] good = Bytes(model);
        System.Random random = new(2);
        int loaded = 0;
        int[] structure = StructureBytes(good);
        for (int i = 0; i < 600; i++)
        {
            byte[] bytes = i % 2 == 0 ? Flipped(good, random, HeaderSize) : good.ToArray();
            if (i % 2 == 1)
                bytes[structure[random.Next(structure.Length)]] = (byte)random.Next(256);
            RepairChecksum(bytes);
            loaded += Loads(bytes) ? 1 : 0;
        }

        // Most single bits are in some weight's mantissa and change nothing that can be checked.
        Assert.InRange(loaded, 1, 599);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void TruncationsNeverCrash(string model)
    {
        byte[] good = Bytes(model);
        System.Random random = new(3);
        for (int i = 0; i < 200; i++)
        {
            byte[] bytes = good[..random.Next(i % 2 == 0 ? 0 : HeaderSize, good.Length)];
            if (i % 2 == 1)
                RepairChecksum(bytes);
            Assert.False(Loads(bytes));
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void SplicesNeverCrash(string model)
    {
        byte[] good = Bytes(model);
        System.Random random = new(4);
        for (int i = 0; i < 200; i++)
        {
            int from = random.Next(HeaderSize, good.Length);
            int to = random.Next(HeaderSize, good.Length);
            byte[] bytes = [.. good[..from], .. good[to..]];
            RepairChecksum(bytes);
            Loads(bytes);
        }
    }

    // A header that announces 4 GiB costs no memory before it is found out.
    [Fact]
    public void SizesThatAreNotThereAreNotAllocated()
    {
        byte[] payload = SimulatorCodec.Write(TestSimulators.LatentOnly());
        int at = payload.AsSpan().IndexOf("starts"u8) + "starts".Length;
        Assert.Equal(0xc4, payload[at]);
        byte[] hostile = [.. payload[..at], 0xc6, 0xff, 0xff, 0xff, 0xff, .. payload[(at + 2)..]];
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<InvalidInputException>(() => SimulatorCodec.Read("x", hostile, HeaderSize, SimulatorFile.Version));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    private byte[] Bytes(string model)
    {
        ModelOf(model).Save(folder.Path("good.lsbox"));
        return File.ReadAllBytes(folder.Path("good.lsbox"));
    }

    private static Simulator ModelOf(string name)
    {
        ParticleSystem oscillator = RandomLstm.Oscillator;
        return name switch
        {
            "voxel" => TestSimulators.Voxel(),
            "verlet" => TestSimulators.Particles(),
            "lstm" => TestSimulators.OfParticles(oscillator, RandomLstm.Weights(oscillator, units: [4]), 0.1),
            "action-angle" => TestSimulators.OfParticles(
                oscillator, new ActionAngleWeights(2, 1, 1, [new PassageCorrection(0, PassageKind.Trapped, [new(-1, 2, [0.1, 0.2], [0.3]), new(0, 1, [0.1], [])])]), 0.1),
            "symplectic" => TestSimulators.OfParticles(SymplecticSamples.Periodic(3), SymplecticSamples.Weights, 0.1),
            _ => TestSimulators.Whole(),
        };
    }

    private static byte[] Flipped(byte[] good, System.Random random, int first)
    {
        byte[] bytes = good.ToArray();
        bytes[random.Next(first, good.Length)] ^= (byte)(1 << random.Next(8));
        return bytes;
    }

    // Bytes that are not in the middle of a long array of floats: just after five or more letters, as names of fields are.
    private static int[] StructureBytes(byte[] good)
    {
        List<int> found = [];
        int lastName = int.MinValue / 2;
        int letters = 0;
        for (int i = HeaderSize; i < good.Length; i++)
        {
            letters = good[i] is (>= (byte)'a' and <= (byte)'z') or (byte)'_' ? letters + 1 : 0;
            lastName = letters >= 5 ? i : lastName;
            if (i - lastName < 12)
                found.Add(i);
        }

        return [.. found];
    }

    private bool Loads(byte[] bytes)
    {
        string path = folder.Path("damaged.lsbox");
        File.WriteAllBytes(path, bytes);
        try
        {
            Simulator loaded = Simulator.Load(path);
            if (loaded.Integrator is not null)
                Assert.True(loaded.CreateIntegrator().StateLength > 0);
            return true;
        }
        catch (InvalidInputException error)
        {
            Assert.Equal(path, error.Input);
            return false;
        }
    }
}
