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

    public static TheoryData<string, Func<byte[], byte[]>> Damages => new()
    {
        { "empty", _ => [] },
        { "its first byte", whole => whole[..1] },
        { "its envelope", whole => whole[..20] },
        { "half", whole => whole[..(whole.Length / 2)] },
        { "all but its last byte", whole => whole[..^1] },
        { "a bit of the envelope", whole => Flipped(whole, 3) },
        { "a bit in the middle", whole => Flipped(whole, whole.Length / 2) },
        { "the last bit", whole => Flipped(whole, whole.Length - 1) },
        { "zeros", whole => new byte[whole.Length] },
        { "noise", whole => Noise(whole.Length) },
    };

    [Theory(Timeout = 120_000)]
    [MemberData(nameof(Damages))]
    public async Task ATornCheckpointFallsBackOnTheOneBeforeAndSaysSo(string damage, Func<byte[], byte[]> tear)
    {
        using var whole = new SmallRun(frames: 30);
        await whole.Finish();
        using var torn = new SmallRun(frames: 30);
        await torn.BreakOff(6, resume: false);
        File.WriteAllBytes(torn.Directory.CheckpointFile, tear(File.ReadAllBytes(torn.Directory.CheckpointFile)));
        Assert.True(File.Exists(torn.Directory.PreviousCheckpointFile), damage);

        using (RunSession session = RunSession.Resume(torn.Request.Directory))
        {
            Assert.Contains("goes on from the checkpoint before it", Assert.Single(session.Remarks));
            await session.Run().WaitAsync(TimeSpan.FromSeconds(60));
        }

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

    /// <summary>Blocks of 1, 2, 64 and 1000 steps, on one slot and on two, of shards of 2, 3 and 5 walkers.</summary>
    [Theory(Timeout = 120_000)]
    [InlineData(2, 2, "cpu:0")]
    [InlineData(5, 10, "cpu:0,cpu:1")]
    [InlineData(3, 3 * 64, "cpu:0,cpu:1")]
    [InlineData(2, 2 * 1000, "cpu:1")]
    public async Task LayoutHasNoInfluenceOnTrajectories(int walkersPerShard, int framesPerBlock, string devices)
    {
        using var one = new SmallRun(frames: 130);
        await one.Finish();
        using var other = new SmallRun(frames: 130);
        other.Request = other.Request with
        {
            WalkersPerShard = walkersPerShard,
            Devices = devices.Split(','),
            Pace = other.Request.Pace with { FramesPerBlock = framesPerBlock },
        };
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

    private static byte[] Flipped(byte[] bytes, int place)
    {
        bytes[place] ^= 1;
        return bytes;
    }

    private static byte[] Noise(int length)
    {
        byte[] noise = new byte[length];
        new Random(5).NextBytes(noise);
        return noise;
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
