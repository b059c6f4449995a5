namespace LatentSim.Engine.Reference;

/// <summary>A process that makes a system's data. Trajectory i is a pure function of its settings, the seed and i.</summary>
internal interface IReferenceProcess
{
    /// <summary>What is made, in a line.</summary>
    string Description { get; }

    /// <summary>What was seen in the trajectories made so far, in lines; none if there is nothing to tell.</summary>
    IEnumerable<string> Summary { get; }

    /// <summary>The ending of a trajectory's file, with the dot.</summary>
    string Ending { get; }

    /// <summary>The number of trajectories.</summary>
    int Trajectories { get; }

    /// <summary>Frames of each.</summary>
    long Frames { get; }

    /// <summary>Writes what all trajectories share, if anything, into their folder.</summary>
    void Prepare(string folder);

    /// <summary>Makes a trajectory; several threads make several at a time.</summary>
    /// <param name="index">Its index.</param>
    /// <param name="path">The file to write.</param>
    /// <param name="framesDone">Hears how many frames of this trajectory are made.</param>
    /// <param name="cancellation">The user's interruption.</param>
    void Write(int index, string path, Action<long> framesDone, CancellationToken cancellation);
}
