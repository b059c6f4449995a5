using System.Text.Json.Nodes;
using Engine.Tests;
using LatentSim.Analysis;
using LatentSim.Molecules;
using LatentSim.Molecules.Geometry;
using LatentSim.Molecules.Particles;
using LatentSim.Molecules.Random;

namespace Interop.Tests;

/// <summary>Distances of distributions, clusters and structures agree with SciPy's, scikit-learn's, MDTraj's and MDAnalysis's.</summary>
[Collection(OtherProgramsCollection.Name)]
public sealed class EstimatorInteropTests(OtherPrograms programs)
{
    [Fact]
    public void DistancesOfDistributionsAreScipys()
    {
        var first = Samples.Normal(1, 1000);
        double[] second = [.. Samples.Normal(2, 777).Select(x => 0.3 + (1.4 * x)), first[0], first[1]];
        double[] p = [0.1, 0, 0.5, 0.4];
        double[] q = [3, 1, 0, 2];
        var theirs = programs.Python(new JsonObject
        {
            ["do"] = "distances", ["first"] = Samples.Write(programs, first), ["second"] = Samples.Write(programs, second), ["p"] = Samples.Json(p), ["q"] = Samples.Json(q),
        });
        Assert.Equal((double)theirs["ks"]!, DistributionDistance.KolmogorovSmirnov(first, second), 1e-12);
        Assert.Equal((double)theirs["wasserstein"]!, DistributionDistance.Wasserstein(first, second), 1e-12);
        Assert.Equal((double)theirs["jensen shannon"]!, DistributionDistance.JensenShannon(p, q), 1e-12);
    }

    [Fact]
    public void ClustersAreAtAMinimumOfScikitLearnsInertia()
    {
        // Six clouds in a plane. From our centres scikit-learn finds nothing lower, and the best of ten starts of its own is as low.
        const int Dimension = 2;
        var noise = Samples.Normal(3, 6000);
        double[] points = [.. noise.Select((x, i) => (0.6 * x) + (3 * (i % Dimension == 0 ? i / 2 % 3 : i / 2 % 6 / 3)))];
        var model = new KMeans { Centres = 6, Tolerance = 0, MaximumIterations = 300 }.Fit(points, Dimension);
        var theirs = programs.Python(new JsonObject
        {
            ["do"] = "kmeans", ["points"] = Samples.Write(programs, points), ["dimension"] = Dimension, ["centres"] = Samples.Json(model.Centres.ToArray()),
        });
        Samples.AssertClose(Samples.Numbers(theirs["centres"]), model.Centres.ToArray(), 1e-9);
        Assert.Equal(1, Inertia(points, model) / (double)theirs["inertia"]!, 1e-9);
        Assert.Equal(1, Inertia(points, model) / (double)theirs["best"]!, 1e-3);
    }

    [Fact]
    public void GyrationDeviationsAndMeanStructureAreThoseOfMdtrajAndMdanalysis()
    {
        const int Count = 500;

        // MDAnalysis leaves an index beside a trajectory that it reads, so it reads a copy.
        var file = programs.NewFile("xtc");
        File.Copy(RepositoryRoot.File("data", "adp", "train-0.xtc"), file);
        var pdb = RepositoryRoot.File("data", "adp", "adp.pdb");
        double[] masses = [.. PdbFile.ReadTopology(pdb).Atoms.Select(atom => atom.Element.Mass)];
        float[][] frames = [.. PlainTrajectory.ReadAll(file).Take(Count).Select(frame => frame.Positions)];
        var average = new StructureAverage(frames[0]);
        foreach (var frame in frames)
            average.Add(frame);
        var theirs = programs.Python(new JsonObject { ["do"] = "structures", ["file"] = file, ["topology"] = pdb, ["frames"] = Count, ["masses"] = Samples.Json(masses) });
        Samples.AssertClose(Samples.Numbers(theirs["rg"]), Array.ConvertAll(frames, frame => RadiusOfGyration.Compute(frame)), 1e-6);
        Samples.AssertClose(Samples.Numbers(theirs["massive rg"]), Array.ConvertAll(frames, frame => RadiusOfGyration.Compute(frame, masses)), 1e-6);
        Samples.AssertClose(Samples.Numbers(theirs["rmsd"]), Array.ConvertAll(frames, frame => Superposition.MinimalRmsd(frame, frames[0])), 3e-5);
        Samples.AssertClose(Samples.Numbers(theirs["mean"]), FromCentre(average.Mean()), 3e-5);
    }

    [Fact]
    public void RadialDistributionIsMdtrajs()
    {
        const int Particles = 16;
        const int Bins = 60;
        var system = new ParticleSystem
        {
            Potential = ParticlePotential.LennardJones, Particles = Particles, Boundary = ParticleBoundary.Periodic, Size = 6, Epsilon = 2, Start = new SweepRange(-3, 3),
        };
        var verlet = new ParticleVerlet(system, ParticleSweep.Draw(system, 1, 0, RandomPurpose.HeldOutSweep), 0.005);
        var radial = RadialDistribution.InPeriodicCube(Particles, system.Size, Bins);
        var positions = new List<double>();
        for (var frame = 0; frame < 500; frame++)
        {
            verlet.Advance(40);

            // MDTraj keeps single precision: the same numbers on both sides, but for those that its arithmetic moves over the edge of a bin.
            double[] rounded = [.. verlet.Positions.ToArray().Select(x => (double)(float)x)];
            radial.Add(rounded);
            positions.AddRange(rounded);
        }

        var theirs = programs.Python(new JsonObject
        {
            ["do"] = "radial", ["particles"] = Particles, ["edge"] = system.Size, ["bins"] = Bins, ["positions"] = Samples.Write(programs, [.. positions]),
        });
        Samples.AssertClose(Samples.Numbers(theirs["r"]), [.. radial.Distances], 1e-6);
        var ours = radial.Values();
        Samples.AssertClose(Samples.Numbers(theirs["g"]), ours, 2e-3 * ours.Max());
    }

    private static double Inertia(double[] points, KMeansModel model)
    {
        var sum = 0.0;
        for (var i = 0; i < points.Length; i += model.Dimension)
        {
            var centre = model.Assign(points.AsSpan(i, model.Dimension)) * model.Dimension;
            for (var d = 0; d < model.Dimension; d++)
                sum += Math.Pow(points[i + d] - model.Centres[centre + d], 2);
        }

        return sum;
    }

    private static double[] FromCentre(float[] positions)
    {
        var atoms = positions.Length / 3;
        double[] centre = [.. Enumerable.Range(0, 3).Select(d => Enumerable.Range(0, atoms).Average(i => (double)positions[(3 * i) + d]))];
        return [.. Enumerable.Range(0, atoms).Select(i => Math.Sqrt(Enumerable.Range(0, 3).Sum(d => Math.Pow(positions[(3 * i) + d] - centre[d], 2))))];
    }
}
