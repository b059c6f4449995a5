using System.Diagnostics;
using System.Text.Json;
using LatentSim.Models.ModelFile;

namespace Engine.Tests;

/// <summary>The main job with small networks: train, run, resume, evaluate, each a process.</summary>
public sealed class WorkflowTests(TinyModels models) : IClassFixture<TinyModels>
{
    [Fact]
    public void TrainingWritesAWholeModelAndTheLossesOfEveryEpoch()
    {
        Simulator model = Simulator.Load(models.PathOf("tiny.lsbox"));
        Assert.Equal("tiny", model.Name);
        Assert.Equal([4, 6, 8, 10, 14, 16], model.Molecule!.CoarseAtoms);
        Assert.Equal(TinyModels.Frames, Assert.Single(model.Provenance.Data).Frames);
        Assert.Equal(File.ReadAllText(models.PathOf("tiny.yaml")), model.Provenance.Configuration);

        string[] losses = File.ReadAllLines(models.PathOf("tiny.training.csv"));
        Assert.Equal("stage,epoch,epochs,training_loss,validation_loss,is_best,seconds", losses[0]);
        Assert.Equal(["srv", "mdn", "decoder", "backmapper"], losses[1..].Select(line => line.Split(',')[0]).Distinct());
        Assert.Equal(4, Json("train.json").GetProperty("stages").GetArrayLength());
    }

    [Fact]
    public void InfoTellsOfAModel()
    {
        string text = models.Run("info", "wgan.lsbox", "--json", "info.json").Output;

        Assert.Contains("Wasserstein GAN with gradient penalty: ", text, StringComparison.Ordinal);
        Assert.Contains("training.xtc, 1,200 frames", text, StringComparison.Ordinal);
        Assert.Equal(22, Json("info.json").GetProperty("atoms").GetInt32());
        Assert.Equal(["encoder", "propagator", "decoder", "backmapper"], Json("info.json").GetProperty("stages").EnumerateArray().Select(stage => stage.GetProperty("name").GetString()));
    }

    [Fact]
    public void TheSameSeedGivesTheSameWeightsAndAnotherDoesNot()
    {
        Assert.Equal(PropagatorOf("tiny"), PropagatorOf("wgan"));
        Assert.NotEqual(PropagatorOf("tiny"), PropagatorOf("other"));
    }

    [Fact]
    public void ARunIsCompletedMeasuredAndReported()
    {
        models.Run("run", "tiny.lsbox", "--walkers", "4", "--frames", "60", "--out", "run", "--seed", "3", "--devices", "cpu:0,cpu:1", "--json", "run.json");
        Assert.Equal("completed", Json("run.json").GetProperty("outcome").GetString());
        Assert.Equal(240, Json("run.json").GetProperty("framesWritten").GetInt64());
        Assert.True(Json("run.json").GetProperty("peakMemoryBytes").GetInt64() > 1 << 20);
        Assert.Contains("frames   60, one each 5 ps", models.Run("info", Path.Combine("run", "walkers", "0003.xtc")).Output, StringComparison.Ordinal);

        models.Run("evaluate", "--reference", "tiny.yaml", "--save-reference", "held-out.json");
        string table = models.Run("evaluate", "run", "--reference", "tiny.yaml", "--set", "data.held-out=[held-out.json]", "--json", "evaluation.json").Output;
        RequireEvaluation(table);
        Assert.Contains("nothing was left to do", models.Run("resume", "run").Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void SeveralRunsStandBesideEachOther()
    {
        foreach (string name in new[] { "tiny", "wgan" })
            models.Run("run", $"{name}.lsbox", "--walkers", "2", "--frames", "50", "--out", $"{name}-run", "--devices", "cpu:0");

        File.WriteAllText(models.PathOf("scan.json"), """{ "timeUnit": "ps", "lags": [ { "lag": 5, "trainingScore": 2, "validationScore": 1.9, "timescales": [ 20, "NaN" ] } ] }""");
        string heading = models.Run("evaluate", "tiny-run", "wgan-run", "--reference", "tiny.yaml", "--lag-scan", "scan.json").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[0];

        Assert.Equal(["figure", "tiny-run", "wgan-run", "asked", "MD"], heading.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        string report = File.ReadAllText(models.PathOf("tiny-run/report.html"));
        foreach (string section in new[] { "Free energy along ψ₁", "Free energy of slow linear components", "Timescales", "Structures", "Learning curves", "Choice of the lag", "Latent coordinates", "All figures" })
            Assert.Contains($">{section}</h2>", report, StringComparison.Ordinal);
        Assert.True(File.Exists(models.PathOf("wgan-run/report.html")));
    }

    [Fact]
    public void RunsOfAllAtomsAreComparedByTheirEnergiesAndMotionToo()
    {
        models.Run("run", "tiny.lsbox", "--walkers", "2", "--frames", "150", "--out", "energetic");

        models.Run("evaluate", "energetic", "--reference", "tiny.yaml", "--set", $"data.energy={RepositoryRoot.File("data", "adp", "system-vacuum.xml")}", "--json", "energetic.json");

        string?[] figures = [.. Json("energetic.json").GetProperty("runs")[0].GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("figure").GetString())];
        foreach (string figure in new[] { "potential energy, Kolmogorov-Smirnov distance", "mean RMS velocity, after superposition", "autocorrelation time of ALA2:HB1", "angles: mean", "rotate the input" })
            Assert.Contains(figures, name => name!.StartsWith(figure, StringComparison.Ordinal));
        string report = File.ReadAllText(models.PathOf("energetic/report.html"));
        foreach (string section in new[] { "Potential energy", "Velocities", "What the coarse sites do not fix", "Bonds and angles" })
            Assert.Contains($">{section}</h2>", report, StringComparison.Ordinal);
    }

    [Fact]
    public void RunsOfCoarseTrajectoriesAreComparedAsBackmapped()
    {
        models.Run("backmap", "tiny.lsbox", "--coarse", "held-out.xtc", "--topology", Dipeptide.Topology, "--out", "mapped");

        string table = models.Run(
            "evaluate", "mapped", "--reference", "tiny.yaml", "--set", $"data.energy={RepositoryRoot.File("data", "adp", "system-vacuum.xml")}", "--set", "evaluation.msm-lag=10").Output;

        // The flow copies the sites, and phi and psi with them.
        Assert.Matches(@"pass +free energy F\(phi, psi\) of ALA2, RMSE where MD has F <= 4 kT +0\.000 kT", table);
        Assert.Matches(@"pass +implied timescale 1, Markov model at a lag of 10 ps .*\(0\.0 %\)", table);
        Assert.Matches(@"pass +cosine similarity of eigenvector 1 +1\.0000", table);
        Assert.Contains("coarse sites of the frames against the coarse trajectory: mean RMSD", table, StringComparison.Ordinal);
        Assert.Contains("potential energy, Kolmogorov-Smirnov distance", table, StringComparison.Ordinal);
        Assert.DoesNotContain("F(psi_1)", table, StringComparison.Ordinal);
        Assert.Contains(">Kinetics</h2>", File.ReadAllText(models.PathOf("mapped/report.html")), StringComparison.Ordinal);

        string scaled = models.Run("evaluate", "--out-of-distribution", "mapped", "--reference", "tiny.yaml").Output;
        Assert.Contains("factor of all timescales, so that the slowest is MD's", scaled, StringComparison.Ordinal);
        Assert.Contains("; coarse trajectory: ", scaled, StringComparison.Ordinal);
        Assert.DoesNotContain("pass  implied timescale", scaled, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("latent", "")]
    [InlineData("coarse", "distances of adjacent coarse sites")]
    public void ARunMayEndBeforeTheAtomsAndIsThenComparedInLatentSpaceAlone(string stages, string figure)
    {
        models.Run("run", "tiny.lsbox", "--walkers", "3", "--frames", "200", "--out", stages, "--stages", stages);

        string table = models.Run("evaluate", stages, "--reference", "tiny.yaml").Output;

        Assert.Equal(3, Directory.GetFiles(models.PathOf($"{stages}/walkers")).Length);
        Assert.Contains("F(psi_1) of the latents", table, StringComparison.Ordinal);
        Assert.Contains("t_1, fitted to the autocorrelation", table, StringComparison.Ordinal);
        Assert.Contains(figure, table, StringComparison.Ordinal);
        Assert.DoesNotContain("bonds to hydrogen", table, StringComparison.Ordinal);
    }

    [Fact]
    public void StatisticsOfAtomsAreNoReferenceForARunWithoutThem()
    {
        models.Run("run", "tiny.lsbox", "--walkers", "2", "--frames", "5", "--out", "few", "--stages", "coarse");
        models.Run("evaluate", "--reference", "tiny.yaml", "--save-reference", "atoms.json");

        ProgramResult evaluation = LatentSimProgram.Run(["evaluate", models.PathOf("few"), "--reference", models.PathOf("tiny.yaml"), "--set", "data.held-out=[atoms.json]"]);

        Assert.Equal(2, evaluation.ExitCode);
        Assert.Contains("ends with the decoder; expected a run of all atoms, or in data.held-out trajectories", evaluation.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void HeldOutMdThatTrainingSawIsRefused()
    {
        models.Run("run", "tiny.lsbox", "--walkers", "2", "--frames", "5", "--out", "seen");

        ProgramResult evaluation = LatentSimProgram.Run(["evaluate", models.PathOf("seen"), "--reference", models.PathOf("tiny.yaml"), "--set", "data.held-out=[training.xtc]"]);

        Assert.Equal(2, evaluation.ExitCode);
        Assert.Contains("training.xtc: data.held-out: is among the trajectories that tiny was trained on", evaluation.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void CheckingTurnsAMissedFigureIntoAnExitCode()
    {
        models.Run("run", "tiny.lsbox", "--walkers", "2", "--frames", "100", "--out", "checked");
        string[] line = ["evaluate", models.PathOf("checked"), "--reference", models.PathOf("tiny.yaml")];

        Assert.Equal(1, LatentSimProgram.Run([.. line, "--check", "--set", "evaluation.free-energy=1e-9"]).ExitCode);
        Assert.Equal(0, LatentSimProgram.Run([.. line, "--set", "evaluation.free-energy=1e-9"]).ExitCode);
    }

    [Fact]
    public void AnInterruptedTrainingKeepsTheBestSoFarOfEveryStage()
    {
        using Process process = LatentSimProgram.Start(
            ["train", models.PathOf("tiny.yaml"), "--out", models.PathOf("cut.lsbox"), "--set", "encoder.epochs=1000000", "--set", "encoder.patience=1000000"]);
        while (!File.Exists(models.PathOf("cut.training.csv")) || File.ReadAllLines(models.PathOf("cut.training.csv")).Length < 3)
        {
            Assert.False(process.HasExited, "Training ended before its first epochs.");
            Thread.Sleep(20);
        }

        LatentSimProgram.Signal(process, "TERM");
        string errors = LatentSimProgram.Finish(process).Succeeded().Errors;

        foreach (string stage in new[] { "encoder", "propagator", "decoder", "backmapper" })
            Assert.Matches($"{stage} .*, cut short; best is", errors);
        Assert.NotNull(Simulator.Load(models.PathOf("cut.lsbox")).Backmapper);
    }

    [Fact]
    public void WithoutTheNativeLibraryTrainingSaysHowToGetIt()
    {
        ProgramResult result = LatentSimProgram.Run(
            ["train", models.PathOf("tiny.yaml"), "--out", models.PathOf("none.lsbox")], environment: ("LATENTSIM_TORCH", "/nowhere/libLatentTorch.so"));

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("./setup.sh", result.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(models.PathOf("none.lsbox")));
        Assert.False(File.Exists(models.PathOf("none.training.csv")));
    }

    private void RequireEvaluation(string table)
    {
        JsonElement rows = Json("evaluation.json").GetProperty("runs")[0].GetProperty("rows");
        foreach (string figure in new[]
        {
            "free energy", "Jensen-Shannon", "implied timescale 1", "bonds between heavy atoms: mean", "bonds to hydrogen: mean", "closer than", "handedness", "displacement",
            "rate of the whole pipeline to XTC on 2 slots", "peak memory",
        })
        {
            Assert.Contains(figure, table, StringComparison.Ordinal);
            Assert.Contains(rows.EnumerateArray(), row => row.GetProperty("figure").GetString()!.Contains(figure, StringComparison.Ordinal));
        }

        string report = File.ReadAllText(models.PathOf("run/report.html"));
        Assert.Contains("Latent coordinates of walker 0", report, StringComparison.Ordinal);
        Assert.Contains("training.xtc", report, StringComparison.Ordinal);
    }

    private float[] PropagatorOf(string name) => Simulator.Load(models.PathOf($"{name}.lsbox")).Propagator!.Network.Layers[0].Weights;

    private JsonElement Json(string name) => JsonDocument.Parse(File.ReadAllText(models.PathOf(name))).RootElement;
}
