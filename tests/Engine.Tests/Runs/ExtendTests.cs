using LatentSim.Actors;
using LatentSim.Engine.Runs;
using LatentSim.Molecules;
using Models.Tests.ModelFile;

namespace LatentSim.Engine.Tests.Runs;

public class ExtendTests
{
    [Theory(Timeout = 120_000)]
    [InlineData(".xtc")]
    [InlineData(".latents.f32")]
    [InlineData(".npy")]
    public async Task AFinishedRunThatIsMadeLongerIsTheRunThatWasThatLongFromItsStart(string extension)
    {
        using SmallRun whole = Run(extension, 90);
        await whole.Finish();
        using SmallRun run = Run(extension, 40);
        await run.Finish();

        RunResult result = await Extend(run, 90, ["cpu:0", "cpu:1"]);

        Assert.Equal((RunOutcome.Completed, 6 * 50L), (result.Outcome, result.Frames));
        AssertSame(whole, run, extension);
        Assert.Equal(0, (await Extend(run, 90)).Frames);
    }

    [Fact(Timeout = 120_000)]
    public async Task ARunThatWasKilledBeforeAndWhileItWasMadeLongerIsStillThatRun()
    {
        using SmallRun whole = Run(".npy", 90);
        await whole.Finish();
        using SmallRun run = Run(".npy", 40);
        await run.BreakOff(3, resume: false);
        RunSession.Extend(run.Request.Directory, 90).Dispose();
        await run.BreakOff(4, resume: true);

        await run.Finish(resume: true);

        AssertSame(whole, run, ".npy");
    }

    [Fact(Timeout = 120_000)]
    public async Task FewerFramesThanTheRunWasAskedForAreRefused()
    {
        using var run = new SmallRun();
        await run.BreakOff(2, resume: false);
        InvalidInputException exception = Assert.Throws<InvalidInputException>(() => RunSession.Extend(run.Request.Directory, 59));
        Assert.Contains("60 frames", exception.Message);
        Assert.Contains("frames: 60", File.ReadAllText(run.Directory.SettingsFile));
    }

    private static SmallRun Run(string extension, long frames) => extension switch
    {
        ".xtc" => new SmallRun(frames: frames),
        ".npy" => new SmallRun(SmallRun.OfCoordinates(), frames: frames),
        _ => new SmallRun(TestSimulators.LatentOnly(), frames: frames),
    };

    private static async Task<RunResult> Extend(SmallRun run, long frames, IReadOnlyList<string>? devices = null)
    {
        using RunSession session = RunSession.Extend(run.Request.Directory, frames, new ResumeOptions { Devices = devices });
        return await session.Run().WaitAsync(TimeSpan.FromSeconds(60));
    }

    private static void AssertSame(SmallRun whole, SmallRun run, string extension)
    {
        for (int walker = 0; walker < 6; walker++)
            Assert.Equal(File.ReadAllBytes(whole.Walker(walker, extension)), File.ReadAllBytes(run.Walker(walker, extension)));
        Assert.Equal(File.ReadAllText(whole.Directory.ObservablesFile), File.ReadAllText(run.Directory.ObservablesFile));
    }
}
