using System.Text.Json;
using LatentSim.Models.ModelFile;
using Models.Tests.ModelFile;

namespace Engine.Tests;

/// <summary>The main job with small networks: train, run, resume, evaluate, each a process.</summary>
public sealed class WorkflowTests : IDisposable
{
    private const int TrainingFrames = 1500;
    private readonly TemporaryFolder folder = new();

    private string Folder => Path.GetDirectoryName(folder.Path("a"))!;

    [Fact]
    public void FromMolecularDynamicsToAReport()
    {
        WriteInputs();
        Run("train", "tiny.yaml", "--json", "train.json");
        RequireTrainedModel();

        Run("run", "tiny.lsbox", "--walkers", "4", "--frames", "60", "--out", "run", "--seed", "3", "--devices", "cpu:0,cpu:1", "--json", "run.json");
        Assert.Equal("completed", Json("run.json").GetProperty("outcome").GetString());
        Assert.Equal(240, Json("run.json").GetProperty("framesWritten").GetInt64());
        Assert.True(Json("run.json").GetProperty("peakMemoryBytes").GetInt64() > 1 << 20);

        Assert.Contains("0 frames", Run("resume", "run").Errors, StringComparison.Ordinal);
        Assert.Contains("frames   60, one each 5 ps", Run("info", Path.Combine("run", "walkers", "0003.xtc")).Output, StringComparison.Ordinal);

        Run("evaluate", "--reference", "tiny.yaml", "--save-reference", "held-out.json");
        string table = Run("evaluate", "run", "--reference", "tiny.yaml", "--set", "data.held-out=[held-out.json]", "--json", "evaluation.json").Output;
        RequireEvaluation(table);
    }

    [Fact]
    public void TheSameSeedGivesTheSameWeightsAndAnotherDoesNot()
    {
        WriteInputs();
        foreach ((string name, string seed) in new[] { ("a", "5"), ("b", "5"), ("c", "6") })
            Run("train", "tiny.yaml", "--out", $"{name}.lsbox", "--set", $"seed={seed}", "--set", "backmapper=none");

        Assert.Equal(PropagatorOf("a"), PropagatorOf("b"));
        Assert.NotEqual(PropagatorOf("a"), PropagatorOf("c"));
    }

    [Fact]
    public void SeveralRunsStandBesideEachOther()
    {
        WriteInputs();
        Run("train", "tiny.yaml", "--out", "flow.lsbox");
        Run("train", "tiny.yaml", "--out", "wgan.lsbox", "--set", "decoder=wgan", "--set", "wgan-decoder.epochs=1", "--set", "wgan-decoder.hidden=[16]");
        foreach (string name in new[] { "flow", "wgan" })
            Run("run", $"{name}.lsbox", "--walkers", "2", "--frames", "50", "--out", name, "--devices", "cpu:0");

        string heading = Run("evaluate", "flow", "wgan", "--reference", "tiny.yaml").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[0];

        Assert.Equal(["figure", "flow", "wgan", "asked", "MD"], heading.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.True(File.Exists(folder.Path("flow/report.html")));
        Assert.True(File.Exists(folder.Path("wgan/report.html")));
    }

    public void Dispose() => folder.Dispose();

    private void WriteInputs()
    {
        Dipeptide.WriteTrajectory(folder.Path("training.xtc"), 0, TrainingFrames);
        Dipeptide.WriteTrajectory(folder.Path("held-out.xtc"), 1, TrainingFrames);
        File.WriteAllText(folder.Path("tiny.yaml"), Dipeptide.Configuration("training.xtc", "held-out.xtc"));
    }

    private void RequireTrainedModel()
    {
        Simulator model = Simulator.Load(folder.Path("tiny.lsbox"));
        Assert.Equal("tiny", model.Name);
        Assert.Equal([4, 6, 8, 10, 14, 16], model.Molecule!.CoarseAtoms);
        Assert.Equal(TrainingFrames, Assert.Single(model.Provenance.Data).Frames);
        Assert.Equal(File.ReadAllText(folder.Path("tiny.yaml")), model.Provenance.Configuration);

        string[] losses = File.ReadAllLines(folder.Path("tiny.training.csv"));
        Assert.Equal("stage,epoch,epochs,training_loss,validation_loss,is_best,seconds", losses[0]);
        Assert.Equal(["srv", "mdn", "decoder", "backmapper"], losses[1..].Select(line => line.Split(',')[0]).Distinct());
        Assert.Equal(4, Json("train.json").GetProperty("stages").GetArrayLength());
        Assert.Contains("neural spline flow", Run("info", "tiny.lsbox", "--json", "info.json").Output, StringComparison.Ordinal);
        Assert.Equal(22, Json("info.json").GetProperty("atoms").GetInt32());
    }

    private void RequireEvaluation(string table)
    {
        JsonElement rows = Json("evaluation.json").GetProperty("runs")[0].GetProperty("rows");
        foreach (string figure in new[] { "free energy", "Jensen-Shannon", "implied timescale 1", "bonds between heavy atoms: mean", "bonds to hydrogen: mean", "closer than", "handedness", "displacement", "rate of the whole pipeline to XTC on 2 slots", "peak memory" })
        {
            Assert.Contains(figure, table, StringComparison.Ordinal);
            Assert.Contains(rows.EnumerateArray(), row => row.GetProperty("figure").GetString()!.Contains(figure, StringComparison.Ordinal));
        }

        string report = File.ReadAllText(folder.Path("run/report.html"));
        Assert.Contains("Latent coordinates of walker 0", report, StringComparison.Ordinal);
        Assert.Contains("training.xtc", report, StringComparison.Ordinal);
    }

    private float[] PropagatorOf(string name) => Simulator.Load(folder.Path($"{name}.lsbox")).Propagator.Network.Layers[0].Weights;

    private JsonElement Json(string name) => JsonDocument.Parse(File.ReadAllText(folder.Path(name))).RootElement;

    private ProgramResult Run(params string[] arguments) => LatentSimProgram.Run(arguments, Folder).Succeeded();
}
