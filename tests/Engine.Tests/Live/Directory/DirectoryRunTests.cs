using LatentSim.Actors;
using LatentSim.Engine.Live;
using LatentSim.Engine.Runs;
using LatentSim.Engine.Tests.Runs;
using LatentSim.Models.ModelFile;
using LatentSim.Molecules;
using Models.Tests;
using Models.Tests.ModelFile;

namespace LatentSim.Engine.Tests.Live;

/// <summary>The directory of a run as watchers see it.</summary>
public class DirectoryRunTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact(Timeout = 120_000)]
    public async Task AFinishedRunSaysWhatItIs()
    {
        using var small = new SmallRun();
        await small.Finish();
        using DirectoryRun run = DirectoryRun.Open(small.Request.Directory);

        LiveState state = run.State();
        Assert.Equal((LivePhase.Complete, 360L, 360L), (state.Phase, state.FramesKept, state.FramesAsked));
        Assert.Equal(60, state.Run.SlowestStep);
        Assert.Equal(small.Files().Values.Sum(bytes => (long)bytes.Length), state.Bytes - LengthOf(small, "checkpoint.previous.msgpack"));
        Assert.False(run.Scene.IsComputedHere);
        Assert.Equal((6, 60L, 2, 9), (run.Scene.Walkers, run.Scene.Frames, run.Scene.Dimension, run.Scene.Sites));
        Assert.StartsWith("HETATM", run.Scene.TopologyText);
        Assert.Equal(File.ReadAllText(small.Directory.ObservablesFile), run.Observables());
        Assert.Same(run.Observables(), run.Observables());
        Assert.Null(run.Target());
        Assert.Null(run.Control);
    }

    [Theory(Timeout = 120_000)]
    [InlineData(1, 1)]
    [InlineData(1, 64)]
    [InlineData(7, 4)]
    public async Task ScrubbingGivesTheFilesFrames(int stride, int capacity)
    {
        using var small = new SmallRun();
        await small.Finish();
        using DirectoryRun run = DirectoryRun.Open(small.Request.Directory);
        foreach (int walker in new[] { 0, 5 })
        {
            float[][] file = ReadXtc(small.Walker(walker));
            foreach (int from in new[] { 59, 0, 23 })
            {
                using ILiveSubscription frames = run.Frames.Subscribe(new LiveRequest { Walkers = [walker], Stride = stride, From = from, Capacity = capacity });
                int step = (from + stride - 1) / stride * stride;
                while (await Next(frames) is { } found)
                {
                    Assert.Equal((walker, (long)step), (found.Walker, found.FirstStep));
                    Assert.InRange(found.Count, 1, capacity);
                    for (int i = 0; i < found.Count; i++, step += stride)
                        Assert.Equal(file[step], found.Frame(i).Positions.ToArray());
                }

                Assert.InRange(step, 60, 60 + stride - 1);
            }
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task LatentsAreTheEncodersAndCoarseSitesAreAtoms()
    {
        using var small = new SmallRun();
        await small.Finish();
        using DirectoryRun run = DirectoryRun.Open(small.Request.Directory);
        float[][] file = ReadXtc(small.Walker(2));
        Simulator model = Simulator.Load(small.Directory.ModelFile);
        float[] latents = new float[file.Length * 2];
        model.CreateEncoder().Encode(file.SelectMany(frame => frame).ToArray(), latents);

        using ILiveSubscription frames = run.Frames.Subscribe(new LiveRequest { Walkers = [2], From = 0, Capacity = 60, Coarse = true, Positions = false });
        LiveFrames found = (await Next(frames))!;

        Assert.Equal((60, 2, 0), (found.Count, found.Dimension, found.Sites));
        Assert.Equal(latents, found.Latents.ToArray());
        Assert.Equal(RandomModels.CoarseAtoms, run.Scene.CoarseAtoms);
        for (int site = 0; site < RandomModels.CoarseAtoms.Length; site++)
            Assert.Equal(file[59].AsSpan(3 * RandomModels.CoarseAtoms[site], 3), found.Frame(59).Coarse.Span.Slice(3 * site, 3));
    }

    [Fact(Timeout = 120_000)]
    public async Task LatentsOfLatentRunsAreThoseOfTheFile()
    {
        using var small = new SmallRun(TestSimulators.LatentOnly());
        await small.Finish();
        using DirectoryRun run = DirectoryRun.Open(small.Request.Directory);

        using ILiveSubscription frames = run.Frames.Subscribe(new LiveRequest { Walkers = [3], From = 10, Capacity = 50 });
        LiveFrames found = (await Next(frames))!;

        Assert.Equal(System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(small.Walker(3, ".latents.f32")))[20..].ToArray(), found.Latents.ToArray());
        Assert.Equal((0, 0), (found.Sites, run.Scene.Sites));
    }

    [Fact(Timeout = 120_000)]
    public async Task CoordinatesAreScaledAsTheObservablesAre()
    {
        using var small = new SmallRun(SmallRun.OfCoordinates());
        await small.Finish();
        using DirectoryRun run = DirectoryRun.Open(small.Request.Directory);
        float[,] file = NpyFile.Read(small.Walker(3, ".npy"));

        using ILiveSubscription frames = run.Frames.Subscribe(new LiveRequest { Walkers = [3], From = 0, Stride = 9, Capacity = 50 });
        LiveFrames found = (await Next(frames))!;

        Assert.Equal(7, found.Count);
        for (int i = 0; i < 7; i++)
        {
            Assert.Equal((file[9 * i, 0] + 1) / 2, found.Latents.Span[2 * i], 1e-6);
            Assert.Equal((file[9 * i, 1] - 10) / 20, found.Latents.Span[(2 * i) + 1], 1e-6);
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task ParticlesAreShownInTheirBox()
    {
        using var small = new SmallRun(TestSimulators.Particles());
        await small.Finish();
        using DirectoryRun run = DirectoryRun.Open(small.Request.Directory);

        using ILiveSubscription frames = run.Frames.Subscribe(new LiveRequest { Walkers = [1], From = 40, Capacity = 50 });
        LiveFrames found = (await Next(frames))!;

        Assert.Equal((20, 3, 0), (found.Count, found.Sites, found.Dimension));
        Assert.Equal(ReadXtc(small.Walker(1))[59], found.Frame(19).Positions.ToArray());
        Assert.Equal(9, run.Scene.Box.Count);
        Assert.Equal("tau", run.Scene.TimeUnit);
    }

    [Fact(Timeout = 120_000)]
    public async Task TheNewestFramesOfAllWalkersComeOnce()
    {
        using var small = new SmallRun();
        await small.Finish();
        using DirectoryRun run = DirectoryRun.Open(small.Request.Directory);
        using ILiveSubscription frames = run.Frames.Subscribe(new LiveRequest { Capacity = 3, Stride = 2 });

        for (int walker = 0; walker < 6; walker++)
        {
            LiveFrames found = (await Next(frames))!;
            Assert.Equal((walker, 54L, 58L), (found.Walker, found.FirstStep, found.LastStep));
        }

        Assert.Null(await Next(frames));
        Assert.Equal(0, frames.Dropped);
    }

    [Fact(Timeout = 120_000)]
    public async Task ARunThatGoesOnIsFollowedToItsEnd()
    {
        using var small = new SmallRun();
        await small.Finish();
        byte[] bytes = File.ReadAllBytes(small.Walker(4));
        float[][] file = ReadXtc(small.Walker(4));
        File.WriteAllBytes(small.Walker(4), bytes[..(bytes.Length / 3)]);
        RunLock runLock = RunLock.Take(small.Directory);
        using DirectoryRun run = DirectoryRun.Open(small.Request.Directory);
        Assert.Equal(LivePhase.Running, run.State().Phase);

        using ILiveSubscription frames = run.Frames.Subscribe(new LiveRequest { Walkers = [4], From = 0, Capacity = 8 });
        Task writer = Task.Run(async () =>
        {
            await using (var growing = new FileStream(small.Walker(4), FileMode.Append, FileAccess.Write, FileShare.ReadWrite))
            {
                for (int at = bytes.Length / 3; at < bytes.Length; at += 997)
                {
                    await growing.WriteAsync(bytes.AsMemory(at, Math.Min(997, bytes.Length - at)));
                    await growing.FlushAsync();
                    await Task.Delay(20);
                }
            }

            runLock.Dispose();
            run.Refresh();
        });
        List<float[]> seen = [];
        while (await Next(frames) is { } found)
            seen.AddRange(Enumerable.Range(0, found.Count).Select(i => found.Frame(i).Positions.ToArray()));

        await writer;
        Assert.Equal(file, seen);
        Assert.Equal(LivePhase.Complete, run.State().Phase);
    }

    [Fact(Timeout = 120_000)]
    public async Task AFrameThatIsCutIsNotShown()
    {
        using var small = new SmallRun();
        await small.BreakOff(14, resume: false);
        using DirectoryRun run = DirectoryRun.Open(small.Request.Directory);
        Assert.Equal(LivePhase.Stopped, run.State().Phase);
        Assert.Contains("latentsim resume", run.State().Reason);
        byte[] bytes = File.ReadAllBytes(small.Walker(0));
        int frames = ReadXtc(small.Walker(0)).Length;
        File.WriteAllBytes(small.Walker(0), bytes[..^5]);

        using ILiveSubscription subscription = run.Frames.Subscribe(new LiveRequest { Walkers = [0], Delivery = LiveDelivery.All, Capacity = 100 });
        Assert.Equal(frames - 1, (await Next(subscription))!.Count);
        Assert.Null(await Next(subscription));
        Assert.DoesNotContain(run.Log.Since(0).Lines, line => line.Level == "warning");
    }

    [Fact(Timeout = 120_000)]
    public async Task DamageEndsAWatchersFramesWithOneLine()
    {
        using var small = new SmallRun();
        await small.Finish();
        byte[] bytes = File.ReadAllBytes(small.Walker(0));
        bytes.AsSpan(bytes.Length / 2).Fill(0x5a);
        File.WriteAllBytes(small.Walker(0), bytes);
        using DirectoryRun run = DirectoryRun.Open(small.Request.Directory);

        using ILiveSubscription frames = run.Frames.Subscribe(new LiveRequest { Walkers = [0], From = 0, Capacity = 8 });
        int seen = 0;
        while (await Next(frames) is { } found)
            seen += found.Count;

        Assert.InRange(seen, 10, 40);
        LogLine line = Assert.Single(run.Log.Since(0).Lines, line => line.Level == "warning");
        Assert.Contains(small.Walker(0), line.Text);
        Assert.Null(await Next(frames));
    }

    [Fact(Timeout = 120_000)]
    public async Task NothingInTheDirectoryChanges()
    {
        using var small = new SmallRun();
        await small.Finish();
        List<(string, long, DateTime)> before = Look(small);
        using (DirectoryRun run = DirectoryRun.Open(small.Request.Directory))
        {
            using ILiveSubscription frames = run.Frames.Subscribe(new LiveRequest { From = 0, Capacity = 8, Coarse = true });
            while (await Next(frames) is not null)
            {
            }

            run.Refresh();
            _ = (run.Observables(), run.Target());
            run.Stop("a client");
        }

        Assert.Equal(before, Look(small));
        await small.Finish(resume: true);
    }

    [Fact(Timeout = 120_000)]
    public async Task ARunCanBeResumedAndMadeLongerWhileItIsShown()
    {
        using var small = new SmallRun();
        await small.Finish();
        using DirectoryRun run = DirectoryRun.Open(small.Request.Directory);
        using (RunSession session = RunSession.Extend(small.Request.Directory, 80))
        {
            run.Refresh();
            Assert.Equal((LivePhase.Running, 480L), (run.State().Phase, run.State().FramesAsked));
            await session.Run().WaitAsync(Limit);
        }

        run.Refresh();
        Assert.Equal((LivePhase.Complete, 480L), (run.State().Phase, run.State().FramesKept));
        using ILiveSubscription frames = run.Frames.Subscribe(new LiveRequest { Walkers = [1], From = 79 });
        Assert.Equal(79, (await Next(frames))!.FirstStep);
    }

    [Fact(Timeout = 120_000)]
    public async Task EnergiesComeWithTheirFrames()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.Path("nine.xml"), EnergyRunTests.Repulsion());
        using var small = new SmallRun();
        small.Request = small.Request with { EnergyFile = folder.Path("nine.xml") };
        await small.Finish();
        float[,] file = NpyFile.Read(small.Walker(3, ".energy.npy"));
        using DirectoryRun run = DirectoryRun.Open(small.Request.Directory);
        Assert.True(run.Scene.HasEnergies);

        using ILiveSubscription frames = run.Frames.Subscribe(new LiveRequest { Walkers = [3], From = 1, Stride = 4, Capacity = 100 });
        LiveFrames found = (await Next(frames))!;

        Assert.Equal(14, found.Count);
        for (int i = 0; i < 14; i++)
            Assert.Equal(file[4 + (4 * i), 0], found.Energies.Span[i]);
    }

    [Fact(Timeout = 120_000)]
    public async Task EnergiesThatAreNotThereYetAreUnknown()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.Path("nine.xml"), EnergyRunTests.Repulsion());
        using var small = new SmallRun();
        small.Request = small.Request with { EnergyFile = folder.Path("nine.xml") };
        await small.Finish();
        byte[] bytes = File.ReadAllBytes(small.Walker(3, ".energy.npy"));
        File.WriteAllBytes(small.Walker(3, ".energy.npy"), bytes[..^6]);
        using DirectoryRun run = DirectoryRun.Open(small.Request.Directory);

        using ILiveSubscription frames = run.Frames.Subscribe(new LiveRequest { Walkers = [3], From = 57, Capacity = 100 });
        LiveFrames found = (await Next(frames))!;

        Assert.Equal([false, true, true], found.Energies.ToArray().Select(double.IsNaN));
    }

    [Fact]
    public void RequestsThatCannotBeAreRefused()
    {
        using var small = new SmallRun();
        RunSession.Create(small.Request).Dispose();
        using DirectoryRun run = DirectoryRun.Open(small.Request.Directory);
        Assert.Equal((LivePhase.Stopped, 0L), (run.State().Phase, run.State().FramesKept));
        Assert.Throws<ArgumentException>(() => run.Frames.Subscribe(new LiveRequest { Walkers = [6] }));
        Assert.Throws<ArgumentOutOfRangeException>(() => run.Frames.Subscribe(new LiveRequest { Stride = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => run.Frames.Subscribe(new LiveRequest { From = -1 }));
    }

    private static async Task<LiveFrames?> Next(ILiveSubscription frames) => await frames.Next(CancellationToken.None).AsTask().WaitAsync(Limit);

    private static long LengthOf(SmallRun run, string name) => new FileInfo(Path.Combine(run.Request.Directory, name)) is { Exists: true } file ? file.Length : 0;

    private static List<(string, long, DateTime)> Look(SmallRun run) =>
    [
        .. new DirectoryInfo(run.Request.Directory).EnumerateFileSystemInfos("*", SearchOption.AllDirectories)
            .OrderBy(file => file.FullName, StringComparer.Ordinal).Select(file => (file.FullName, file is FileInfo whole ? whole.Length : 0, file.LastWriteTimeUtc)),
    ];

    private static float[][] ReadXtc(string path)
    {
        using var reader = new XtcReader(path);
        var frame = new Frame(reader.AtomCount);
        List<float[]> frames = [];
        while (reader.ReadNext(frame))
            frames.Add([.. frame.Positions]);
        return [.. frames];
    }
}
