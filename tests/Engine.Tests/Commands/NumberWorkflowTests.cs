using System.Text.Json;
using LatentSim.Models.ModelFile;
using LatentSim.Molecules;
using Models.Tests.ModelFile;

namespace Engine.Tests;

/// <summary>Systems of plain numbers from data to report, with small networks: simulate, train, run, evaluate, each a process.</summary>
public sealed class NumberWorkflowTests(NumberWorkflowTests.SmallChain chain) : IClassFixture<NumberWorkflowTests.SmallChain>
{
    [Fact]
    public void SimulationIsAFunctionOfTheSeed()
    {
        chain.Run("simulate", "chain.yaml", "--out", "again");
        chain.Run("simulate", "chain.yaml", "--out", "other", "--set", "reference.seed=2", "--set", "reference.trajectories=2");

        Assert.Equal(File.ReadAllBytes(chain.PathOf("data/0000.npy")), File.ReadAllBytes(chain.PathOf("again/0000.npy")));
        Assert.NotEqual(File.ReadAllBytes(chain.PathOf("data/0000.npy")), File.ReadAllBytes(chain.PathOf("other/0000.npy")));
        Assert.Equal(["0000.npy", "0001.npy"], Directory.GetFiles(chain.PathOf("other")).Select(Path.GetFileName).Order());
        Assert.Contains("30,000", chain.Run("info", "data/0000.npy").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void AModelOfTheCoordinateIsTrainedRunAndComparedWithTheExactChain()
    {
        Simulator model = Simulator.Load(chain.PathOf("plain.lsbox"));
        Assert.Equal(("steps", 100.0), (model.TimeUnit, model.LagTime));
        Assert.InRange(model.Coordinates!.Maximum[0], 0.9, 1.02);
        Assert.Contains("100 steps", chain.Run("info", "plain.lsbox").Output, StringComparison.Ordinal);

        chain.Run("run", "plain.lsbox", "--walkers", "3", "--frames", "400", "--out", "plain");
        float[,] walker = NpyFile.Read(chain.PathOf("plain/walkers/0002.npy"));
        Assert.Equal((400, 1), (walker.GetLength(0), walker.GetLength(1)));
        Assert.InRange(walker.Cast<float>().Order().ElementAt(200), -1.1, 1.1);
        Assert.Contains(walker.Cast<float>(), x => x < 0);

        string table = chain.Run("evaluate", "plain", "--reference", "chain.yaml", "--json", "plain.json").Output;
        Assert.Contains("6038.9 steps; 27,000 steps tell it to", table, StringComparison.Ordinal);
        JsonElement rows = Rows("plain.json");
        Assert.Equal(5, rows.EnumerateArray().Count(row => row.GetProperty("verdict").GetString() != "measured"));
        Assert.InRange(Value(rows, "transition density"), 0.01, 0.9);
        string page = File.ReadAllText(chain.PathOf("plain/report.html"));
        Assert.All(["Stationary density", "Trajectories", "Transition density", "Model - exact"], part => Assert.Contains(part, page, StringComparison.Ordinal));
    }

    [Fact]
    public void AnEncoderIsComparedWithTheExactEigenfunctions()
    {
        chain.Run("train", "chain.yaml", "--set", "encoder.kind=srv", "--set", "encoder.dimension=2", "--out", "encoded.lsbox");
        chain.Run("run", "encoded.lsbox", "--walkers", "2", "--frames", "300", "--out", "encoded");
        chain.Run("evaluate", "encoded", "--reference", "chain.yaml", "--json", "encoded.json");

        JsonElement rows = Rows("encoded.json");
        Assert.InRange(Value(rows, "eigenvalue 1 of the encoder"), 0.5, 1);
        Assert.InRange(Value(rows, "overlap of eigenfunction 1"), 0.5, 1.0001);
        Assert.Contains("Eigenfunction 2", File.ReadAllText(chain.PathOf("encoded/report.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void BrownianDynamicsIsComparedWithItsOwnOperator()
    {
        chain.Run("run", "plain.lsbox", "--walkers", "1", "--frames", "100", "--out", "brownian");
        string table = chain.Run("evaluate", "brownian", "--reference", "chain.yaml", "--set", "reference.process=brownian").Output;

        Assert.Contains("timescale 1 of the model's operator", table, StringComparison.Ordinal);
        Assert.Contains("1154.", table, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("train chain.yaml --set data.training=[cut.npy]", "cut.npy: byte 128: ")]
    [InlineData("train chain.yaml --set data.training=[text.npy]", "text.npy: byte 0: not a NumPy file")]
    [InlineData("train chain.yaml --set data.training=[constant.npy]", "column 0 is the same in every frame")]
    [InlineData("train chain.yaml --set data.training=[constant.npy,wide.npy]", "wide.npy: has 2 columns; expected 1, as in")]
    [InlineData("train chain.yaml --set lag=0.5", "lag: is 0.5 steps; expected a whole multiple of the 1 steps between frames")]
    [InlineData("train chain.yaml --set lag=29999", "has 30000 frames; expected at least")]
    [InlineData("simulate chain.yaml --set reference.process=none", "reference.process: names none")]
    [InlineData("evaluate none --reference chain.yaml", "there is no such directory")]
    [InlineData("evaluate --reference chain.yaml --save-reference a.json", "--save-reference: expected no file")]
    public void BadInputIsNamedInOneLine(string line, string says)
    {
        ProgramResult result = chain.Try(line.Split(' '));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(says, result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void ARunThatDoesNotBelongToTheReferenceIsRefused()
    {
        chain.Run("run", "plain.lsbox", "--walkers", "1", "--frames", "50", "--out", "apart");
        Assert.Contains("expected 50 steps, as the reference has", chain.Try("evaluate", "apart", "--reference", "chain.yaml", "--set", "lag=50").Errors, StringComparison.Ordinal);
        using (FileStream file = File.OpenWrite(chain.PathOf("apart/walkers/0000.npy")))
            file.SetLength(file.Length - 4);
        Assert.Contains("is the run unfinished?", chain.Try("evaluate", "apart", "--reference", "chain.yaml").Errors, StringComparison.Ordinal);
    }

    private static double Value(JsonElement rows, string figure) =>
        rows.EnumerateArray().First(row => row.GetProperty("figure").GetString()!.StartsWith(figure, StringComparison.Ordinal)).GetProperty("value").GetDouble();

    private JsonElement Rows(string name) =>
        JsonDocument.Parse(File.ReadAllText(chain.PathOf(name))).RootElement.GetProperty("runs")[0].GetProperty("rows");

    /// <summary>A folder with a short trajectory of the four-well chain and a model of it.</summary>
    public sealed class SmallChain : IDisposable
    {
        private const string Configuration = """
            name: plain
            time-unit: steps
            reference: { process: chain, frames: 30000 }
            data: { training: [data/0000.npy], frame-interval: 1 }
            lag: 100
            decoder: none
            backmapper: none
            encoder: { kind: none, functions: 2, hidden: [16], batch-size: 2000, epochs: 2 }
            propagator: { components: 3, hidden: [16], batch-size: 500, epochs: 3 }
            validation: 0.1
            """;

        private readonly TemporaryFolder folder = new();

        public SmallChain()
        {
            File.WriteAllText(PathOf("chain.yaml"), Configuration);
            Run("simulate", "chain.yaml", "--out", "data");
            Run("train", "chain.yaml");
            File.WriteAllBytes(PathOf("cut.npy"), File.ReadAllBytes(PathOf("data/0000.npy"))[..^1]);
            File.WriteAllText(PathOf("text.npy"), "0.1 0.2\n");
            NpyFile.Write(PathOf("constant.npy"), new float[5000], 1);
            NpyFile.Write(PathOf("wide.npy"), new float[10000], 2);
        }

        public string PathOf(string name) => folder.Path(name);

        internal ProgramResult Run(params string[] arguments) => Try(arguments).Succeeded();

        internal ProgramResult Try(params string[] arguments) => LatentSimProgram.Run(arguments, Path.GetDirectoryName(PathOf("a")));

        public void Dispose() => folder.Dispose();
    }
}
