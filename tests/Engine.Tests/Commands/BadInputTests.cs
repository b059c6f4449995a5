using System.Buffers.Binary;
using System.Text;
using Models.Tests.ModelFile;

namespace Engine.Tests;

/// <summary>What the program says of input that it cannot use: one line, exit code 2, and nothing written.</summary>
public sealed class BadInputTests : IClassFixture<BadInputTests.Inputs>
{
    private readonly Inputs inputs;

    public BadInputTests(Inputs inputs) => this.inputs = inputs;

    [Theory]
    [InlineData("train absent.yaml", "absent.yaml: there is no such file")]
    [InlineData("train typo.yaml", "typo.yaml: line 14, column 3: unknown setting 'epoch'; did you mean 'epochs'?")]
    [InlineData("train tiny.yaml --set data.training=[garbage.xtc]", "garbage.xtc")]
    [InlineData("train tiny.yaml --set data.training=[truncated.xtc]", "truncated.xtc: ")]
    [InlineData("train tiny.yaml --set data.topology=nine.pdb --set data.training=[short.xtc] --set features.torsions=[] --set features.distances=all --set coarse=all", "short.xtc: has 22 atoms; expected 9, as in ")]
    [InlineData("train tiny.yaml --set data.training=[garbage.pdb]", "garbage.pdb")]
    [InlineData("train tiny.yaml --set data.topology=garbage.pdb", "garbage.pdb")]
    [InlineData("train tiny.yaml --set data.training=[absent.xtc]", "data.training: there is no file")]
    [InlineData("train tiny.yaml --set data.training=[]", "data.training: names no trajectory")]
    [InlineData("train tiny.yaml --set 'coarse=name XX'", "selects nothing: no atom has the name 'XX'")]
    [InlineData("train tiny.yaml --set 'coarse=name CA'", "coarse: 'name CA' selects 1 atom; expected 4 or more")]
    [InlineData("train tiny.yaml --set 'coarse=nam CA'", "coarse: ")]
    [InlineData("train tiny.yaml --set lag=7", "lag: is 7 ps; expected a whole multiple of the 5 ps between frames")]
    [InlineData("train tiny.yaml --set data.training=[short.xtc]", "short.xtc: has 5 frames; expected at least 20")]
    [InlineData("train tiny.yaml --set features.torsions=[side-chains]", "features: side-chain torsions")]
    [InlineData("train tiny.yaml --out nowhere/a.lsbox", "there is no folder")]
    [InlineData("run absent.lsbox --walkers 2 --frames 2 --out run", "absent.lsbox: ")]
    [InlineData("run garbage.xtc --walkers 2 --frames 2 --out run", "garbage.xtc: byte 0: not a model file")]
    [InlineData("run truncated.lsbox --walkers 2 --frames 2 --out run", "truncated.lsbox: byte ")]
    [InlineData("run newer.lsbox --walkers 2 --frames 2 --out run", "newer.lsbox: byte 8: model format version 7, expected 1 to 4")]
    [InlineData("run lone.lsbox --walkers 2 --frames 2 --out run", "lone.lsbox: holds a backmapper and no source; expected 'latentsim backmap'")]
    [InlineData("lag-scan tiny.yaml --set source=coarse", "features: expected nothing, because source: coarse trains a backmapper alone")]
    [InlineData("run damaged.lsbox --walkers 2 --frames 2 --out run", "damaged.lsbox: byte 20: the SHA-256 checksum does not match")]
    [InlineData("run model.lsbox --walkers 0 --frames 2 --out run", "--walkers: expected a whole number of at least 1, found 0")]
    [InlineData("run model.lsbox --walkers 2 --frames -2 --out run", "--frames: expected a whole number of at least 1, found -2")]
    [InlineData("run model.lsbox --walkers 2 --frames 2 --out run --devices cuda", "'cuda' is no device")]
    [InlineData("run model.lsbox --walkers 2 --frames 2 --out run --devices gpu", "'gpu' is no device")]
    [InlineData("run model.lsbox --walkers 2 --frames 2 --out run --json nowhere/a.json", "there is no folder")]
    [InlineData("run model.lsbox --walkers 2 --frames 2 --out .", "is not empty; expected a directory that is new or empty")]
    [InlineData("run latents.lsbox --walkers 2 --frames 2 --out run --stages atoms", "stages: the model has [propagator]")]
    [InlineData("run model.lsbox --walkers 2 --frames 2 --out run --energy absent.xml", "absent.xml: there is no such file")]
    [InlineData("run model.lsbox --walkers 2 --frames 2 --out run --energy tiny.yaml", "tiny.yaml: line 1: is not XML as OpenMM writes it")]
    [InlineData("run model.lsbox --walkers 2 --frames 2 --out run --energy dipeptide.xml", "dipeptide.xml: is the force field of 22 atoms; the model nine atoms has 9")]
    [InlineData("run model.lsbox --walkers 2 --frames 2 --out run --stages coarse --energy dipeptide.xml", "run: energy: needs frames of all atoms; the stages are [propagator, decoder]")]
    [InlineData("run model.lsbox --walkers 2 --frames 2 --out run --most-energy 5", "run: most-energy: needs energy")]
    [InlineData("resume absent", "absent: there is no such directory; expected the directory of a run")]
    [InlineData("resume .", "has no run.yaml; expected the directory of a run")]
    [InlineData("evaluate . --reference tiny.yaml", "has no run.yaml")]
    [InlineData("evaluate --reference tiny.yaml", "expected one or more run directories, or --save-reference FILE")]
    [InlineData("evaluate --reference absent.yaml --save-reference a.json", "absent.yaml: there is no such file")]
    [InlineData("evaluate --reference tiny.yaml --save-reference a.json --set data.held-out=[]", "data.held-out: names nothing to compare with")]
    [InlineData("evaluate --reference tiny.yaml --save-reference a.json --set data.held-out=[newer.json]", "newer.json: version: expected 1, found 9")]
    [InlineData("evaluate --reference tiny.yaml --save-reference a.json --set 'data.held-out=[newer.json, short.xtc]'", "expected trajectories alone, or one .json file alone")]
    [InlineData("evaluate --reference tiny.yaml --save-reference a.json --set data.held-out=[truncated.xtc]", "truncated.xtc: ")]
    [InlineData("evaluate . --reference tiny.yaml --lag-scan absent.json", "absent.json: there is no such file; expected what lag-scan --json wrote")]
    [InlineData("evaluate . --reference tiny.yaml --lag-scan newer.json", "newer.json: lags: are missing")]
    [InlineData("evaluate . --reference tiny.yaml --lag-scan tiny.yaml", "tiny.yaml: line 1: is no scan of lags")]
    [InlineData("info absent.xtc", "absent.xtc: there is no such file")]
    [InlineData("info truncated.xtc", "truncated.xtc: ")]
    [InlineData("info truncated.lsbox", "truncated.lsbox: ")]
    [InlineData("info tiny.yaml", "tiny.yaml: expected a name that ends in")]
    public void OneLineExitCodeTwoAndNothingWritten(string line, string says)
    {
        string[] before = inputs.Snapshot();

        ProgramResult result = LatentSimProgram.Run(Words(line), inputs.Folder);

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("latentsim: ", result.Errors, StringComparison.Ordinal);
        Assert.Contains(says, result.Errors, StringComparison.Ordinal);
        Assert.Equal(result.Errors.Length - 1, result.Errors.IndexOf('\n', StringComparison.Ordinal));
        Assert.Equal(before, inputs.Snapshot());
    }

    [Theory]
    [InlineData("run model.lsbox --walkers 2", "--frames")]
    [InlineData("run model.lsbox --walkers two --frames 2 --out run", "two")]
    [InlineData("runn", "runn")]
    [InlineData("train", "train")]
    public void AnArgumentThatIsMissingOrWrongIsExitCodeTwo(string line, string says)
    {
        ProgramResult result = LatentSimProgram.Run(Words(line), inputs.Folder);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(says, result.Errors, StringComparison.Ordinal);
        Assert.Contains("--help", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void VerboseTellsWhereAnErrorCameFrom()
    {
        ProgramResult result = LatentSimProgram.Run(["info", "absent.xtc", "--verbose"], inputs.Folder);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("   at LatentSim.", result.Errors, StringComparison.Ordinal);
    }

    /// <summary>Words between spaces; those within quotes belong together.</summary>
    private static string[] Words(string line) =>
        [.. line.Split('\'').SelectMany((part, i) => i % 2 == 1 ? [part] : part.Split(' ', StringSplitOptions.RemoveEmptyEntries))];

    /// <summary>A folder of files, most of them bad.</summary>
    public sealed class Inputs : IDisposable
    {
        private readonly TemporaryFolder folder = new();

        public Inputs()
        {
            WriteConfigurations();
            WriteTrajectories();
            WriteModels();
        }

        public string Folder => Path.GetDirectoryName(folder.Path("a"))!;

        public string[] Snapshot() => [.. Directory.EnumerateFileSystemEntries(Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

        public void Dispose() => folder.Dispose();

        private void WriteConfigurations()
        {
            string good = Dipeptide.Configuration(RepositoryRoot.File("data", "adp", "train-0.xtc"), "short.xtc");
            Write("tiny.yaml", good);
            Write("typo.yaml", good.Replace("epochs: 3", "epoch: 3", StringComparison.Ordinal));
            Write("newer.json", """{ "format": "latentsim ensemble statistics", "version": 9 }""");
        }

        private void WriteTrajectories()
        {
            Dipeptide.WriteTrajectory(folder.Path("short.xtc"), 0, 5);
            byte[] whole = File.ReadAllBytes(folder.Path("short.xtc"));
            File.WriteAllBytes(folder.Path("truncated.xtc"), whole[..^37]);
            Write("garbage.xtc", new string('x', 1000));
            Write("garbage.pdb", "this is no molecule\n");
            File.Copy(RepositoryRoot.File("data", "adp", "system-vacuum.xml"), folder.Path("dipeptide.xml"));
            Write("nine.pdb", string.Concat(File.ReadLines(Dipeptide.Topology).Where(line => line.StartsWith("ATOM", StringComparison.Ordinal)).Take(9).Select(line => line + "\n")));
        }

        private void WriteModels()
        {
            TestSimulators.Whole().Save(folder.Path("model.lsbox"));
            TestSimulators.LatentOnly().Save(folder.Path("latents.lsbox"));
            TestSimulators.LoneBackmapper().Save(folder.Path("lone.lsbox"));
            byte[] whole = File.ReadAllBytes(folder.Path("model.lsbox"));
            File.WriteAllBytes(folder.Path("truncated.lsbox"), whole[..^100]);
            BinaryPrimitives.WriteUInt32LittleEndian(whole.AsSpan(8), 7);
            File.WriteAllBytes(folder.Path("newer.lsbox"), whole);
            BinaryPrimitives.WriteUInt32LittleEndian(whole.AsSpan(8), 1);
            whole[^1] ^= 1;
            File.WriteAllBytes(folder.Path("damaged.lsbox"), whole);
        }

        private void Write(string name, string text) => File.WriteAllText(folder.Path(name), text, Encoding.ASCII);
    }
}
