using LatentSim.Models.Features;
using LatentSim.Molecules;

namespace LatentSim.Models.Training;

/// <summary>Molecular dynamics to train a simulator on.</summary>
public sealed class TrainingData
{
    private readonly int[] coarseAtoms;

    /// <summary>Makes a training set.</summary>
    /// <param name="topology">What the system is made of, with bonds.</param>
    /// <param name="coarseAtoms">The atoms at which coarse sites lie, ascending.</param>
    /// <param name="trajectories">float[frame, atom, 3] of each independent trajectory, nm.</param>
    /// <param name="frameSpacing">The time from frame to frame, ps.</param>
    /// <exception cref="ArgumentException">There are no frames, sizes do not agree, or the coarse atoms do not ascend within the topology.</exception>
    public TrainingData(Topology topology, ReadOnlySpan<int> coarseAtoms, IReadOnlyList<float[,,]> trajectories, double frameSpacing)
    {
        if (coarseAtoms.Length == 0)
            throw new ArgumentException("There are no coarse sites.", nameof(coarseAtoms));
        if (trajectories.Sum(trajectory => trajectory.GetLength(0)) == 0)
            throw new ArgumentException("There are no frames.", nameof(trajectories));
        foreach (float[,,] trajectory in trajectories)
        {
            if (trajectory.GetLength(1) != topology.AtomCount || trajectory.GetLength(2) != 3)
                throw new ArgumentException(
                    $"A trajectory has frames of {trajectory.GetLength(1)} x {trajectory.GetLength(2)}, expected {topology.AtomCount} x 3.", nameof(trajectories));
        }

        OptionCheck.Positive("frame spacing", frameSpacing);
        this.coarseAtoms = coarseAtoms.ToArray();
        CoarseTopology = topology.Subset(coarseAtoms);
        Topology = topology;
        Trajectories = trajectories;
        FrameSpacing = frameSpacing;
    }

    /// <summary>The atoms.</summary>
    public Topology Topology { get; }

    /// <summary>The coarse sites.</summary>
    public Topology CoarseTopology { get; }

    /// <summary>For each coarse site, its atom.</summary>
    public ReadOnlySpan<int> CoarseAtoms => coarseAtoms;

    /// <summary>float[frame, atom, 3] of each trajectory, nm.</summary>
    public IReadOnlyList<float[,,]> Trajectories { get; }

    /// <summary>The time from frame to frame, ps.</summary>
    public double FrameSpacing { get; }

    /// <summary>The number of frames of each trajectory.</summary>
    internal IEnumerable<int> Lengths => Trajectories.Select(trajectory => trajectory.GetLength(0));

    /// <summary>The positions of all frames of all trajectories, [frame, 3 atom], nm.</summary>
    internal float[,] AllAtoms() => Table(3 * Topology.AtomCount, (frame, row) => frame.CopyTo(row));

    /// <summary>The coarse sites of all frames of all trajectories, [frame, 3 site], nm.</summary>
    internal float[,] AllCoarse() => Table(3 * coarseAtoms.Length, (frame, row) => CopySites(frame, row));

    /// <summary>Copies the coarse sites [site, 3] out of a frame [atom, 3].</summary>
    internal void CopySites(ReadOnlySpan<float> atoms, Span<float> sites)
    {
        for (int site = 0; site < coarseAtoms.Length; site++)
            atoms.Slice(3 * coarseAtoms[site], 3).CopyTo(sites[(3 * site)..]);
    }

    /// <summary>The features of every frame, [frame, feature] of each trajectory.</summary>
    /// <exception cref="LatentSim.Molecules.InvalidInputException">The features do not suit the atoms.</exception>
    public IReadOnlyList<float[,]> Features(FeatureDefinition definition)
    {
        FeatureExtractor extractor = new(definition, Topology.AtomCount);
        return [.. Trajectories.Select(trajectory =>
        {
            float[,] features = new float[trajectory.GetLength(0), extractor.Count];
            extractor.Extract(Rows.Span(trajectory), Rows.Span(features), trajectory.GetLength(0));
            return features;
        })];
    }

    private float[,] Table(int columns, Action<Span<float>, Span<float>> fill)
    {
        float[,] table = new float[Lengths.Sum(), columns];
        int row = 0;
        foreach (float[,,] trajectory in Trajectories)
        {
            for (int frame = 0; frame < trajectory.GetLength(0); frame++)
                fill(Rows.Frame(trajectory, frame), Rows.Row(table, row++));
        }

        return table;
    }
}
