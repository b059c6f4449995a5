using LatentSim.Actors;
using LatentSim.Engine.Runs;
using LatentSim.Molecules;

namespace LatentSim.Engine.Live;

/// <summary>
/// How far a run is, as its files tell: the last checkpoint, and what walkers' files hold beyond it. At most a few of the files are looked at, and the others
/// taken to be as far, so that it takes as long for a million walkers as for a hundred.
/// </summary>
internal sealed class RunProgressOnDisk
{
    private const int MostFiles = 64;
    private readonly RunDirectory directory;
    private readonly WalkerFormat format;
    private readonly IReadOnlyList<Shard> shards;
    private (DateTime Time, long Length) seen;
    private long[] durable;

    /// <summary>Looks at nothing yet.</summary>
    public RunProgressOnDisk(RunDirectory directory, RunSettings settings, WalkerFormat format)
    {
        this.directory = directory;
        this.format = format;
        shards = Shard.Split(settings.Walkers, settings.WalkersPerShard);
        durable = new long[shards.Count];
    }

    /// <summary>How often a new checkpoint was seen, the first among them.</summary>
    public int Checkpoints { get; private set; }

    /// <summary>When the last checkpoint was made; null before the first.</summary>
    public DateTimeOffset? LastCheckpoint { get; private set; }

    /// <summary>Frames of all walkers together.</summary>
    public long Frames { get; private set; }

    /// <summary>The frames of the walker that has fewest, as far as files were looked at.</summary>
    public long SlowestStep { get; private set; }

    /// <summary>Looks again.</summary>
    /// <param name="settings">The run's settings as they are now.</param>
    /// <returns>Whether there is a new checkpoint.</returns>
    public bool Refresh(RunSettings settings)
    {
        bool isNew = LookAtCheckpoint();
        int every = Math.Max(1, (shards.Count + MostFiles - 1) / MostFiles);
        long[] beyond = [.. Enumerable.Range(0, (shards.Count + every - 1) / every).Select(i => BeyondCheckpoint(i * every))];
        Frames = 0;
        SlowestStep = long.MaxValue;
        for (int shard = 0; shard < shards.Count; shard++)
        {
            long steps = Math.Min(durable[shard] + beyond[shard / every], settings.Frames);
            Frames += FramesOf(shards[shard], steps, settings);
            SlowestStep = Math.Min(SlowestStep, steps);
        }

        return isNew;
    }

    private long BeyondCheckpoint(int shard) => Math.Max(0, CountOf(shards[shard].FirstWalker) - durable[shard]);

    /// <summary>Whether the last checkpoint counts all frames.</summary>
    public bool IsComplete(RunSettings settings) =>
        Enumerable.Range(0, shards.Count).All(shard => durable[shard] >= EndOf(shards[shard], settings));

    private static long EndOf(Shard shard, RunSettings settings) =>
        settings.Coarse is null ? settings.Frames : Enumerable.Range(shard.FirstWalker, shard.Walkers).Max(settings.FramesOf);

    private static long FramesOf(Shard shard, long steps, RunSettings settings)
    {
        if (settings.Coarse is null)
            return shard.Walkers * steps;
        return Enumerable.Range(shard.FirstWalker, shard.Walkers).Sum(walker => Math.Min(steps, settings.FramesOf(walker)));
    }

    private bool LookAtCheckpoint()
    {
        var file = new FileInfo(directory.CheckpointFile);
        (DateTime Time, long Length) now = file.Exists ? (file.LastWriteTimeUtc, file.Length) : default;
        if (!file.Exists || now == seen || CheckpointGlance.At(directory, shards) is not { } glance)
            return false;
        seen = now;
        durable = glance.NextSteps;
        LastCheckpoint = now.Time;
        Checkpoints++;
        return true;
    }

    private long CountOf(int walker)
    {
        try
        {
            using IWalkerFile? file = format.Open(walker);
            return file?.Count() ?? 0;
        }
        catch (Exception e) when (e is InvalidInputException or IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
