using LatentSim.Molecules;

namespace LatentSim.Analysis;

/// <summary>Measures ensembles from trajectory files.</summary>
public sealed class EnsembleEstimator(EnsembleDefinition definition, double lagTime)
{
    /// <summary>Measures trajectories, and fits the clusters of the Markov model to them: for a reference.</summary>
    /// <exception cref="InvalidInputException">A trajectory has another number of atoms, no usable time step, or no frames, or is damaged.</exception>
    public EnsembleStatistics Fit(IEnumerable<TrajectorySource> trajectories) => Measure(trajectories, null);

    /// <summary>Measures trajectories with the clusters and signs of chirality of a reference: for a run.</summary>
    /// <exception cref="InvalidInputException">As for <see cref="Fit"/>, or the reference does not match the definition.</exception>
    public EnsembleStatistics Measure(IEnumerable<TrajectorySource> trajectories, EnsembleStatistics? reference)
    {
        var accumulator = new EnsembleAccumulator(definition, lagTime, reference);
        foreach (var trajectory in trajectories) Add(accumulator, trajectory);
        return accumulator.Finish();
    }

    private void Add(EnsembleAccumulator accumulator, TrajectorySource trajectory)
    {
        var atoms = definition.Topology.AtomCount;
        using var reader = trajectory.Open();
        if (reader.AtomCount != atoms) throw new InvalidInputException(trajectory.Name, "", $"expected {atoms} atoms, found {reader.AtomCount}");
        var (first, next) = (new Frame(atoms), new Frame(atoms));
        if (!reader.ReadNext(first)) throw new InvalidInputException(trajectory.Name, "", "there are no frames");
        var hasNext = reader.ReadNext(next);

        // A trajectory of one frame has no spacing of its own; the lag stands for it.
        accumulator.BeginTrajectory(trajectory.Name, trajectory.Spacing ?? (hasNext ? next.Time - first.Time : lagTime), trajectory.Sha256);
        accumulator.Add(first.Positions);
        while (hasNext)
        {
            accumulator.Add(next.Positions);
            hasNext = reader.ReadNext(next);
        }
    }
}
