using LatentSim.Models.Features;
using LatentSim.Models.Integrators;
using LatentSim.Models.ModelFile;
using LatentSim.Models.Weights;
using LatentSim.Molecules.Geometry;
using LatentSim.Molecules.Particles;
using LatentSim.Molecules.Random;
using Models.Tests.Backmapper.Voxel;

namespace Models.Tests.ModelFile;

/// <summary>Whole simulators with random weights.</summary>
internal static class TestSimulators
{
    public static FeatureDefinition Features { get; } = new(
        [new TorsionAtoms(0, 1, 2, 4), new TorsionAtoms(1, 2, 4, 5)],
        [new AtomPair(0, 4)],
        new AlignedPositions([0, 1, 2], RandomModels.Positions[..9]));

    public static Simulator Whole(string decoder = "flow") => new(
        "nine atoms",
        5,
        300,
        new Molecule(RandomModels.Topology, RandomModels.Coarse, RandomModels.CoarseAtoms, RandomModels.Positions),
        new EncoderWeights(
            Features, RandomWeights.Perceptron(new System.Random(1), Activation.Tanh, Features.Count, 12, 2), [0.96, 0.46, 0.16], 5),
        RandomWeights.Mixture(new System.Random(2), 2, 3),
        new StartLatents(2, RandomWeights.Normals(new System.Random(3), 20)),
        decoder == "flow" ? RandomModels.FlowDecoder() : RandomModels.WganDecoder(),
        RandomModels.FlowBackmapper(),
        new Provenance(
            "latentsim 0.1.0",
            [new DataFile("run0.xtc", new string('a', 64), 10_000)],
            "system: nine\n",
            new Dictionary<string, double> { ["vamp2"] = 2.1, ["nll"] = double.NaN },
            new Dictionary<string, string> { ["libtorch"] = "1.13.1" },
            ulong.MaxValue,
            61.5));

    /// <summary>A simulator with the voxel backmapper.</summary>
    public static Simulator Voxel() => Whole() with { Backmapper = RandomVoxels.Weights(channels: 3) };

    /// <summary>A backmapper and nothing else, for coarse trajectories from elsewhere.</summary>
    public static Simulator LoneBackmapper() => Whole() with { Encoder = null, Propagator = null, Starts = null, Decoder = null };

    /// <summary>Three particles in a periodic cube, stepped by Verlet.</summary>
    public static Simulator Particles()
    {
        var system = new ParticleSystem
        {
            Potential = ParticlePotential.LennardJones,
            Particles = 3,
            Boundary = ParticleBoundary.Periodic,
            Size = 6,
            Epsilon = 2,
            Mass = new SweepRange(1, 10),
            Start = new SweepRange(-3, 3),
        };
        return OfParticles(system, new VerletWeights(), 0.1);
    }

    /// <summary>Any particles, with any integrator.</summary>
    public static Simulator OfParticles(ParticleSystem system, IIntegratorWeights weights, double timestep) =>
        new("particles", timestep, null, null, null, null, null, null, null, Whole().Provenance)
        {
            TimeUnit = Simulator.ReducedTime,
            Integrator = new IntegratorModel(system, weights, ParticleSweep.Draw(system, 1, 0, RandomPurpose.HeldOutSweep)),
        };

    /// <summary>A propagator alone, as for a model potential.</summary>
    public static Simulator LatentOnly() =>
        Whole() with { Molecule = null, Encoder = null, Decoder = null, Backmapper = null, Temperature = null };
}
