namespace LatentSim.Engine.Runs;

/// <summary>A file of a run's input, and how to tell that it is still the same.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Hash">SHA-256, in hexadecimal digits: of the whole file, or of its beginning and its end where it is larger than <see cref="FileFingerprint.LargestWhole"/>.</param>
public sealed record InputFingerprint(string Path, long Bytes, string Hash);

/// <summary>A coarse trajectory of a run.</summary>
/// <param name="File">The file.</param>
/// <param name="Frames">The frames in it.</param>
/// <param name="Spacing">The time between them, ps; 0 where the file tells no times.</param>
public sealed record CoarseTrajectory(InputFingerprint File, long Frames, double Spacing);

/// <summary>
/// The coarse trajectories that a run turns into atoms. Walker w follows trajectory w / <see cref="Replicas"/>, and ends where it ends.
/// </summary>
public sealed record CoarseSettings
{
    /// <summary>The trajectories.</summary>
    public required IReadOnlyList<CoarseTrajectory> Trajectories { get; init; }

    /// <summary>How many walkers follow each trajectory, each with random numbers of its own.</summary>
    public int Replicas { get; init; } = 1;

    /// <summary>Every so many frames of a file one is taken, the first among them.</summary>
    public int Stride { get; init; } = 1;

    /// <summary>The particles in each frame of the files.</summary>
    public required int Particles { get; init; }

    /// <summary>For each coarse site of the model, the particle that it is.</summary>
    public required IReadOnlyList<int> Sites { get; init; }

    /// <summary>The topology that they were found by; null where the particles were taken in order.</summary>
    public InputFingerprint? Topology { get; init; }

    /// <summary>The trajectory that a walker follows.</summary>
    public CoarseTrajectory Of(int walker) => Trajectories[walker / Replicas];

    /// <summary>The frames of a walker, of which a run takes at most <paramref name="most"/>.</summary>
    public long FramesOf(int walker, long most) => Math.Min(most, (Of(walker).Frames + Stride - 1) / Stride);

    /// <summary>The time between the frames that a walker takes, ps; <paramref name="lagTime"/> where its file tells no times.</summary>
    public double SpacingOf(int walker, double lagTime) => Of(walker).Spacing is > 0 and double spacing ? spacing * Stride : lagTime;

    /// <summary>What the atoms of a run depend on, as text: not where files are.</summary>
    internal string Key() => FormattableString.Invariant(
        $"{Replicas} {Stride} {Particles} {string.Join(',', Sites)} {string.Join(' ', Trajectories.Select(trajectory => $"{trajectory.File.Bytes}:{trajectory.File.Hash}"))}");
}
