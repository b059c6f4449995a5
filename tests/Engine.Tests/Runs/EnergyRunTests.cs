using System.Text.Json;
using LatentSim.Analysis;
using LatentSim.Engine.Runs;
using LatentSim.Models.Backmapper;
using LatentSim.Molecules;
using LatentSim.Molecules.ForceFields;
using Models.Tests;

namespace LatentSim.Engine.Tests.Runs;

public sealed class EnergyRunTests : IDisposable
{
    private const double Limit = 300;
    private readonly string folder = Directory.CreateTempSubdirectory("latentsim-energy-").FullName;

    private string ForceFieldFile => Path.Combine(folder, "nine.xml");

    public EnergyRunTests() => File.WriteAllText(ForceFieldFile, Repulsion());

    [Fact(Timeout = 120_000)]
    public async Task EveryFrameHasItsEnergy()
    {
        using SmallRun run = Run(mostEnergy: null);
        await run.Finish();

        var energy = new FrameEnergy(new ForceFieldPotential(SystemXmlFile.Read(ForceFieldFile)));
        var all = new List<double>();
        for (int walker = 0; walker < run.Request.Walkers; walker++)
        {
            float[,] column = NpyFile.Read(run.Walker(walker, ".energy.npy"));
            using ITrajectoryReader reader = TrajectoryFile.OpenRead(run.Walker(walker));
            var frame = new Frame(reader.AtomCount);
            int frames = 0;
            for (; reader.ReadNext(frame); frames++)
            {
                all.Add(energy.Of(frame.Positions));
                Assert.Equal((float)all[^1], column[frames, 0]);
            }

            Assert.Equal(frames, column.GetLength(0));
        }

        PotentialEstimates found = EnergyStatistics.Read(run.Directory.ObservablesFile)!;
        Assert.Equal(all.Count, found.Frames);
        Assert.Equal(all.Average(), found.Mean.Value!.Value, 1e-9 * Math.Abs(all.Average()));
        Assert.Equal(all.Max(), found.Most);
        Assert.Null(found.Redrawn);
        Assert.Equal(360, JsonDocument.Parse(File.ReadAllText(run.Directory.ObservablesFile)).RootElement.GetProperty("frames").GetInt32());
    }

    [Fact(Timeout = 120_000)]
    public async Task FramesAboveTheLimitAreDrawnAgain()
    {
        using SmallRun every = Run(mostEnergy: null);
        await every.Finish();
        double limit = EnergyStatistics.Read(every.Directory.ObservablesFile)!.Quantiles.Single(quantile => quantile.Share == 0.5).Energy!.Value;
        using SmallRun kept = Run(limit);
        await kept.Finish();

        PotentialEstimates found = EnergyStatistics.Read(kept.Directory.ObservablesFile)!;
        int left = Enumerable.Range(0, 6).Sum(walker => NpyFile.Read(kept.Walker(walker, ".energy.npy")).Cast<float>().Count(value => value > limit));
        Assert.Equal((limit, left), (found.Limit, (int)found.Above!));
        Assert.True(found.Redrawn > 60, $"{found.Redrawn} drawn again, too few to test with");
        Assert.True(found.Above < found.Redrawn / 2, $"{found.Above} of {found.Redrawn} are still above {limit}");
    }

    [Theory(Timeout = 120_000)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task AfterInterruptionsTheFilesAreThoseOfARunThatHadNone(int seed)
    {
        using SmallRun whole = Run(Limit, frames: 70);
        await whole.Finish();

        var random = new Random(seed);
        using SmallRun broken = Run(Limit);
        for (int i = 0; i < 4; i++)
        {
            await broken.BreakOff(random.Next(5), resume: i > 0);
            for (int walker = 0; walker < 6; walker++)
                File.AppendAllText(broken.Walker(walker, ".energy.npy"), "torn");
        }

        await broken.Finish(resume: true);
        await broken.Finish(resume: true, new ResumeOptions { Frames = 70, Devices = ["cpu:0", "cpu:1"] });
        await broken.Finish(resume: true, new ResumeOptions { Devices = ["cpu:0"] });

        SmallRun.AssertSame(whole.Files(), broken.Files());
    }

    [Fact(Timeout = 120_000)]
    public async Task LayoutHasNoInfluence()
    {
        using SmallRun one = Run(Limit);
        await one.Finish();
        using SmallRun other = Run(Limit);
        other.Request = other.Request with { WalkersPerShard = 5, Devices = ["cpu:0", "cpu:1"] };
        await other.Finish();

        Assert.Equal(File.ReadAllText(one.Directory.ObservablesFile), File.ReadAllText(other.Directory.ObservablesFile));
        for (int walker = 0; walker < 6; walker++)
            Assert.Equal(File.ReadAllBytes(one.Walker(walker, ".energy.npy")), File.ReadAllBytes(other.Walker(walker, ".energy.npy")));
    }

    [Fact(Timeout = 120_000)]
    public async Task AnotherForceFieldInItsPlaceIsRefused()
    {
        using SmallRun run = Run(mostEnergy: null);
        await run.Finish();
        File.AppendAllText(run.Directory.EnergyFile, "\n");

        InvalidInputException exception = await Assert.ThrowsAsync<InvalidInputException>(() => run.Finish(resume: true));
        Assert.Contains("system.xml: is not the force field", exception.Message);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private SmallRun Run(double? mostEnergy, long frames = 60)
    {
        var run = new SmallRun(frames: frames);
        run.Request = run.Request with { EnergyFile = ForceFieldFile, MostEnergy = mostEnergy };
        return run;
    }

    /// <summary>A force field of the random model's molecule, in which its atoms repel each other.</summary>
    internal static string Repulsion()
    {
        IEnumerable<int> atoms = Enumerable.Range(0, RandomModels.Atoms);
        string masses = string.Concat(atoms.Select(_ => "<Particle mass=\"12\"/>"));
        string particles = string.Concat(atoms.Select(_ => "<Particle q=\"0\" sig=\".2\" eps=\"1\"/>"));
        string exceptions = string.Concat(RandomModels.Topology.Bonds.Select(bond => $"<Exception p1=\"{bond.Item1}\" p2=\"{bond.Item2}\" q=\"0\" sig=\"1\" eps=\"0\"/>"));
        return $"""
            <?xml version="1.0" ?>
            <System openmmVersion="7.7" type="System" version="1">
            <PeriodicBoxVectors><A x="2" y="0" z="0"/><B x="0" y="2" z="0"/><C x="0" y="0" z="2"/></PeriodicBoxVectors>
            <Particles>{masses}</Particles><Constraints/>
            <Forces><Force type="NonbondedForce" version="4" method="0" cutoff="1" includeDirectSpace="1">
            <GlobalParameters/><ParticleOffsets/><ExceptionOffsets/><Particles>{particles}</Particles><Exceptions>{exceptions}</Exceptions>
            </Force></Forces>
            </System>
            """;
    }
}
