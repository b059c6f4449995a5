namespace LatentSim.Engine.Reference;

/// <summary>A process that makes a system's data. Trajectory i is a pure function of its settings, the seed and i.</summary>
internal interface IReferenceProcess
{
    /// <summary>What is made, in a line.</summary>
    string Description { get; }

    /// <summary>The ending of a trajectory's file, with the dot.</summary>
    string Ending { get; }

    /// <summary>Writes what all trajectories share, if anything, into their folder.</summary>
    void Prepare(string folder);

    /// <summary>Makes a trajectory.</summary>
    /// <param name="index">Its index.</param>
    /// <param name="path">The file to write.</param>
    /// <param name="framesDone">Hears of the frames of this trajectory that are made.</param>
    /// <param name="cancellation">The user's interruption.</param>
    void Write(int index, string path, Action<long> framesDone, CancellationToken cancellation);
}
