using LatentSim.Actors;
using LatentSim.Engine.Runs;
using LatentSim.Molecules;
using Models.Tests.ModelFile;

namespace LatentSim.Engine.Tests.Runs;

public class ResumeTests
{
    [Theory(Timeout = 120_000)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task AfterAnyInterruptionsTheFilesAreThoseOfARunThatHadNone(int seed)
    {
        using var whole = new SmallRun();
        await whole.Finish();

        var random = new Random(seed);
        using var broken = new SmallRun();
        for (int i = 0; i < 4; i++)
        {
            await broken.BreakOff(random.Next(5), resume: i > 0);
            LeaveTornTails(broken, random);
        }

        RunResult result = await broken.Finish(resume: true);

        Assert.Equal(RunOutcome.Completed, result.Outcome);
        SmallRun.AssertSame(whole.Files(), broken.Files());
    }

    [Fact(Timeout = 120_000)]
    public async Task FilesWithAHeaderAreTheSameAfterInterruptionsAndWhenTheRunGrew()
    {
        using var whole = new SmallRun(SmallRun.OfCoordinates(), frames: 70);
        await whole.Finish();
        using var grown = new SmallRun(SmallRun.OfCoordinates(), frames: 60);
        for (int i = 0; i < 3; i++)
            await grown.BreakOff(2 + i, resume: i > 0);
        await grown.Finish(resume: true);
        Assert.Equal(60, NpyFile.Read(grown.Walker(3, ".npy")).GetLength(0));

        await grown.Finish(resume: true, new ResumeOptions { Frames = 70 });

        for (int walker = 0; walker < 6; walker++)
            Assert.Equal(File.ReadAllBytes(whole.Walker(walker, ".npy")), File.ReadAllBytes(grown.Walker(walker, ".npy")));
        Assert.Equal(70, NpyFile.Read(grown.Walker(3, ".npy")).GetLength(0));
    }

    [Fact(Timeout = 120_000)]
    public async Task ARunThatWasBrokenOffBeforeItsFirstCheckpointStartsAgain()
    {
        using var whole = new SmallRun();
        await whole.Finish();
        using var broken = new SmallRun();
        await broken.BreakOff(0, resume: false);
        Assert.False(File.Exists(broken.Directory.CheckpointFile));

        await broken.Finish(resume: true);

        SmallRun.AssertSame(whole.Files(), broken.Files());
    }

    [Fact(Timeout = 120_000)]
    public async Task ATornCheckpointFallsBackOnTheOneBefore()
    {
        using var whole = new SmallRun();
        await whole.Finish();
        using var torn = new SmallRun();
        await torn.BreakOff(6, resume: false);
        File.WriteAllBytes(torn.Directory.CheckpointFile, File.ReadAllBytes(torn.Directory.CheckpointFile)[..^5]);
        Assert.True(File.Exists(torn.Directory.PreviousCheckpointFile));

        await torn.Finish(resume: true);

        SmallRun.AssertSame(whole.Files(), torn.Files());
    }

    [Fact(Timeout = 120_000)]
    public async Task AKillBetweenTheTwoRenamesLosesNothing()
    {
        using var whole = new SmallRun();
        await whole.Finish();
        using var killed = new SmallRun();
        await killed.BreakOff(6, resume: false);
        File.Move(killed.Directory.CheckpointFile, killed.Directory.PreviousCheckpointFile, overwrite: true);

        await killed.Finish(resume: true);

        SmallRun.AssertSame(whole.Files(), killed.Files());
    }

    [Fact(Timeout = 120_000)]
    public async Task WhenBothCheckpointsAreDamagedTheUserIsTold()
    {
        using var run = new SmallRun();
        await run.BreakOff(6, resume: false);
        foreach (string path in new[] { run.Directory.CheckpointFile, run.Directory.PreviousCheckpointFile })
            File.WriteAllBytes(path, File.ReadAllBytes(path)[..20]);

        InvalidInputException exception = await Assert.ThrowsAsync<InvalidInputException>(() => run.Finish(resume: true));
        Assert.Contains("checkpoint.msgpack: is damaged", exception.Message);
    }

    [Fact(Timeout = 120_000)]
    public async Task AStoppedRunGoesOnAndMayGrow()
    {
        using var whole = new SmallRun(frames: 90);
        await whole.Finish();
        using var stopped = new SmallRun(frames: 60);
        using (RunSession session = RunSession.Create(stopped.Request))
        {
            using var stop = new CancellationTokenSource();
            RunResult result = await session.Run(new CancelAtOnce(stop), stop.Token).WaitAsync(TimeSpan.FromSeconds(60));
            Assert.NotEqual(RunOutcome.ShardsLost, result.Outcome);
        }

        await stopped.Finish(resume: true, new ResumeOptions { Frames = 90, Devices = ["cpu:0", "cpu:1", "cpu:2"] });
        await stopped.Finish(resume: true, new ResumeOptions { Devices = ["cpu:0"] });

        SmallRun.AssertSame(whole.Files(), stopped.Files());
    }

    [Fact(Timeout = 120_000)]
    public async Task LayoutHasNoInfluenceOnTrajectories()
    {
        using var one = new SmallRun();
        await one.Finish();
        using var other = new SmallRun();
        other.Request = other.Request with { WalkersPerShard = 5, Devices = ["cpu:0", "cpu:1"] };
        await other.Finish();

        for (int walker = 0; walker < 6; walker++)
            Assert.Equal(File.ReadAllBytes(one.Walker(walker)), File.ReadAllBytes(other.Walker(walker)));
        Assert.Equal(File.ReadAllText(one.Directory.ObservablesFile), File.ReadAllText(other.Directory.ObservablesFile));
    }

    [Fact(Timeout = 120_000)]
    public async Task FewerFramesThanThereAreAreRefused()
    {
        using var run = new SmallRun();
        await run.Finish();
        InvalidInputException exception = await Assert.ThrowsAsync<InvalidInputException>(
            () => run.Finish(resume: true, new ResumeOptions { Frames = 30 }));
        Assert.Contains("60 frames", exception.Message);
        Assert.Contains("frames: 60", File.ReadAllText(run.Directory.SettingsFile));
    }

    [Fact(Timeout = 120_000)]
    public async Task AFileThatWasCutIsNamed()
    {
        using var run = new SmallRun();
        await run.Finish();
        File.WriteAllBytes(run.Walker(4), [1, 2, 3]);

        InvalidInputException exception = await Assert.ThrowsAsync<InvalidInputException>(() => run.Finish(resume: true));
        Assert.Contains("0004.xtc: has 3 bytes", exception.Message);
    }

    [Theory(Timeout = 120_000)]
    [InlineData("seed: 11", "seed: 12")]
    [InlineData("walkers-per-shard: 2", "walkers-per-shard: 3")]
    public async Task SettingsThatDoNotBelongToTheCheckpointAreRefused(string before, string after)
    {
        using var run = new SmallRun();
        await run.Finish();
        File.WriteAllText(run.Directory.SettingsFile, File.ReadAllText(run.Directory.SettingsFile).Replace(before, after));

        InvalidInputException exception = await Assert.ThrowsAsync<InvalidInputException>(() => run.Finish(resume: true));
        Assert.StartsWith(run.Request.Directory, exception.Message);
    }

    [Fact(Timeout = 120_000)]
    public async Task AnotherModelInItsPlaceIsRefused()
    {
        using var run = new SmallRun();
        await run.Finish();
        TestSimulators.Whole("wgan").Save(run.Directory.ModelFile);

        InvalidInputException exception = await Assert.ThrowsAsync<InvalidInputException>(() => run.Finish(resume: true));
        Assert.Contains("is not the model", exception.Message);
    }

    // What a process that dies while it writes leaves: bytes beyond what the checkpoint counts, and half a temporary file.
    private static void LeaveTornTails(SmallRun run, Random random)
    {
        for (int walker = 0; walker < run.Request.Walkers; walker++)
        {
            byte[] tail = new byte[random.Next(200)];
            random.NextBytes(tail);
            using FileStream file = File.Open(run.Walker(walker), FileMode.Append);
            file.Write(tail);
        }

        File.WriteAllBytes(run.Directory.CheckpointFile + ".tmp", new byte[7]);
    }

    private sealed class CancelAtOnce(CancellationTokenSource source) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => source.Cancel();
    }
}
