using System.Text.Json;
using LatentSim.Analysis;
using LatentSim.Engine.Live;
using LatentSim.Engine.Runs;
using LatentSim.Models.ModelFile;
using LatentSim.Molecules;
using Models.Tests;
using Models.Tests.ModelFile;

namespace LatentSim.Engine.Tests.Live;

/// <summary>MD as the target that a run is watched against.</summary>
public sealed class MolecularTargetTests : IDisposable
{
    private const int Frames = 240;
    private const int Atoms = 9;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly TemporaryFolder folder = new();
    private readonly Simulator model = TestSimulators.Whole();

    public void Dispose() => folder.Dispose();

    /// <summary>Two trajectories of 240 frames 2.5 ps apart: every second is a lag apart, five pieces of 24 each.</summary>
    [Fact(Timeout = 120_000)]
    public async Task EstimatesAreThoseOfTheFramesInFivePieces()
    {
        float[][] first = WriteMd("0.xtc", 1);
        float[][] second = WriteMd("1.xtc", 2);
        var latents = new RunningLatents(10, 2, 5);
        var observables = new RunningObservables(EnsembleDefinition.Of(RandomModels.Topology), 10, 5);
        var encoder = model.CreateEncoder();
        float[] latent = new float[2];
        foreach ((float[][] frames, int file) in new[] { (first, 0), (second, 1) })
        {
            for (int step = 0; step < 120; step++)
            {
                encoder.Encode(frames[2 * step], latent);
                latents.Add((5 * file) + (step / 24), step, latent);
                observables.Add((5 * file) + (step / 24), step, frames[2 * step]);
            }
        }

        string expected = (observables.Estimate() with { Latent = latents.Estimate() }).ToJson();
        string kept = folder.Path("target.json");
        var log = new LiveLog();
        using MolecularTarget target = MolecularTarget.Start(Configuration("held-out: ['*.xtc']"), model, Settings(StageNames.All), log, kept);
        await target.Finished.WaitAsync(Limit);

        Assert.Equal(expected, target.Text);
        Assert.Equal(expected, File.ReadAllText(kept));
        using JsonDocument json = JsonDocument.Parse(expected);
        Assert.Equal(240, json.RootElement.GetProperty("frames").GetInt64());
        Assert.True(json.RootElement.GetProperty("radiusOfGyration").GetProperty("standardError").GetDouble() > 0);
    }

    [Fact(Timeout = 120_000)]
    public async Task TrainingMdIsTheTargetWhereNothingIsHeldOut()
    {
        WriteMd("0.xtc", 1);
        using MolecularTarget target = MolecularTarget.Start(Configuration("training: [0.xtc]"), model, Settings([StageNames.Propagator]), new LiveLog());
        await target.Finished.WaitAsync(Limit);
        using JsonDocument json = JsonDocument.Parse(target.Text!);
        Assert.Equal(120, json.RootElement.GetProperty("latent").GetProperty("frames").GetInt64());
    }

    [Fact(Timeout = 120_000)]
    public async Task CoarseRunsAreComparedAtTheirSites()
    {
        WriteMd("0.xtc", 1);
        using MolecularTarget target = MolecularTarget.Start(Configuration("training: [0.xtc]"), model, Settings([StageNames.Propagator, StageNames.Decoder]), new LiveLog());
        await target.Finished.WaitAsync(Limit);
        Assert.NotNull(target.Text);
    }

    [Fact(Timeout = 120_000)]
    public async Task DataThatCannotBeReadAreALineOfTheLog()
    {
        WriteMd("0.xtc", 1);
        byte[] bytes = File.ReadAllBytes(folder.Path("0.xtc"));
        File.WriteAllBytes(folder.Path("0.xtc"), bytes[..^7]);
        var log = new LiveLog();
        using MolecularTarget target = MolecularTarget.Start(Configuration("training: [0.xtc]"), model, Settings(StageNames.All), log);
        await target.Finished.WaitAsync(Limit);
        Assert.Null(target.Text);
        Assert.Contains("0.xtc", Assert.Single(log.Since(0).Lines).Text);
    }

    [Theory]
    [InlineData("training: [2.xtc]", 5, "there is no file")]
    [InlineData("training: []", 5, "names no trajectories")]
    [InlineData("training: [0.xtc]", 10, "lag")]
    [InlineData("training: [10.xtc]", 5, "the model has 9")]
    public void WhatDoesNotFitIsRefusedBeforeARunStarts(string data, int lag, string expected)
    {
        WriteMd("0.xtc", 1);
        using (var writer = new XtcWriter(folder.Path("10.xtc"), 10))
        {
            writer.Write(0, 0, new float[30], []);
            writer.Write(1, 5, new float[30], []);
        }

        InvalidInputException exception = Assert.Throws<InvalidInputException>(
            () => MolecularTarget.Start(Configuration(data, lag), model, Settings(StageNames.All), new LiveLog()));
        Assert.Contains(expected, exception.Message);
    }

    private string Configuration(string data, int lag = 5)
    {
        string path = folder.Path("config.yaml");
        File.WriteAllText(path, $"name: nine\ndata:\n  topology: nine.pdb\n  {data}\nlag: {lag}\ncoarse: name C\nfeatures:\n  torsions: [backbone]\n");
        return path;
    }

    private static RunSettings Settings(IReadOnlyList<string> stages) =>
        new() { Seed = 1, Walkers = 1, Frames = 10, Stages = stages, ModelHash = "", WalkersPerShard = 1 };

    private float[][] WriteMd(string name, int seed)
    {
        var random = new Random(seed);
        float[][] frames = new float[Frames][];
        using var writer = new XtcWriter(folder.Path(name), Atoms);
        for (int i = 0; i < Frames; i++)
        {
            frames[i] = [.. RandomModels.Positions.Select(x => x + (0.03f * (random.NextSingle() - 0.5f)))];
            writer.Write(i, 2.5 * i, frames[i], []);
        }

        return frames;
    }
}
