using LatentSim.Analysis;
using LatentSim.Models.Features;
using LatentSim.Models.ModelFile;
using LatentSim.Models.Weights;
using LatentSim.Molecules;
using LatentSim.Molecules.Geometry;
using LatentSim.Molecules.Random;

namespace Analysis.Tests.LatentSpace;

/// <summary>
/// Five alpha carbons, straight or bent by a right angle in the middle, which flip with a known chance each frame: a molecule whose every figure is known.
/// The latent is the distance between the ends, scaled so that the bent state, which is the native one, is near 0.2 and the straight one near 0.8.
/// </summary>
internal static class TwoStateChain
{
    /// <summary>Between adjacent sites, nm.</summary>
    internal const double Bond = 0.38;

    /// <summary>The lag, and the time between frames, ps.</summary>
    internal const double Lag = 2;

    /// <summary>Frames of a trajectory.</summary>
    internal const int Frames = 4000;

    private const double Thermal = 0.01;
    private static readonly double BentEnds = 2 * Bond * Math.Sqrt(2);
    private static readonly double StraightEnds = 4 * Bond;

    internal static LatentSystem System { get; } = new(Model());

    /// <summary>The radius of gyration of a state without noise, nm.</summary>
    internal static double Radius(bool straight) => RadiusOfGyration.Compute(Positions(straight, 0, 0));

    /// <summary>An ensemble of trajectories.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="seed">Of its random numbers.</param>
    /// <param name="trajectories">How many.</param>
    /// <param name="flip">The chance to flip in a frame.</param>
    /// <param name="stretch">By how much the last bond is longer than it should be, nm.</param>
    internal static EnsembleSource Ensemble(string name, int seed, int trajectories, double flip, double stretch = 0) =>
        new(name, [.. Enumerable.Range(0, trajectories).Select(t => new TrajectorySource($"{name} {t}", () => new Reader(seed, t, flip, stretch)))], Lag);

    private static Simulator Model()
    {
        var scale = 0.6 / (StraightEnds - BentEnds);
        var encoder = new Perceptron([new DenseLayer(1, 1, [(float)scale], [(float)(0.2 - scale * BentEnds)])], Activation.Tanh);
        var mixture = new MixtureDensityWeights(1, 1, 0.01f, new Perceptron([new DenseLayer(1, 3, new float[3], new float[3])], Activation.Relu));
        var topology = Topology();
        int[] all = [0, 1, 2, 3, 4];
        return new Simulator(
            "chain", Lag, 300, new Molecule(topology, topology, all, Positions(straight: false, 0, 0)),
            new EncoderWeights(new FeatureDefinition([], [new AtomPair(0, 4)], null), encoder, [0.9], Lag), mixture, new StartLatents(1, [0.2f]), null, null,
            new Provenance("test", [], "", new Dictionary<string, double>(), new Dictionary<string, string>(), 1, 0));
    }

    private static Topology Topology()
    {
        var builder = new TopologyBuilder();
        for (var i = 0; i < 5; i++)
        {
            builder.AddResidue("ALA", i + 1, "A");
            builder.AddAtom("CA", Element.FromSymbol("C"));
            if (i > 0) builder.AddBond(i - 1, i);
        }

        return builder.Build();
    }

    private static float[] Positions(bool straight, double noise, double stretch)
    {
        var positions = new float[15];
        for (var i = 0; i < 5; i++)
        {
            var (x, y) = straight || i <= 2 ? (i * Bond, 0) : (2 * Bond, (i - 2) * Bond);
            positions[3 * i] = (float)x;
            positions[3 * i + 1] = (float)y;
        }

        // Moves the last site along the last bond, so that the bond and the latent alone change.
        positions[straight ? 12 : 13] += (float)(noise + stretch);
        return positions;
    }

    private sealed class Reader(int seed, int trajectory, double flip, double stretch) : ITrajectoryReader
    {
        private bool _straight = trajectory % 2 == 0;
        private int _frame;

        public int AtomCount => 5;

        public bool ReadNext(Frame frame)
        {
            if (_frame == Frames) return false;
            var random = new PhiloxStream((ulong)seed, trajectory, _frame, RandomPurpose.Start);
            if (random.NextUniform() < flip) _straight = !_straight;
            Positions(_straight, Thermal * random.NextNormal(), stretch).CopyTo(frame.Positions, 0);
            frame.Time = Lag * _frame++;
            return true;
        }

        public void Dispose()
        {
        }
    }
}
