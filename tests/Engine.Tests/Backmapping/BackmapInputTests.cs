using LatentSim.Actors;
using LatentSim.Engine.Backmapping;
using LatentSim.Engine.Runs;
using LatentSim.Molecules;
using Models.Tests;

namespace LatentSim.Engine.Tests.Backmapping;

/// <summary>What coarse trajectories may look like, and what is said of those that do not fit.</summary>
public sealed class BackmapInputTests : IDisposable
{
    private readonly CoarseRun runs = new();

    public void Dispose() => runs.Dispose();

    [Fact(Timeout = 120_000)]
    public async Task ParticlesMayBeInAnyOrder()
    {
        int[] order = [3, 0, 4, 1, 2];
        RunRequest plain = runs.Request("plain", runs.WriteCoarse("a.xtc", 1, 15));
        RunRequest permuted = runs.Request("permuted", runs.Write("b.xtc", Taken(CoarseRun.Coarse(1, 15), CoarseRun.Sites, order), CoarseRun.Sites));
        string topology = runs.WritePdb("b.pdb", Taken(RandomModels.Coarse, order), Taken(RandomModels.CoarseOf(RandomModels.Positions), CoarseRun.Sites, order));
        permuted = permuted with { Coarse = permuted.Coarse! with { Topology = topology } };
        await CoarseRun.Run(plain);
        await CoarseRun.Run(permuted);
        Assert.Equal(CoarseRun.Walker(plain, 0), CoarseRun.Walker(permuted, 0));
    }

    [Theory(Timeout = 120_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AllAtomsAreSliced(bool named)
    {
        RunRequest plain = runs.Request("plain", runs.WriteCoarse("a.xtc", 1, 15));
        RunRequest atoms = runs.Request("atoms", runs.Write("b.xtc", RandomModels.Frames(1, 15), RandomModels.Atoms));
        string topology = runs.WritePdb("b.pdb", RandomModels.Topology, RandomModels.Positions);
        atoms = atoms with { Coarse = atoms.Coarse! with { Topology = named ? topology : null } };
        await CoarseRun.Run(plain);
        using RunSession session = RunSession.Create(atoms);
        await session.Run();
        Assert.Equal(CoarseRun.Walker(plain, 0), CoarseRun.Walker(atoms, 0));
        Assert.Contains(session.Remarks, remark => remark.Contains(named ? "the others are passed over" : "of which 5 are coarse sites", StringComparison.Ordinal));
    }

    [Fact(Timeout = 120_000)]
    public async Task PdbAndDcdTrajectoriesAreReadLikeXtc()
    {
        RunRequest xtc = runs.Request("xtc", runs.Write("a.xtc", CoarseRun.Coarse(1, 8), CoarseRun.Sites));
        RunRequest dcd = runs.Request("dcd", runs.Write("a.dcd", CoarseRun.Coarse(1, 8), CoarseRun.Sites));
        await CoarseRun.Run(xtc);
        await CoarseRun.Run(dcd);
        List<Frame> expected = CoarseRun.Frames(xtc, 0);
        List<Frame> found = CoarseRun.Frames(dcd, 0);
        Assert.Equal(8, found.Count);

        // DCD holds angstroms: the last bit of a position may differ, and so may what is drawn, by little.
        for (int i = 0; i < 8; i++)
            Assert.All(found[i].Positions.Zip(expected[i].Positions), pair => Assert.Equal(pair.Second, pair.First, 1e-3));
    }

    [Fact(Timeout = 120_000)]
    public async Task MoleculesThatABoxHasTornApartAreMadeWhole()
    {
        float[] box = [2, 0, 0, 0.5f, 2, 0, 0.25f, 0.5f, 2];
        float[] coarse = CoarseRun.Coarse(1, 12);
        float[] torn = [.. coarse];
        for (int i = 0; i < torn.Length / 3; i += 2)
        {
            for (int axis = 0; axis < 3; axis++)
                torn[(3 * i) + axis] += box[6 + axis] - box[axis];
        }

        RunRequest whole = runs.Request("whole", runs.Write("a.xtc", coarse, CoarseRun.Sites));
        RunRequest broken = runs.Request("broken", runs.Write("b.xtc", torn, CoarseRun.Sites, box: box));
        await CoarseRun.Run(whole);
        await CoarseRun.Run(broken);
        for (int i = 0; i < 12; i++)
        {
            float[] expected = CoarseRun.Frames(whole, 0)[i].Positions;
            float[] found = CoarseRun.Frames(broken, 0)[i].Positions;
            for (int k = 0; k < expected.Length; k++)
                Assert.Equal(expected[k] - expected[k % 3], found[k] - found[k % 3], 2e-3);
        }
    }

    [Fact]
    public void BeadsOfOtherNamesAreExplainedAndMapped()
    {
        Topology beads = Renamed(RandomModels.Coarse, name => name == "C2" ? "BB" : name);
        string topology = runs.WritePdb("b.pdb", beads, RandomModels.CoarseOf(RandomModels.Positions));
        RunRequest request = runs.Request("run", runs.WriteCoarse("a.xtc", 1, 5));
        request = request with { Coarse = request.Coarse! with { Topology = topology } };
        string message = runs.ErrorOf(request);
        Assert.Contains("MOL1: expected one particle named C2, which is coarse site 1 of the model; found C1, BB, C3, C5, N6", message);
        Assert.Contains("--map MOL:BB=C2", message);

        RunSession.Create(request with { Coarse = request.Coarse with { Names = new BeadNames(["MOL:BB=C2"]) } }).Dispose();
        Assert.Contains("expected BEAD=ATOM", Assert.Throws<InvalidInputException>(() => new BeadNames(["BB"])).Message);
    }

    [Fact]
    public void OtherResiduesAreExplained()
    {
        Topology other = new(RandomModels.Coarse.Atoms, RandomModels.Coarse.Residues.Select(residue => residue with { Name = "TRP" }), []);
        string topology = runs.WritePdb("b.pdb", other, RandomModels.CoarseOf(RandomModels.Positions));
        RunRequest request = runs.Request("run", runs.WriteCoarse("a.xtc", 1, 5));
        string message = runs.ErrorOf(request with { Coarse = request.Coarse! with { Topology = topology } });
        Assert.Contains("expected the model's residues", message);
        Assert.Contains("leave --topology out", message);
    }

    [Fact]
    public void ResiduesOfOtherNumbersAreMatchedByTheirOrder()
    {
        Topology shifted = new(RandomModels.Coarse.Atoms, RandomModels.Coarse.Residues.Select(residue => residue with { SequenceNumber = residue.SequenceNumber + 40, ChainId = "Z" }), []);
        string topology = runs.WritePdb("b.pdb", shifted, RandomModels.CoarseOf(RandomModels.Positions));
        RunRequest request = runs.Request("run", runs.WriteCoarse("a.xtc", 1, 5));
        using RunSession session = RunSession.Create(request with { Coarse = request.Coarse! with { Topology = topology } });
        Assert.Contains(session.Remarks, remark => remark.Contains("matched by their order", StringComparison.Ordinal));
        Assert.Contains(session.Remarks, remark => remark.Contains("2 ps apart, the model was trained at 5 ps", StringComparison.Ordinal));
    }

    [Fact]
    public void OtherNumbersOfParticlesAreRefused()
    {
        string a = runs.WriteCoarse("a.xtc", 1, 5);
        string seven = runs.Write("b.xtc", new float[3 * 7], 7);
        Assert.Contains("b.xtc: has 7 particles; expected 5, as in", runs.ErrorOf(runs.Request("run", a, seven)));
        Assert.Contains("cg.pdb: has 5 particles", runs.ErrorOf(runs.Request("run", seven)));
        RunRequest unnamed = runs.Request("run", seven);
        Assert.Contains("has 7 particles without names; expected the model's 5 coarse sites or 9 atoms, or --topology", runs.ErrorOf(unnamed with { Coarse = unnamed.Coarse! with { Topology = null } }));
    }

    [Fact]
    public void DamageIsFoundBeforeAnythingIsWritten()
    {
        string path = runs.WriteCoarse("a.xtc", 1, 20);
        byte[] bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, bytes[..^7]);
        Assert.Contains("a.xtc: frame 19, byte", runs.ErrorOf(runs.Request("run", path)));

        float[] coarse = CoarseRun.Coarse(1, 20);
        coarse[(13 * 3 * CoarseRun.Sites) + 4] = float.NaN;
        Assert.Contains("b.xtc: frame 13: has a position that is not finite, of particle 1", runs.ErrorOf(runs.Request("run", runs.Write("b.xtc", coarse, CoarseRun.Sites))));
    }

    [Fact]
    public void PositionsInAnotherUnitAreRefused()
    {
        float[] angstroms = [.. CoarseRun.Coarse(1, 5).Select(x => 10 * x)];
        Assert.Contains("expected positions in the format's own unit (nm in XTC", runs.ErrorOf(runs.Request("run", runs.Write("a.xtc", angstroms, CoarseRun.Sites))));
    }

    /// <summary>Frames of many particles are not read twice: what is wrong in the middle of one is found when it is used, and the other trajectories go on.</summary>
    [Fact(Timeout = 120_000)]
    public async Task ATrajectoryThatTurnsOutDamagedStopsItsShardAlone()
    {
        const int Particles = 1200;
        float[] large = Large(30, Particles);
        string good = runs.Write("good.dcd", large, Particles);
        large[(13 * 3 * Particles) + 4] = float.NaN;
        string bad = runs.Write("bad.dcd", large, Particles);
        RunRequest request = runs.Request("run", good, bad);
        request = request with { Coarse = request.Coarse! with { Topology = runs.WritePdb("large.pdb", LargeTopology(Particles), large[..(3 * Particles)]) }, WalkersPerShard = 1 };

        RunResult result = await CoarseRun.Run(request);
        Assert.Equal(RunOutcome.ShardsLost, result.Outcome);
        Assert.Equal(30, CoarseRun.Frames(request, 0).Count);
        Assert.Contains("bad.dcd: frame 13: has a position that is not finite, of particle 1", Assert.Single(result.LostShards).Cause.Message);
    }

    private static float[] Large(int frames, int particles)
    {
        var random = new Random(3);
        var positions = new float[3 * frames * particles];
        float[] coarse = CoarseRun.Coarse(1, frames);
        for (int frame = 0; frame < frames; frame++)
        {
            for (int i = 0; i < 3 * particles; i++)
                positions[(frame * 3 * particles) + i] = i < 3 * CoarseRun.Sites ? coarse[(frame * 3 * CoarseRun.Sites) + i] : 5 * random.NextSingle();
        }

        return positions;
    }

    private static Topology LargeTopology(int particles)
    {
        var builder = new TopologyBuilder();
        foreach (Residue residue in RandomModels.Coarse.Residues)
        {
            builder.AddResidue(residue);
            foreach (int atom in residue.AtomIndices)
                builder.AddAtom(RandomModels.Coarse.Atoms[atom].Name, RandomModels.Coarse.Atoms[atom].Element);
        }

        for (int i = RandomModels.Coarse.AtomCount; i < particles; i++)
        {
            builder.AddResidue("W", 1000 + i, "W");
            builder.AddAtom("W", RandomModels.Coarse.Atoms[0].Element);
        }

        return builder.Build();
    }

    private static float[] Taken(float[] frames, int particles, int[] order) =>
        [.. frames.Chunk(3 * particles).SelectMany(frame => order.SelectMany(particle => frame[(3 * particle)..((3 * particle) + 3)]))];

    private static Topology Taken(Topology topology, int[] order)
    {
        var builder = new TopologyBuilder();
        foreach (int particle in order)
        {
            builder.AddResidue(topology.ResidueOf(particle));
            builder.AddAtom(topology.Atoms[particle].Name, topology.Atoms[particle].Element);
        }

        return builder.Build();
    }

    private static Topology Renamed(Topology topology, Func<string, string> name) =>
        new(topology.Atoms.Select(atom => atom with { Name = name(atom.Name) }), topology.Residues, topology.Bonds);
}
