using LatentSim.Actors;
using LatentSim.Engine.Runs;
using LatentSim.Models.ModelFile;
using LatentSim.Models.Weights;
using LatentSim.Molecules;
using Models.Tests;
using Models.Tests.ModelFile;

namespace LatentSim.Engine.Tests.Runs;

/// <summary>Runs on slots that compute through libtorch: on its CPU device, so that they need no GPU.</summary>
public sealed class DeviceRunTests
{
    private const int Frames = 20;

    [Theory(Timeout = 120_000)]
    [InlineData("flow")]
    [InlineData("wgan")]
    public async Task ASlotOfTorchFinishesARun(string decoder)
    {
        using SmallRun run = Run(["torch:0"], decoder);

        RunResult result = await run.Finish();

        Assert.Equal(RunOutcome.Completed, result.Outcome);
        Assert.Equal(6 * Frames, result.Frames);

        // On one build of libtorch, with blocks of the same sizes, the same once more.
        using SmallRun again = Run(["torch:0"], decoder);
        await again.Finish();
        for (int walker = 0; walker < 6; walker++)
            Assert.Equal(File.ReadAllBytes(run.Walker(walker)), File.ReadAllBytes(again.Walker(walker)));
    }

    [Fact(Timeout = 120_000)]
    public async Task ItsFirstFramesAreThoseOfTheKernels()
    {
        using SmallRun torch = Run(["torch:0"], frames: 1);
        using SmallRun kernels = Run(["cpu:0"], frames: 1);
        await torch.Finish();
        await kernels.Finish();

        // Files hold whole picometres: one of two nearly equal positions may be rounded up, the other down.
        for (int walker = 0; walker < 6; walker++)
        {
            foreach ((float expected, float found) in FirstFrame(kernels, walker).Zip(FirstFrame(torch, walker)))
                Assert.Equal(expected, found, 0.0011f);
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task SlotsOfBothKindsShareARun()
    {
        using SmallRun run = Run(["cpu:0", "torch:0"]);
        await run.BreakOff(blocks: 5, resume: false);

        Assert.Equal(RunOutcome.Completed, (await run.Finish(resume: true, new ResumeOptions { Devices = ["torch:0", "cpu:0", "torch:1"] })).Outcome);
    }

    [Fact(Timeout = 120_000)]
    public async Task ABrokenOffRunGoesOnOnTheSameSlots()
    {
        using SmallRun whole = Run(["torch:0"]);
        await whole.Finish();
        using SmallRun broken = Run(["torch:0"]);
        await broken.BreakOff(blocks: 4, resume: false);
        await broken.Finish(resume: true);

        Assert.Equal(whole.Files().Keys.Order(), broken.Files().Keys.Order());
        for (int walker = 0; walker < 6; walker++)
        {
            using var reader = new XtcReader(broken.Walker(walker));
            var frame = new Frame(reader.AtomCount);
            int frames = 0;
            for (; reader.ReadNext(frame); frames++)
                Assert.Equal(frames, frame.Step);
            Assert.Equal(Frames, frames);
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task ADeviceThatIsNotThereIsReplacedByASlotOfTheKernels()
    {
        using SmallRun run = Run(["cpu:0", "cuda:999"]);
        using SmallRun kernels = Run(["cpu:0", "cpu:1"]);
        await kernels.Finish();

        using (RunSession session = RunSession.Create(run.Request))
        {
            string remark = Assert.Single(session.Remarks);
            Assert.StartsWith("cuda:999: libtorch has no ", remark);
            Assert.EndsWith("; going on with cpu:1", remark);
            Assert.Equal(["cpu:0", "cpu:1"], session.Settings.Devices);
            await session.Run();
        }

        for (int walker = 0; walker < 6; walker++)
            Assert.Equal(File.ReadAllBytes(kernels.Walker(walker)), File.ReadAllBytes(run.Walker(walker)));
        using RunSession again = RunSession.Resume(run.Request.Directory);
        Assert.Contains("cuda:999", Assert.Single(again.Remarks));
    }

    // Without limits of contacts, which frames of random weights seldom keep, so that each would be drawn again many times.
    private static SmallRun Run(string[] devices, string decoder = "flow", long frames = Frames)
    {
        Simulator model = TestSimulators.Whole(decoder) with { Backmapper = RandomModels.FlowBackmapper() with { Contacts = null } };
        if (model.Decoder is FlowDecoderWeights flow)
            model = model with { Decoder = flow with { Skeleton = null } };
        var run = new SmallRun(model, frames: frames);
        run.Request = run.Request with { Devices = devices };
        return run;
    }

    private static float[] FirstFrame(SmallRun run, int walker)
    {
        using var reader = new XtcReader(run.Walker(walker));
        var frame = new Frame(reader.AtomCount);
        Assert.True(reader.ReadNext(frame));
        return frame.Positions.ToArray();
    }
}
