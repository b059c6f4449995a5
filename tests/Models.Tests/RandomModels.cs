using LatentSim.Models.Backmapper;
using LatentSim.Models.Contacts;
using LatentSim.Models.Flow;
using LatentSim.Models.Weights;
using LatentSim.Molecules;
using LatentSim.Molecules.Geometry;

namespace Models.Tests;

/// <summary>A small branched molecule of nine atoms, coarse sites at five of them, and stages with random weights for it.</summary>
internal static class RandomModels
{
    public const int Atoms = 9;
    public const int Dimension = 2;
    public static readonly int[] CoarseAtoms = [0, 1, 2, 4, 5];

    public static readonly float[] Positions =
    [
        0, 0, 0, 0.15f, 0, 0, 0.2f, 0.14f, 0, 0.2f, -0.05f, 0.1f, 0.35f, 0.14f, 0.02f,
        0.4f, 0.27f, 0.05f, 0.16f, 0.2f, 0.09f, -0.03f, 0.05f, 0.09f, 0.5f, 0.26f, 0.06f,
    ];

    public static Topology Topology { get; } = MakeTopology();

    public static Topology Coarse { get; } = Topology.Subset(CoarseAtoms);

    /// <summary>The positions of a frame, each coordinate moved by a normal number.</summary>
    public static float[] Frames(int seed, int frames, double noise = 0.005)
    {
        float[] all = RandomWeights.Normals(new System.Random(seed), frames * Positions.Length, noise);
        for (int i = 0; i < all.Length; i++)
            all[i] += Positions[i % Positions.Length];
        return all;
    }

    public static float[] CoarseOf(float[] frames) =>
        frames.Chunk(Atoms * 3).SelectMany(frame => CoarseAtoms.SelectMany(atom => frame[(atom * 3)..((atom + 1) * 3)])).ToArray();

    public static CoordinateScaler Scaler(InternalCoordinates coordinates, float[] frames)
    {
        int count = frames.Length / (coordinates.AtomCount * 3);
        float[] rows = new float[count * coordinates.Count];
        coordinates.FromCartesian(frames, rows, count);
        CoordinateScale[] scales = CoordinateScaler.Fit(coordinates, rows, count).Scales.ToArray();
        scales[5] = new CoordinateScale(CoordinateScaling.Circular, true, 0, 1, 0);
        return new CoordinateScaler(scales);
    }

    public static FlowDecoderWeights FlowDecoder()
    {
        InternalCoordinates coordinates = InternalCoordinates.Build(Coarse);
        float[] frames = CoarseOf(Frames(1, 200));
        CoordinateScaler scaler = Scaler(coordinates, frames);
        SplineFlowWeights flow = RandomWeights.Flow(new System.Random(2), scaler.Circular, 2 * Dimension, spread: 0.5);
        return new FlowDecoderWeights(
            coordinates.Rows, scaler.Scales, flow, new LatentScale([0.4f, 0.6f], [0.2f, 0.3f], [0, 0.3f, 1, 0, 0.8f, 1]),
            frames[..(CoarseAtoms.Length * 3)], SkeletonFit.Fit(Topology, CoarseAtoms, Frames(1, 200)));
    }

    public static WganDecoderWeights WganDecoder()
    {
        float[] mean = CoarseOf(Positions);
        float[] scale = Enumerable.Repeat(0.02f, mean.Length).ToArray();
        return new WganDecoderWeights(7, Dimension, RandomWeights.Perceptron(new System.Random(3), Activation.Swish, 9, 20, 20, mean.Length), mean, scale);
    }

    public static FlowBackmapperWeights FlowBackmapper(bool usesPrevious = true)
    {
        InternalCoordinates coarse = InternalCoordinates.Build(Coarse);
        InternalCoordinates atoms = InternalCoordinates.Build(Topology, CoarseAtoms);
        float[] frames = Frames(4, 200);
        CoordinateScaler coarseScaler = Scaler(coarse, CoarseOf(frames));
        CoordinateScaler atomScaler = Scaler(atoms, frames);
        int size = new BackmapperCondition(CoarseAtoms, coarse, coarseScaler, atoms, atomScaler, usesPrevious).Size;
        SplineFlowWeights flow = RandomWeights.Flow(new System.Random(5), atomScaler.Circular, size, spread: 0.5);
        BackmapperSeeds seeds = new(CoarseOf(frames[(Positions.Length)..(11 * Positions.Length)]), frames[..(10 * Positions.Length)]);
        return new FlowBackmapperWeights(CoarseAtoms, coarse.Rows, coarseScaler.Scales, atoms.Rows, atomScaler.Scales, flow, seeds, Contacts(frames), usesPrevious);
    }

    public static ContactLimits Contacts(float[] frames) =>
        ContactCheck.Fit([.. Enumerable.Range(0, Atoms).Select(atom => Topology.Neighbors(atom).ToArray())], frames, CoarseAtoms.Contains);

    private static Topology MakeTopology()
    {
        TopologyBuilder builder = new();
        builder.AddResidue("MOL", 1, "A");
        string[] names = ["C1", "C2", "C3", "H4", "C5", "N6", "H7", "H8", "H9"];
        foreach (string name in names)
            builder.AddAtom(name, Element.FromSymbol(name[..1]));
        foreach ((int first, int second) in new[] { (0, 1), (1, 2), (1, 3), (2, 4), (4, 5), (2, 6), (0, 7), (5, 8) })
            builder.AddBond(first, second);
        return builder.Build();
    }
}
