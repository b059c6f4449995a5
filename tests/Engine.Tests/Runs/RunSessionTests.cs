using System.Runtime.InteropServices;
using LatentSim.Actors;
using LatentSim.Engine.Runs;
using LatentSim.Molecules;
using Models.Tests;
using Models.Tests.ModelFile;

namespace LatentSim.Engine.Tests.Runs;

public class RunSessionTests
{
    [Fact(Timeout = 120_000)]
    public async Task ARunLeavesAllThatItsDirectoryPromises()
    {
        using var run = new SmallRun();

        RunResult result = await run.Finish();

        Assert.Equal((RunOutcome.Completed, 360L), (result.Outcome, result.Frames));
        Assert.Equal(
            new[] { "checkpoint.msgpack", "model.lsbox", "observables.json", "run.yaml", "topology.pdb" }
                .Concat(Enumerable.Range(0, 6).Select(walker => Path.Combine("walkers", $"000{walker}.xtc"))).Order(StringComparer.Ordinal),
            run.Files().Keys.Order(StringComparer.Ordinal));
        Assert.Contains("\"frames\":360", File.ReadAllText(run.Directory.ObservablesFile));
        using var topology = new PdbReader(run.Directory.TopologyFile);
        Assert.Equal(RandomModels.Atoms, topology.AtomCount);
    }

    [Fact(Timeout = 120_000)]
    public async Task AWalkersFileHoldsAFrameForEveryStepOfTheLag()
    {
        using var run = new SmallRun(frames: 23);
        await run.Finish();

        using var reader = new XtcReader(run.Walker(5));
        var frame = new Frame(reader.AtomCount);
        int frames = 0;
        for (; reader.ReadNext(frame); frames++)
            Assert.Equal((frames, frames * 5.0), (frame.Step, frame.Time));
        Assert.Equal(23, frames);
        Assert.Equal(RandomModels.Atoms, reader.AtomCount);
    }

    /// <summary>The latents of the same model without a range, on the scale [0, 1], are what the files hold in the data's unit.</summary>
    [Fact(Timeout = 120_000)]
    public async Task CoordinatesAreWrittenAsNumPyFilesInTheDatasUnit()
    {
        using var run = new SmallRun(SmallRun.OfCoordinates());
        using var latents = new SmallRun(SmallRun.OfCoordinates() with { Coordinates = null });
        await run.Finish();
        await latents.Finish();

        float[] scaled = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(latents.Walker(5, ".latents.f32"))).ToArray();
        float[,] read = NpyFile.Read(run.Walker(5, ".npy"));
        Assert.Equal((60, 2), (read.GetLength(0), read.GetLength(1)));
        for (int frame = 0; frame < 60; frame++)
        {
            Assert.Equal(-1 + (2 * scaled[2 * frame]), read[frame, 0], 1e-5);
            Assert.Equal(10 + (20 * scaled[(2 * frame) + 1]), read[frame, 1], 1e-4);
        }
    }

    [Theory(Timeout = 120_000)]
    [InlineData(1, ".latents.f32", 4 * 2)]
    [InlineData(2, ".xtc", 0)]
    public async Task APipelineMayEndEarly(int stages, string extension, int bytesPerFrame)
    {
        using var run = new SmallRun();
        run.Request = run.Request with { Stages = [.. StageNames.All.Take(stages)] };

        await run.Finish();

        Assert.Equal(stages > 1, File.Exists(run.Directory.TopologyFile));
        string observables = File.ReadAllText(run.Directory.ObservablesFile);
        Assert.Contains("\"frames\":360", observables);
        Assert.Contains("\"autocorrelationTimes\":[{\"value\":", observables);
        long length = new FileInfo(run.Walker(0, extension)).Length;
        Assert.Equal(stages == 1 ? 60 * bytesPerFrame : length, length);
        if (stages == 1)
            return;

        using var reader = new XtcReader(run.Walker(0));
        Assert.Equal(RandomModels.CoarseAtoms.Length, reader.AtomCount);
    }

    [Fact(Timeout = 120_000)]
    public async Task AModelOfLatentsAloneRuns()
    {
        using var run = new SmallRun(TestSimulators.LatentOnly());
        RunResult result = await run.Finish();
        Assert.Equal(360, result.Frames);
        await run.Finish(resume: true);
    }

    [Fact]
    public void AStageThatTheModelLacksIsRefused()
    {
        using var run = new SmallRun(TestSimulators.LatentOnly());
        run.Request = run.Request with { Stages = ["propagator", "decoder"] };
        InvalidInputException exception = Assert.Throws<InvalidInputException>(() => RunSession.Create(run.Request));
        Assert.Contains("the model has [propagator]", exception.Message);
        Assert.False(Directory.Exists(run.Request.Directory));
    }

    [Fact]
    public void ADirectoryThatHoldsSomethingIsLeftAlone()
    {
        using var run = new SmallRun();
        Directory.CreateDirectory(run.Request.Directory);
        string file = Path.Combine(run.Request.Directory, "thesis.tex");
        File.WriteAllText(file, "years of work");

        Assert.Contains("is not empty", Assert.Throws<InvalidInputException>(() => RunSession.Create(run.Request)).Message);
        Assert.Equal([file], Directory.GetFileSystemEntries(run.Request.Directory));
    }

    [Fact]
    public void ADirectoryWithARunIsLeftAlone()
    {
        using var run = new SmallRun();
        RunSession.Create(run.Request).Dispose();
        Assert.Contains("latentsim resume", Assert.Throws<InvalidInputException>(() => RunSession.Create(run.Request)).Message);
    }

    [Fact]
    public void TwoProcessesDoNotShareADirectory()
    {
        using var run = new SmallRun();
        using RunSession first = RunSession.Create(run.Request);
        Assert.Contains("another process", Assert.Throws<InvalidInputException>(() => RunSession.Resume(run.Request.Directory)).Message);
    }

    [Theory]
    [InlineData("nowhere", "there is no such directory")]
    [InlineData("", "has no run.yaml")]
    public void OnlyARunDirectoryIsResumed(string name, string expected)
    {
        using var folder = new TemporaryFolder();
        InvalidInputException exception = Assert.Throws<InvalidInputException>(() => RunSession.Resume(folder.Path(name)));
        Assert.Contains(expected, exception.Message);
    }

    [Theory]
    [InlineData(0, 10, 1, "cpu:0", "walkers")]
    [InlineData(2, 0, 1, "cpu:0", "frames")]
    [InlineData(2, 10, 3, "cpu:0", "walkers-per-shard")]
    [InlineData(2, 10, 1, "gpu", "devices")]
    [InlineData(2, 10, 1, "cpu:0,cpu:0", "devices")]
    public void WhatIsOutOfRangeIsNamed(int walkers, long frames, int perShard, string devices, string field)
    {
        using var run = new SmallRun();
        run.Request = run.Request with { Walkers = walkers, Frames = frames, WalkersPerShard = perShard, Devices = devices.Split(',') };
        Assert.Equal(field, Assert.Throws<InvalidInputException>(() => RunSession.Create(run.Request)).Position);
    }
}
