using System.Globalization;
using System.Text;
using LatentSim.Molecules;

namespace LatentSim.Engine.Runs;

/// <summary>The coarse trajectories of a run as a section of run.yaml.</summary>
internal sealed class CoarseDocument
{
    public int? Replicas { get; set; }

    public int? Stride { get; set; }

    public int? Particles { get; set; }

    public List<int>? Sites { get; set; }

    public FileDocument? Topology { get; set; }

    public List<TrajectoryDocument>? Trajectories { get; set; }

    /// <summary>The section's text, which begins a new line.</summary>
    public static string Text(CoarseSettings coarse)
    {
        var text = new StringBuilder();
        Line("# Walker w follows trajectory w / replicas; of every stride frames one is taken.");
        Line("coarse:");
        Line($"  replicas: {coarse.Replicas}");
        Line($"  stride: {coarse.Stride}");
        Line("  # Particles in a frame, and which of them each coarse site of the model is.");
        Line($"  particles: {coarse.Particles}");
        Line($"  sites: [{string.Join(", ", coarse.Sites)}]");
        if (coarse.Topology is { } topology)
            Line($"  topology: {{{Fingerprint(topology)}}}");
        Line($"  # SHA-256 of each file; of the first and the last {FileFingerprint.EndBytes} bytes where it has more than {FileFingerprint.LargestWhole}. A spacing of 0: the file tells no times.");
        Line("  trajectories:");
        foreach (CoarseTrajectory trajectory in coarse.Trajectories)
            Line(string.Create(CultureInfo.InvariantCulture, $"  - {{frames: {trajectory.Frames}, spacing: {trajectory.Spacing:R}, {Fingerprint(trajectory.File)}}}"));
        return text.ToString();

        void Line(string line) => text.Append('\n').Append(line);
    }

    /// <summary>The settings.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <exception cref="InvalidInputException">Something is missing.</exception>
    public CoarseSettings Read(string path) => new()
    {
        Replicas = Replicas ?? throw Missing(path, "replicas"),
        Stride = Stride ?? throw Missing(path, "stride"),
        Particles = Particles ?? throw Missing(path, "particles"),
        Sites = Sites ?? throw Missing(path, "sites"),
        Topology = Topology?.Read(path),
        Trajectories = [.. (Trajectories ?? throw Missing(path, "trajectories")).Select(trajectory => trajectory.ReadTrajectory(path))],
    };

    private static string Fingerprint(InputFingerprint file) => $"bytes: {file.Bytes}, sha256: {file.Hash}, file: '{file.Path.Replace("'", "''", StringComparison.Ordinal)}'";

    private static InvalidInputException Missing(string path, string field) => new(path, $"coarse.{field}", "is missing; expected a value");

    /// <summary>A file.</summary>
    internal class FileDocument
    {
        public string? File { get; set; }

        public long? Bytes { get; set; }

        public string? Sha256 { get; set; }

        public InputFingerprint Read(string path) => new(File ?? throw Missing(path, "file"), Bytes ?? throw Missing(path, "bytes"), Sha256 ?? throw Missing(path, "sha256"));
    }

    /// <summary>A trajectory.</summary>
    internal sealed class TrajectoryDocument : FileDocument
    {
        public long? Frames { get; set; }

        public double? Spacing { get; set; }

        public CoarseTrajectory ReadTrajectory(string path) => new(Read(path), Frames ?? throw Missing(path, "frames"), Spacing ?? throw Missing(path, "spacing"));
    }
}
