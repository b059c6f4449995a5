using System.Text.Json.Nodes;
using Engine.Tests;
using LatentSim.Analysis;
using LatentSim.Molecules.Dynamics;
using LatentSim.Molecules.Geometry;

namespace Interop.Tests;

/// <summary>TICA, Markov models and relaxation times agree with SciPy's and MDTraj's, on the dipeptide's MD and on the four-well chain.</summary>
[Collection(OtherProgramsCollection.Name)]
public sealed class KineticsInteropTests(OtherPrograms programs)
{
    private static readonly string[] Files = [RepositoryRoot.File("data", "adp", "train-0.xtc"), RepositoryRoot.File("data", "adp", "train-1.xtc")];
    private static readonly string Topology = RepositoryRoot.File("data", "adp", "adp.pdb");

    [Fact]
    public void TicaOfAllHeavyAtomDistancesIsScipysGeneralisedEigenproblem()
    {
        const int Lag = 4;
        const int Components = 5;
        const int Frames = 100;
        var topology = LatentSim.Molecules.PdbFile.ReadTopology(Topology);
        int[] heavy = [.. topology.Atoms.Where(atom => !atom.Element.IsHydrogen).Select(atom => atom.Index)];
        (int A, int B)[] pairs = [.. from i in Enumerable.Range(0, heavy.Length) from j in Enumerable.Range(i + 1, heavy.Length - i - 1) select (heavy[i], heavy[j])];
        var covariance = new LaggedCovariance(pairs.Length, Lag);
        var first = new List<double[]>();
        foreach (var file in Files)
        {
            covariance.BeginTrajectory();
            foreach (var frame in PlainTrajectory.ReadAll(file))
            {
                double[] features = Array.ConvertAll(pairs, pair => Distances.Compute(frame.Positions, pair.A, pair.B));
                covariance.Add(features);
                if (first.Count < Frames)
                    first.Add(features);
            }
        }

        var model = new Tica { VarianceCutoff = 0 }.Fit(covariance);
        var theirs = programs.Python(new JsonObject
        {
            ["do"] = "tica", ["topology"] = Topology, ["files"] = new JsonArray([.. Files.Select(file => JsonValue.Create(file))]),
            ["lag"] = Lag, ["components"] = Components, ["frames"] = Frames,
        });
        AssertClose(Numbers(theirs["eigenvalues"]), [.. model.Eigenvalues.Take(Components)], 1e-6);
        var projections = new double[Frames * Components];
        for (var t = 0; t < Frames; t++)
            model.Transform(first[t], projections.AsSpan(t * Components, Components));
        AssertClose(Numbers(theirs["projections"]), Array.ConvertAll(projections, Math.Abs), 1e-3);
    }

    [Fact]
    public void ReversibleModelOfTheDipeptideIsTheMaximumOfItsLikelihood()
    {
        const int States = 12;
        const int Lag = 5;
        var pair = EnsembleDefinition.Of(LatentSim.Molecules.PdbFile.ReadTopology(Topology)).TorsionPairs[0];
        double[][] points = [.. Files.Select(file => PlainTrajectory.ReadAll(file).SelectMany(frame =>
        {
            var point = new double[4];
            TorusEmbedding.Embed([(float)Torsions.Compute(frame.Positions, pair.First), (float)Torsions.Compute(frame.Positions, pair.Second)], point);
            return point;
        }).ToArray())];
        var clusters = new KMeans { Centres = States }.Fit([.. points.SelectMany(x => x)], 4);
        var counts = new TransitionCounts(States);
        foreach (var x in points)
            counts.AddTrajectory([.. Enumerable.Range(0, x.Length / 4).Select(t => clusters.Assign(x.AsSpan(4 * t, 4)))], Lag);
        var model = new ReversibleMarkovEstimator().Fit(counts, Lag);
        Assert.Equal(States, model.States.Count);

        var table = new JsonArray([.. Enumerable.Range(0, States).Select(i => new JsonArray([.. Enumerable.Range(0, States).Select(j => JsonValue.Create(counts[i, j]))]))]);
        var theirs = programs.Python(new JsonObject { ["do"] = "reversible", ["counts"] = table, ["count"] = 3 });
        AssertClose(Numbers(theirs["transition"]), [.. from i in Enumerable.Range(0, States) from j in Enumerable.Range(0, States) select model.TransitionProbability(i, j)], 1e-5);
        double[] timescales = [.. Numbers(theirs["timescales"]).Select(t => t * Lag)];
        AssertClose([1, 1, 1], [.. model.ImpliedTimescales(3).Zip(timescales, (ours, other) => ours / other)], 1e-3);
    }

    [Fact]
    public void FourWellChainHasNumpysTimescalesPassagesAndProbabilities()
    {
        var chain = new PotentialChain(new FourWellPotential()).Chain;
        var theirs = programs.Python(new JsonObject { ["do"] = "four-well", ["start"] = 15, ["target"] = 84 });
        var counts = new TransitionCounts(chain.States);
        var hundred = Numbers(theirs["hundred"]);
        var stationary = Numbers(theirs["stationary"]);
        for (var i = 0; i < chain.States; i++)
        {
            for (var j = 0; j < chain.States; j++)
                counts.Add(i, j, (long)(1e15 * stationary[i] * hundred[(i * chain.States) + j]));
        }

        var model = new ReversibleMarkovEstimator().Fit(counts, 100);
        AssertClose(Numbers(theirs["timescales"]), model.ImpliedTimescales(3), 0.05);
        AssertClose([6038.9, 922.4, 475.1], model.ImpliedTimescales(3), 0.1);
        AssertClose(stationary, [.. model.StationaryDistribution], 1e-9);
        AssertClose(hundred, [.. from i in Enumerable.Range(0, 100) from j in Enumerable.Range(0, 100) select model.TransitionProbability(i, j)], 1e-7);

        // A path's mean first-passage time, within four and a half of its own standard errors (7e-6).
        var path = new float[2_000_000];
        new PotentialChain(new FourWellPotential()).Generate(1, 0, path);
        var (low, high) = (new Core(double.NegativeInfinity, -1 + (15.5 * 2 / 99)), new Core(-1 + (83.5 * 2 / 99), double.PositiveInfinity));
        var passage = CoreTransitions.Of([Array.ConvertAll(path, x => (double)x)], low, high, 1).FromAToB;
        var exact = (double)theirs["passage"]!;
        Assert.InRange(passage.MeanFirstPassageTime!.Value, exact * (1 - (4.5 / Math.Sqrt(passage.Transitions))), exact * (1 + (4.5 / Math.Sqrt(passage.Transitions))));
    }

    [Fact]
    public void RelaxationTimeIsScipysLeastSquares()
    {
        const int Lag = 60;
        var series = Samples.OrnsteinUhlenbeck(1, Math.Exp(-1 / 20.0), 5000);
        var ours = AutocorrelationTime.Of([series], 1, Lag);
        var theirs = programs.Python(new JsonObject { ["do"] = "autocorrelation", ["series"] = Samples.Write(programs, series), ["lag"] = Lag });
        AssertClose(Numbers(theirs["function"]), [.. ours.Function], 1e-10);
        Assert.Equal((double)theirs["time"]!, ours.Time.Value!.Value, 1e-5);
    }

    private static double[] Numbers(JsonNode? array) => Samples.Numbers(array);

    private static void AssertClose(double[] expected, double[] actual, double tolerance) => Samples.AssertClose(expected, actual, tolerance);
}
