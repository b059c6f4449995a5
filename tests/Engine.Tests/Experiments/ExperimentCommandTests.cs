using System.Text.Json.Nodes;

namespace Engine.Tests.Experiments;

/// <summary>latentsim experiment, with Verlet itself as the integrator: nothing to train, and no error.</summary>
public sealed class ExperimentCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("latentsim-experiment-").FullName;

    public ExperimentCommandTests()
    {
        File.WriteAllText(Path.Combine(folder, "well.yaml"), """
            name: well
            source: integrator
            integrator: verlet
            timestep: 0.1
            particles: {potential: double-well, start: [-3, 3], verlet-timestep: 0.002, simulations: 4, duration: 5}
            test: {start: -2}

            """);
        File.WriteAllText(Path.Combine(folder, "three.yaml"), """
            name: three
            source: integrator
            integrator: verlet
            timestep: 0.1
            particles: {potential: lennard-jones, count: 3, boundary: periodic, size: 5, start: [-2.5, 2.5], verlet-timestep: 0.002, simulations: 4, duration: 5}

            """);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void ExperimentsAddToOneReport()
    {
        string output = Experiment("trajectory-error well.yaml --integrators verlet --timesteps 0.1,0.4 --duration 20 --held-out 2 --out found").Succeeded().Output;
        Assert.Contains("free-running", output);
        Assert.Contains("not measured", output);
        Assert.Equal(["well-verlet-0.1.lsbox", "well-verlet-0.4.lsbox"], Directory.GetFiles(PathOf("found/models"), "*.lsbox").Select(Path.GetFileName).Order());

        Experiment("energy well.yaml --integrators verlet --timesteps 0.4 --duration 100 --out found --json energy.json").Succeeded();
        JsonNode energy = JsonNode.Parse(File.ReadAllText(PathOf("energy.json")))!;
        JsonNode free = energy["rows"]!.AsArray().Single(row => (string?)row!["subject"]!["kind"] == "freeRunning")!;
        Assert.Equal(2, (double)energy["scale"]!["initial"]!, 1e-12);
        Assert.InRange((double)free["deviations"]!["largest"]!, 1e-8, 1e-4);
        Assert.Equal(File.ReadAllText(PathOf("energy.json")), File.ReadAllText(PathOf("found/energy.json")));

        string page = File.ReadAllText(PathOf("found/report.html"));
        Assert.Contains("Position error", page);
        Assert.Contains("latentsim experiment energy", page);
    }

    [Fact]
    public void EveryExperimentOnOneParticleRuns()
    {
        Experiment("phase well.yaml --integrators verlet --timesteps 0.4 --duration 40 --out found").Succeeded();
        Assert.Contains("no chaos", Experiment("lyapunov well.yaml --integrators verlet --duration 20 --out found").Succeeded().Output);
        Assert.Contains("t_V", Experiment("speedup well.yaml --integrators verlet --timesteps 0.4 --out found").Succeeded().Output);
        string page = File.ReadAllText(PathOf("found/report.html"));
        Assert.All(new[] { "Phase space", "Divergence of trajectories", "Net speedup" }, heading => Assert.Contains(heading, page));
    }

    [Fact]
    public void FluidsAreComparedWithVerlets()
    {
        string output = Experiment("fluid three.yaml --integrators verlet --timesteps 0.2,0.4 --duration 100 --out three").Succeeded().Output;
        Assert.Contains("Verlet again", output);
        Assert.Contains("The largest timestep", output);
    }

    [Theory]
    [InlineData("energy absent.yaml", "absent.yaml: there is no such file")]
    [InlineData("energy well.yaml --set source=propagator --set integrator= --set lag=1", "well.yaml: ")]
    [InlineData("energy well.yaml --timesteps 0.1,x", "--timesteps: expected positive numbers with commas between them, such as 0.1,0.4, found 'x'")]
    [InlineData("energy well.yaml --timesteps 0.003", "--timesteps: expected whole multiples of particles.verlet-timestep, 0.002, found 0.003")]
    [InlineData("energy well.yaml --integrators lstm,euler", "--integrators: expected some of lstm, action-angle, symplectic, verlet, found 'euler'")]
    [InlineData("energy well.yaml --duration 3", "--duration: expected at least 40, ten of the largest timestep, found 3")]
    [InlineData("energy well.yaml --out well.yaml", "cannot be made a folder")]
    [InlineData("fluid well.yaml --integrators verlet", "the experiment fluid needs two particles or more")]
    [InlineData("energy well.yaml --integrators symplectic", "integrator: expected action-angle, lstm or verlet for one particle on a line, found symplectic")]
    [InlineData("phase three.yaml --integrators verlet", "the experiment phase follows one particle on a line")]
    [InlineData("lyapunov three.yaml --integrators verlet", "the experiment lyapunov follows one particle on a line")]
    public void BadInputIsOneLineAndExitCodeTwo(string line, string says)
    {
        ProgramResult result = Experiment(line);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(says, result.Errors);
        Assert.DoesNotContain("   at ", result.Errors);
    }

    [Fact]
    public void ModelsAndFiguresOfOthersAreNotMixed()
    {
        const string Energy = "energy well.yaml --integrators verlet --timesteps 0.4 --duration 20 --out found";
        Experiment(Energy).Succeeded();
        Experiment($"{Energy} --set test.start=1.5").Succeeded();

        ProgramResult other = Experiment($"{Energy} --set particles.mass=[1,2]");
        Assert.Equal(2, other.ExitCode);
        Assert.Contains("well-verlet-0.4.lsbox: provenance.configuration: is not that of", other.Errors);
        Experiment($"{Energy} --set particles.mass=[1,2] --force").Succeeded();

        ProgramResult renamed = Experiment($"{Energy} --set name=other");
        Assert.Equal(2, renamed.ExitCode);
        Assert.Contains("energy.json: system.name: is of well, not of other", renamed.Errors);

        File.WriteAllText(PathOf("found/phase.json"), "{}");
        ProgramResult damaged = Experiment(Energy);
        Assert.Equal(2, damaged.ExitCode);
        Assert.Contains("phase.json: ", damaged.Errors);
    }

    private string PathOf(string name) => Path.Combine(folder, name);

    private ProgramResult Experiment(string line) => LatentSimProgram.Run(["experiment", .. line.Split(' ')], folder);
}
