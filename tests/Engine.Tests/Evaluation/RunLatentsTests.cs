using System.Runtime.InteropServices;
using LatentSim.Engine.Evaluation;
using LatentSim.Engine.Runs;
using LatentSim.Engine.Tests.Runs;
using LatentSim.Models.ModelFile;
using Models.Tests.ModelFile;

namespace LatentSim.Engine.Tests.Evaluation;

/// <summary>The latents of a run, made again from its model and settings.</summary>
public sealed class RunLatentsTests
{
    [Fact]
    public async Task TheyAreBitForBitThoseThatTheRunStreamed()
    {
        using var run = new SmallRun(walkers: 5, frames: 70);
        run.Request = run.Request with { Stages = [StageNames.Propagator] };
        await run.Finish();
        RunSettings settings = RunSettingsFile.Read(run.Directory.SettingsFile);

        IReadOnlyList<float[]> latents = RunLatents.Generate(Simulator.Load(run.Directory.ModelFile), settings, _ => { });

        for (int walker = 0; walker < 5; walker++)
            Assert.Equal(MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(run.Directory.WalkerFile(walker, 5, ".latents.f32"))).ToArray(), latents[walker]);
    }

    [Fact]
    public void AWalkersLatentsDoNotDependOnTheOthers()
    {
        Simulator model = TestSimulators.Whole();
        var settings = new RunSettings { Seed = 4, Walkers = 7, Frames = 3000, Stages = StageNames.All, ModelHash = "", WalkersPerShard = 2 };

        float[] alone = RunLatents.Generate(model, settings with { Walkers = 1, WalkersPerShard = 1, Frames = 200 }, _ => { })[0];

        Assert.Equal(alone, RunLatents.Generate(model, settings, _ => { })[0][..alone.Length]);
    }
}
