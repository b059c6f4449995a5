using System.Runtime.InteropServices;
using Engine.Tests;
using LatentSim.Actors;
using LatentSim.Engine.Runs;
using LatentSim.Engine.Tests.Backmapping;
using LatentSim.Engine.Tests.Runs;
using LatentSim.Molecules;
using Models.Tests;
using Models.Tests.Integrators;
using Models.Tests.ModelFile;

namespace LatentSim.Engine.Tests.Live.Session;

/// <summary>What watchers of a run in this process see is what its files hold, for each kind of run.</summary>
public class SessionFramesTests
{
    [Fact(Timeout = 120_000)]
    public async Task AtomsAreThoseOfTheFileBitForBit()
    {
        using var run = WatchedRun.Small(walkers: 2);
        run.Request = run.Request with { ModelFile = RepositoryRoot.File("data", "adp", "adp.lsbox") };

        WatchedRun watched = await WatchedRun.Of(run.Request);

        Assert.Equal((22, 2), (watched.Scene.Sites, watched.Scene.Stages.Count - 1));
        AssertPositions(run, watched);
        int[] at = [.. watched.Scene.CoarseAtoms];
        foreach (LiveFrames frames in watched.Seen.Values.SelectMany(frames => frames))
        {
            Assert.Equal((at.Length, watched.Scene.Dimension), (frames.CoarseSites, frames.Dimension));
            // The backmapper leaves coarse sites where they were; those of a system this small are not rounded.
            for (int site = 0; site < at.Length; site++)
                Assert.Equal(frames.Coarse.Span[3 * site], frames.Positions.Span[3 * at[site]], 6e-4);
        }
    }

    [Theory(Timeout = 120_000)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task APipelineThatEndsWithFramesShowsThoseOfTheFile(int stages)
    {
        using var run = WatchedRun.Small();
        run.Request = run.Request with { StageCount = stages };
        WatchedRun watched = await WatchedRun.Of(run.Request);
        Assert.Equal(stages == 2 ? 0 : RandomModels.CoarseAtoms.Length, watched.Seen[0][0].CoarseSites);
        Assert.Equal(stages == 2 ? [] : RandomModels.CoarseAtoms, watched.Scene.CoarseAtoms);
        AssertPositions(run, watched);
    }

    [Fact(Timeout = 120_000)]
    public async Task LatentsAreThoseOfTheFile()
    {
        using var run = WatchedRun.Small(TestSimulators.LatentOnly());
        WatchedRun watched = await WatchedRun.Of(run.Request);
        Assert.Equal((0, 2), (watched.Scene.Sites, watched.Scene.Dimension));
        Assert.Null(watched.Scene.TopologyText);
        foreach (int walker in Enumerable.Range(0, 6))
        {
            float[] written = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(run.Walker(walker, ".latents.f32"))).ToArray();
            Assert.Equal(written, watched.Of(walker, frames => frames.Latents));
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task ManyParticlesAreThoseOfTheFileInTheirBox()
    {
        using var run = WatchedRun.Small(TestSimulators.OfParticles(SymplecticSamples.Periodic(12), SymplecticSamples.Weights with { Projection = true }, 0.05), walkers: 2);
        WatchedRun watched = await WatchedRun.Of(run.Request);
        Assert.Equal((12, 0, 9), (watched.Scene.Sites, watched.Scene.Dimension, watched.Scene.Box.Count));
        AssertPositions(run, watched);
    }

    [Fact(Timeout = 120_000)]
    public async Task OneParticleIsItsPositionAndVelocity()
    {
        var system = RandomLstm.Oscillator with { VerletTimestep = 0.01 };
        using var run = WatchedRun.Small(TestSimulators.OfParticles(system, RandomLstm.Weights(system), 0.05), walkers: 2);
        WatchedRun watched = await WatchedRun.Of(run.Request);
        Assert.Equal((0, 2), (watched.Scene.Sites, watched.Scene.Dimension));
        double[,] written = NpyFile.ReadDoubles(run.Walker(1, ".npy"));
        Assert.Equal(written.Cast<double>().Select(value => (float)value), watched.Of(1, frames => frames.Latents));
    }

    [Theory(Timeout = 120_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task EnergiesAreThoseOfTheFile(bool positions)
    {
        using SmallRun run = WatchedRun.Small(walkers: 2);
        string forceField = Path.Combine(Path.GetDirectoryName(run.Request.ModelFile)!, "nine.xml");
        File.WriteAllText(forceField, EnergyRunTests.Repulsion());
        run.Request = run.Request with { EnergyFile = forceField };
        WatchedRun watched = await WatchedRun.Of(run.Request, positions);
        Assert.True(watched.Scene.HasEnergies);
        foreach (int walker in Enumerable.Range(0, 2))
            Assert.Equal(NpyFile.Read(run.Walker(walker, ".energy.npy")).Cast<float>().Select(energy => (double)energy), watched.Of(walker, frames => frames.Energies));
    }

    [Fact(Timeout = 120_000)]
    public async Task CoarseTrajectoriesComeWithTheirAtomsAndEndWhereTheyEnd()
    {
        using var run = new CoarseRun();
        RunRequest request = run.Request("run", run.WriteCoarse("a.xtc", 1, 30), run.WriteCoarse("b.xtc", 2, 17));

        WatchedRun watched = await WatchedRun.Of(request);

        Assert.Equal((0, CoarseRun.Spacing), (watched.Scene.Dimension, watched.Scene.LagTime));
        foreach ((int walker, int frames) in new[] { (0, 30), (1, 17) })
        {
            Assert.Equal(CoarseRun.Frames(request, walker).SelectMany(frame => frame.Positions), watched.Of(walker, seen => seen.Positions));
            Assert.Equal(frames, watched.Seen[walker].Sum(seen => seen.Count));
            Assert.Equal(3 * CoarseRun.Sites * frames, watched.Of(walker, seen => seen.Coarse).Length);
        }

        Assert.Equal((47, 47), (watched.End.FramesKept, watched.End.FramesAsked));
    }

    [Fact(Timeout = 120_000)]
    public async Task FilesOfARunThatIsWatchedAreThoseOfOneThatIsNot()
    {
        using var alone = WatchedRun.Small();
        await alone.Finish();
        using var watched = WatchedRun.Small();
        await WatchedRun.Of(watched.Request);
        Dictionary<string, byte[]> expected = alone.Files();
        Dictionary<string, byte[]> found = watched.Files();
        SmallRun.AssertSame(expected, found);
    }

    private static void AssertPositions(SmallRun run, WatchedRun watched)
    {
        Assert.Equal(File.ReadAllText(run.Directory.TopologyFile), watched.Scene.TopologyText);
        foreach (int walker in Enumerable.Range(0, run.Request.Walkers))
        {
            using var reader = new XtcReader(run.Walker(walker));
            var frame = new Frame(reader.AtomCount);
            float[] seen = watched.Of(walker, frames => frames.Positions);
            int size = frame.Positions.Length;
            int read = 0;
            for (; reader.ReadNext(frame); read++)
                Assert.True(MemoryMarshal.AsBytes(frame.Positions.AsSpan()).SequenceEqual(MemoryMarshal.AsBytes(seen.AsSpan(read * size, size))), $"frame {read} of walker {walker} differs");
            Assert.Equal((60, 60 * size), (read, seen.Length));
        }
    }
}
