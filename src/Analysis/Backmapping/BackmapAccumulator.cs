using LatentSim.Molecules.Geometry;

namespace LatentSim.Analysis;

/// <summary>Measures an ensemble frame by frame, in memory that does not depend on its length.</summary>
internal sealed class BackmapAccumulator
{
    private readonly BackmapDefinition _definition;
    private readonly MarkovAccumulator? _plane;
    private readonly CoordinateAccumulator _bonds;
    private readonly CoordinateAccumulator _angles;
    private readonly VelocityAccumulator _velocities;
    private readonly VelocityAccumulator _internalVelocities;
    private readonly TorsionMemoryAccumulator _torsions;
    private readonly int[] _signs;
    private readonly long[] _wrong;
    private long _wrongFrames;

    /// <summary>Starts with no frames.</summary>
    /// <param name="definition">What to measure.</param>
    /// <param name="reference">The truth, whose signs of chirality are right; null takes those of the first frame.</param>
    internal BackmapAccumulator(BackmapDefinition definition, BackmapEnsemble? reference)
    {
        _definition = definition;
        _plane = PlaneOf(definition);
        _bonds = new CoordinateAccumulator(CoordinateAccumulator.Bonds, definition.Atoms.Bonds.Count);
        _angles = new CoordinateAccumulator(CoordinateAccumulator.Angles, definition.Angles.Count);
        _velocities = new VelocityAccumulator(definition.Topology.AtomCount, definition.LagTime, superposed: false);
        _internalVelocities = new VelocityAccumulator(definition.Topology.AtomCount, definition.LagTime, superposed: true);
        _torsions = new TorsionMemoryAccumulator(definition.FreeTorsions);
        _signs = reference is null ? new int[definition.Atoms.ChiralCenters.Count] : [.. reference.Chirality.Select(c => c.Sign)];
        _wrong = new long[_signs.Length];
    }

    internal static MarkovAccumulator? PlaneOf(BackmapDefinition definition) =>
        definition is { Plane: { } plane, Clusters: { } clusters } ? new MarkovAccumulator(plane, clusters, definition.MarkovLagFrames, definition.MarkovLag) : null;

    internal void BeginTrajectory()
    {
        _plane?.BeginTrajectory();
        _velocities.BeginTrajectory();
        _internalVelocities.BeginTrajectory();
        _torsions.BeginTrajectory();
    }

    internal void Add(ReadOnlySpan<float> positions)
    {
        _plane?.Add(positions);
        for (var i = 0; i < _definition.Atoms.Bonds.Count; i++) _bonds.Add(i, Distances.Compute(positions, _definition.Atoms.Bonds[i].A, _definition.Atoms.Bonds[i].B));
        for (var i = 0; i < _definition.Angles.Count; i++) _angles.Add(i, Angles.Compute(positions, _definition.Angles[i].A, _definition.Angles[i].B, _definition.Angles[i].C));
        _velocities.Add(positions);
        _internalVelocities.Add(positions);
        _torsions.Add(positions);
        AddHandedness(positions);
    }

    internal BackmapEnsemble Finish(EnsembleSource source, long frames) => new()
    {
        Name = source.Name,
        Trajectories = source.Trajectories.Count,
        Frames = frames,
        Plane = _plane?.Plane(),
        Markov = _plane?.Markov(),
        Bonds = _bonds.Finish(i => (_definition.Atoms.Label(_definition.Atoms.Bonds[i]), _definition.Atoms.IsToHydrogen(_definition.Atoms.Bonds[i]))),
        Angles = _angles.Finish(i => (_definition.Label(_definition.Angles[i]), _definition.IsToHydrogen(_definition.Angles[i]))),
        Velocities = _velocities.Finish(),
        InternalVelocities = _internalVelocities.Finish(),
        FreeTorsions = _torsions.Finish(_definition.LagTime),
        Chirality = [.. _definition.Atoms.ChiralCenters.Select((c, i) => new ChiralityStatistics(_definition.Atoms.Label(c.Center), _signs[i], _wrong[i]))],
        FramesWithWrongHandedness = _wrongFrames,
    };

    private void AddHandedness(ReadOnlySpan<float> positions)
    {
        var wrong = false;
        for (var i = 0; i < _signs.Length; i++)
        {
            var sign = Chirality.SignedVolume(positions, _definition.Atoms.ChiralCenters[i]) >= 0 ? 1 : -1;
            if (_signs[i] == 0) _signs[i] = sign;
            if (sign == _signs[i]) continue;
            _wrong[i]++;
            wrong = true;
        }

        if (wrong) _wrongFrames++;
    }
}
