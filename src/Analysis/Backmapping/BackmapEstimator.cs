using LatentSim.Molecules;

namespace LatentSim.Analysis;

/// <summary>Measures ensembles of atoms by one definition.</summary>
/// <param name="definition">What is measured.</param>
/// <param name="advanced">Hears how many frames were read.</param>
public sealed class BackmapEstimator(BackmapDefinition definition, Action<long> advanced)
{
    /// <summary>Measures all atoms.</summary>
    /// <param name="source">Trajectories whose frames are a lag apart.</param>
    /// <param name="reference">The truth, for a run; null for the truth itself.</param>
    /// <exception cref="InvalidInputException">There are no frames, or a trajectory does not fit or is damaged.</exception>
    public BackmapEnsemble Measure(EnsembleSource source, BackmapEnsemble? reference = null)
    {
        var accumulator = new BackmapAccumulator(definition, reference);
        var frames = Read(source, accumulator.BeginTrajectory, accumulator.Add);
        return accumulator.Finish(source, frames);
    }

    /// <summary>Measures what coarse sites alone fix, of a coarse trajectory: the plane and its Markov model; null where they do not fix the plane.</summary>
    /// <param name="source">Trajectories of the sites whose frames are a lag apart.</param>
    /// <exception cref="InvalidInputException">There are no frames, or a trajectory does not fit or is damaged.</exception>
    public BackmapEnsemble? MeasureSites(EnsembleSource source)
    {
        if (definition.Plane?.IsFixedBy(source.Atoms ?? definition.Sites) != true || BackmapAccumulator.PlaneOf(definition) is not { } plane) return null;
        var frames = Read(source, plane.BeginTrajectory, plane.Add);
        return new BackmapEnsemble { Name = source.Name, Trajectories = source.Trajectories.Count, Frames = frames, Plane = plane.Plane(), Markov = plane.Markov() };
    }

    private long Read(EnsembleSource source, Action begin, SourceFrames.Handler handle)
    {
        if (source.LagFrames(definition.LagTime) != 1) throw new InvalidInputException(source.Name, "time", FormattableString.Invariant($"frames are {source.Spacing} ps apart; expected {definition.LagTime} ps"));
        var frames = new SourceFrames(source, definition.Topology.AtomCount, advanced).Read(begin, handle);
        return frames > 0 ? frames : throw new InvalidInputException(source.Name, "", "has no frames to measure");
    }
}
