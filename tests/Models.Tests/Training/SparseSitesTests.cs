using LatentSim.Models.Stages;
using LatentSim.Models.Training;
using LatentSim.Models.Weights;
using LatentSim.Molecules.Geometry;
using TestSupport;

namespace Models.Tests.Training;

[Collection(TorchCollection.Name)]
public sealed class SparseSitesTests
{
    private const int Walkers = 4;

    // CH3, CA and CH3, as far from each other as alpha carbons: C and N lie between.
    private static readonly int[] Sites = [1, 8, 18];

    [Theory]
    [InlineData(BackmapperReferences.Narrow, true)]
    [InlineData(BackmapperReferences.Bonds, false)]
    public void OnlyNarrowReferencesCloseTheBondsBetweenSparseSites(BackmapperReferences references, bool closes)
    {
        TrainingData dense = SyntheticDynamics.Make(trajectories: 2, frames: 400);
        TrainingData data = new(dense.Topology, Sites, dense.Trajectories, dense.FrameSpacing);
        FlowBackmapperOptions options = new()
        {
            References = references,
            Flow = new SplineFlowOptions { Couplings = 2, HiddenWidth = 24, Bins = 6, Epochs = 2, BatchSize = 128, LearningRate = 3e-3 },
            Seeds = 20,
        };
        (FlowBackmapperWeights weights, _) = BackmapperTraining.Train(data, options, new TorchSettings());
        Assert.Null(weights.Problem());

        using FrameBlock atoms = Backmap(weights, data);
        double widest = 0;
        for (int i = 0; i < atoms.Steps * Walkers; i++)
            widest = Math.Max(widest, LargestBondError(atoms.Step(i / Walkers).Slice(i % Walkers * 66, 66)));
        Assert.Equal(closes, widest < 0.03);
    }

    private static FrameBlock Backmap(FlowBackmapperWeights weights, TrainingData data)
    {
        using FrameBlock coarse = FrameBlock.Rent(0, 50, 0, Walkers, Sites.Length);
        float[,] sites = data.AllCoarse();
        for (int i = 0; i < 50 * Walkers; i++)
        {
            for (int j = 0; j < 9; j++)
                coarse.Step(i / Walkers)[(i % Walkers * 9) + j] = sites[i, j];
        }

        FrameBlock atoms = FrameBlock.Rent(0, 50, 0, Walkers, AlanineDipeptide.AtomCount);
        weights.CreateBackmapper().Backmap(5, coarse, new float[Walkers * 66], atoms);
        return atoms;
    }

    private static double LargestBondError(ReadOnlySpan<float> xyz)
    {
        float[] reference = AlanineDipeptide.Positions;
        double largest = 0;
        foreach ((int a, int b) in AlanineDipeptide.Topology.Bonds)
        {
            double length = (Vector3D.Read(xyz, a) - Vector3D.Read(xyz, b)).Length;
            double expected = (Vector3D.Read(reference, a) - Vector3D.Read(reference, b)).Length;
            largest = Math.Max(largest, Math.Abs(length - expected));
        }

        return largest;
    }
}
