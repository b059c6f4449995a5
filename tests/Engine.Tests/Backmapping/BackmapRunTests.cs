using LatentSim.Actors;
using LatentSim.Engine.Runs;
using LatentSim.Engine.Tests.Runs;
using LatentSim.Molecules;
using Models.Tests;
using Models.Tests.ModelFile;

namespace LatentSim.Engine.Tests.Backmapping;

public sealed class BackmapRunTests : IDisposable
{
    private readonly CoarseRun runs = new();

    public void Dispose() => runs.Dispose();

    [Fact(Timeout = 120_000)]
    public async Task AtomsAreAddedAroundTheCoarseSitesAtTheirTimes()
    {
        RunRequest request = runs.Request("run", runs.WriteCoarse("a.xtc", 1, 30), runs.WriteCoarse("b.xtc", 2, 30));
        RunResult result = await CoarseRun.Run(request);

        Assert.Equal((RunOutcome.Completed, 60L), (result.Outcome, result.Frames));
        float[] coarse = CoarseRun.Coarse(2, 30);
        List<Frame> frames = CoarseRun.Frames(request, 1);
        Assert.Equal(30, frames.Count);
        for (int i = 0; i < 30; i++)
        {
            Assert.Equal((i, 10 + (2.0 * i)), (frames[i].Step, frames[i].Time));
            Assert.Equal(RandomModels.Atoms, frames[i].AtomCount);
            float[] sites = RandomModels.CoarseOf(frames[i].Positions);
            for (int k = 0; k < sites.Length; k++)
                Assert.Equal(coarse[(i * sites.Length) + k], sites[k], 1e-5);
        }

        Assert.Equal(RandomModels.Atoms, PdbFile.ReadTopology(new RunDirectory(request.Directory).TopologyFile).AtomCount);
        Assert.Contains("\"frames\":60", File.ReadAllText(new RunDirectory(request.Directory).ObservablesFile));
    }

    [Fact(Timeout = 120_000)]
    public async Task RunYamlTellsWhereTheAtomsCameFrom()
    {
        string a = runs.WriteCoarse("it's.xtc", 1, 30);
        RunRequest request = runs.Request("run", a) with { Walkers = 2 };
        await CoarseRun.Run(request);

        RunSettings settings = RunSettingsFile.Read(new RunDirectory(request.Directory).SettingsFile);
        CoarseTrajectory trajectory = Assert.Single(settings.Coarse!.Trajectories);
        Assert.Equal((a, 30L, 2.0, new FileInfo(a).Length), (trajectory.File.Path, trajectory.Frames, trajectory.Spacing, trajectory.File.Bytes));
        Assert.Equal((2, 2, 30L), (settings.Walkers, settings.Coarse.Replicas, settings.FramesOf(1)));
        Assert.Equal(runs.PathOf("cg.pdb"), settings.Coarse.Topology!.Path);
        Assert.Equal(["coarse", "backmapper"], settings.Stages);
    }

    [Fact(Timeout = 120_000)]
    public async Task ReplicasAreOtherAtomsAroundTheSameSites()
    {
        RunRequest request = runs.Request("run", runs.WriteCoarse("a.xtc", 1, 20)) with { Walkers = 3 };
        await CoarseRun.Run(request);
        List<Frame> first = CoarseRun.Frames(request, 0);
        List<Frame> third = CoarseRun.Frames(request, 2);
        Assert.Equal(20, third.Count);
        Assert.Equal(RandomModels.CoarseOf(first[7].Positions), RandomModels.CoarseOf(third[7].Positions));
        Assert.NotEqual(first[7].Positions, third[7].Positions);
    }

    [Fact(Timeout = 120_000)]
    public async Task EveryWalkerEndsWithItsTrajectory()
    {
        int[] lengths = [7, 40, 1, 23, 40];
        RunRequest request = Uneven("run", lengths);
        RunResult result = await CoarseRun.Run(request with { WalkersPerShard = 5 });
        Assert.Equal((RunOutcome.Completed, (long)lengths.Sum()), (result.Outcome, result.Frames));
        Assert.Equal(lengths, Enumerable.Range(0, 5).Select(walker => CoarseRun.Frames(request, walker).Count));
        Assert.Contains($"\"frames\":{lengths.Sum()}", File.ReadAllText(new RunDirectory(request.Directory).ObservablesFile));

        // The atoms of a frame do not depend on where others, or its own trajectory, end.
        RunRequest cut = Uneven("cut", [40, 40, 40, 40, 40]) with { Frames = 23 };
        await CoarseRun.Run(cut);
        Assert.Equal(CoarseRun.Walker(request, 3), CoarseRun.Walker(cut, 3));
        Assert.True(CoarseRun.Walker(cut, 0).AsSpan().StartsWith(CoarseRun.Walker(request, 0)));
        Assert.True(CoarseRun.Walker(request, 4).AsSpan().StartsWith(CoarseRun.Walker(cut, 4)));
    }

    [Theory(Timeout = 120_000)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task AfterAnyInterruptionsTheFilesAreThoseOfARunThatHadNone(int seed)
    {
        var random = new Random(seed);
        int[] lengths = [55, 9, 31, 60];
        RunRequest whole = Uneven("whole", lengths) with { WalkersPerShard = 3 };
        RunRequest broken = Uneven("broken", lengths) with { WalkersPerShard = 3 };
        await CoarseRun.Run(whole);
        for (int i = 0; i < 4; i++)
            await CoarseRun.BreakOff(broken, random.Next(1, 5), resume: i > 0);
        await CoarseRun.Resume(broken);
        SmallRun.AssertSame(CoarseRun.Files(whole), CoarseRun.Files(broken));
    }

    [Fact(Timeout = 120_000)]
    public async Task SlotsAndShardsDoNotChangeAtoms()
    {
        int[] lengths = [30, 12, 30, 30, 21, 30];
        RunRequest one = Uneven("one", lengths) with { WalkersPerShard = 6 };
        RunRequest many = Uneven("many", lengths) with { WalkersPerShard = 2, Devices = ["cpu:0", "cpu:1"] };
        await CoarseRun.Run(one);
        await CoarseRun.Run(many);
        for (int walker = 0; walker < lengths.Length; walker++)
            Assert.Equal(CoarseRun.Walker(one, walker), CoarseRun.Walker(many, walker));
        Assert.Equal(File.ReadAllBytes(new RunDirectory(one.Directory).ObservablesFile), File.ReadAllBytes(new RunDirectory(many.Directory).ObservablesFile));
    }

    [Fact(Timeout = 120_000)]
    public async Task AStrideTakesOneOfSoManyFrames()
    {
        RunRequest all = runs.Request("all", runs.WriteCoarse("a.xtc", 1, 20));
        RunRequest some = runs.Request("some", runs.PathOf("a.xtc"));
        some = some with { Coarse = some.Coarse! with { Stride = 3 } };
        await CoarseRun.Run(all);
        await CoarseRun.Run(some);
        List<Frame> frames = CoarseRun.Frames(some, 0);
        Assert.Equal([10.0, 16, 22, 28, 34, 40, 46], frames.Select(frame => frame.Time));
        Assert.Equal(RandomModels.CoarseOf(CoarseRun.Frames(all, 0)[9].Positions), RandomModels.CoarseOf(frames[3].Positions));
    }

    /// <summary>The whole pipeline's own coarse frames, and its backmapper: a model with all stages will do.</summary>
    [Fact(Timeout = 120_000)]
    public async Task AnyModelWithABackmapperWillDo()
    {
        using var whole = new CoarseRun(TestSimulators.Whole());
        RunRequest of = whole.Request("run", whole.WriteCoarse("a.xtc", 1, 12));
        RunRequest lone = runs.Request("run", runs.WriteCoarse("a.xtc", 1, 12));
        await CoarseRun.Run(of);
        await CoarseRun.Run(lone);
        Assert.Equal(CoarseRun.Walker(lone, 0), CoarseRun.Walker(of, 0));

        using var latent = new CoarseRun(TestSimulators.LatentOnly());
        Assert.Contains("backmapper: is missing", latent.ErrorOf(latent.Request("run", latent.WriteCoarse("a.xtc", 1, 12))));
    }

    [Fact(Timeout = 120_000)]
    public async Task ResumingChecksTheFilesAndFindsThemWhereTheyAreNow()
    {
        RunRequest request = runs.Request("run", runs.WriteCoarse("a.xtc", 1, 60));
        await CoarseRun.BreakOff(request, 2, resume: false);
        byte[] bytes = File.ReadAllBytes(runs.PathOf("a.xtc"));
        File.Move(runs.PathOf("a.xtc"), runs.PathOf("moved.xtc"));
        Assert.Contains("there is no such file", Assert.Throws<InvalidInputException>(() => RunSession.Resume(request.Directory)).Message);

        bytes[^1] ^= 1;
        File.WriteAllBytes(runs.PathOf("a.xtc"), bytes);
        Assert.Contains("its SHA-256 is another", Assert.Throws<InvalidInputException>(() => RunSession.Resume(request.Directory)).Message);

        RunResult result = await CoarseRun.Resume(request, new ResumeOptions { CoarseFiles = [runs.PathOf("moved.xtc")] });
        Assert.Equal(RunOutcome.Completed, result.Outcome);
        Assert.Equal(60, CoarseRun.Frames(request, 0).Count);
    }

    private RunRequest Uneven(string name, int[] lengths) =>
        runs.Request(name, [.. lengths.Select((frames, i) => runs.WriteCoarse($"{frames}-{i}.xtc", i, frames))]);
}
