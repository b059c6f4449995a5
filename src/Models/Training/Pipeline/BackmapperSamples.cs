using LatentSim.Models.Backmapper;
using LatentSim.Models.Contacts;
using LatentSim.Models.Weights;
using LatentSim.Molecules.ForceFields;
using LatentSim.Molecules.Geometry;
using TorchSharp;

namespace LatentSim.Models.Training;

/// <summary>Makes the backmapper's training samples and seeds from frames.</summary>
internal sealed class BackmapperSamples
{
    private readonly TrainingData data;
    private readonly bool timeReversal;
    private readonly float[,] atomPositions;
    private readonly float[,] coarsePositions;
    private readonly BackmapperCondition condition;

    /// <summary>Measures all frames.</summary>
    /// <param name="data">The frames.</param>
    /// <param name="timeReversal">Whether pairs also serve backwards.</param>
    /// <param name="usesPrevious">Whether the earlier frame is part of the condition.</param>
    /// <param name="references">What the atoms' places are measured from.</param>
    public BackmapperSamples(TrainingData data, bool timeReversal, bool usesPrevious, BackmapperReferences references)
    {
        this.data = data;
        this.timeReversal = timeReversal && usesPrevious;
        atomPositions = data.AllAtoms();
        coarsePositions = data.AllCoarse();
        Coarse = InternalCoordinateTable.Of(InternalCoordinates.Build(data.CoarseTopology), coarsePositions);
        Atoms = InternalCoordinateTable.Of(references.Build(data, atomPositions), atomPositions);
        condition = new BackmapperCondition(data.CoarseAtoms.ToArray(), Coarse.Coordinates, Coarse.Scaler, Atoms.Coordinates, Atoms.Scaler, usesPrevious);
    }

    /// <summary>The coarse sites.</summary>
    public InternalCoordinateTable Coarse { get; }

    /// <summary>The atoms placed from them.</summary>
    public InternalCoordinateTable Atoms { get; }

    /// <summary>The samples of pairs: the later frame given the earlier one, and the reverse too with time reversal.</summary>
    /// <param name="pairs">The rows of the pairs' first frames.</param>
    /// <param name="lag">Rows to the second.</param>
    public FlowSamples Of(long[] pairs, int lag)
    {
        int count = timeReversal ? 2 * pairs.Length : pairs.Length;
        FlowSamples samples = new(new float[count, Atoms.Scaler.VariableCount], new float[count, condition.Size]);
        for (int i = 0; i < pairs.Length; i++)
        {
            Fill(samples, i, (int)pairs[i], (int)pairs[i] + lag);
            if (timeReversal)
                Fill(samples, pairs.Length + i, (int)pairs[i] + lag, (int)pairs[i]);
        }

        return samples;
    }

    /// <summary>The term that holds the energies of what is drawn for these samples to those of the frames.</summary>
    public DrawnEnergy EnergyTerm(DrawnEnergyOptions options, LaggedPairs pairs, torch.Device device)
    {
        FrameEnergy energy = new(new ForceFieldPotential(options.ForceField));
        double[] energies = [.. Enumerable.Range(0, atomPositions.GetLength(0)).Select(frame => energy.Of(Rows.Row(atomPositions, frame)))];
        torch.Tensor sites = Rows.ToTensor(coarsePositions, device).reshape(energies.Length, -1, 3);
        return new DrawnEnergy(
            options, new ForceFieldEnergy(options.ForceField, device: device), new CartesianPlacement(Atoms.Coordinates, Atoms.Scaler, device), sites, energies,
            (Frames(pairs.Training, pairs.Lag), Frames(pairs.Validation, pairs.Lag)), device);
    }

    /// <summary>How close atoms came in all frames, pairs of coarse sites left out.</summary>
    public ContactLimits Contacts()
    {
        HashSet<int> sites = [.. data.CoarseAtoms];
        int[][] bonds = [.. Enumerable.Range(0, data.Topology.AtomCount).Select(atom => data.Topology.Neighbors(atom).ToArray())];
        return ContactCheck.Fit(bonds, Rows.Span(atomPositions), sites.Contains);
    }

    /// <summary>The frame of each of the samples of <see cref="Of"/>.</summary>
    private long[] Frames(long[] pairs, int lag) => [.. pairs.Select(pair => pair + lag), .. timeReversal ? pairs : []];

    private void Fill(FlowSamples samples, int sample, int previous, int present)
    {
        Rows.Row(Atoms.Variables, present).CopyTo(Rows.Row(samples.Variables, sample));
        condition.Fill(Rows.Row(coarsePositions, present), Rows.Row(atomPositions, previous), Rows.Row(samples.Conditions, sample));
    }
}
