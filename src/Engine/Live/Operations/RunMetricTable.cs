using System.Diagnostics;
using LatentSim.Actors;
using LatentSim.Engine.Live.Streams;

namespace LatentSim.Engine.Live.Operations;

/// <summary>All figures of a run, for OpenTelemetry and for Prometheus alike. docs/operations.md lists them.</summary>
internal static class RunMetricTable
{
    private const string Slot = "slot";

    /// <summary>The figures.</summary>
    public static IReadOnlyList<RunMetric> All { get; } =
    [
        Counter("latentsim.frames", "{frame}", "Frames kept since the run was started or resumed.", state => state.Run.Frames),
        Gauge("latentsim.frames.kept", "{frame}", "Frames that all walkers together have.", state => state.FramesKept),
        Gauge("latentsim.frames.asked", "{frame}", "Frames that all walkers together will have.", state => state.FramesAsked),
        Gauge("latentsim.frame.rate", "{frame}/s", "Frames kept a second, over the last seconds.", state => state.FramesPerSecond, "latentsim_frames_per_second"),
        Gauge("latentsim.run.time", "s", "Seconds since the run was started or resumed.", state => state.Seconds, "latentsim_run_seconds"),
        Gauge("latentsim.run.time.left", "s", "Seconds to the end at the present rate.", state => state.SecondsLeft, "latentsim_run_left_seconds"),
        new("latentsim.run.phase", "latentsim_run_phase", "1", MetricKind.Gauge, "1 for the phase that the run is in.", "phase", Phases),
        Gauge("latentsim.run.held", "1", "1 while somebody holds the run.", state => state.Phase == LivePhase.Held ? 1 : 0),
        Gauge("latentsim.blocks", "{block}", "Blocks that are computed, written or counted: the queues of the run.", state => state.Run.Blocks),
        Gauge("latentsim.step.slowest", "{step}", "The first step that some walker still lacks.", state => state.Run.SlowestStep, "latentsim_slowest_step"),
        OfSlots("latentsim.slot.failures", "latentsim_slot_failures_total", "{failure}", MetricKind.Counter, "Stage failures, each a restart from the last checkpoint.", slot => slot.Failures),
        OfSlots("latentsim.slot.frames", "latentsim_slot_frames_total", "{frame}", MetricKind.Counter, "Frames kept of the shards of a device slot.", slot => slot.Frames),
        OfSlots("latentsim.slot.shards", "latentsim_slot_shards", "{shard}", MetricKind.Gauge, "Shards that are placed on a device slot.", slot => slot.Shards),
        OfSlots("latentsim.slot.up", "latentsim_slot_up", "1", MetricKind.Gauge, "1 for a device slot that computes, or could; 0 for one that was given up.", slot => slot.State == SlotState.GivenUp ? 0 : 1),
        Counter("latentsim.moves", "{move}", "Shards that were handed to another device slot.", state => state.Run.Moves),
        Gauge("latentsim.shards.lost", "{shard}", "Shards that were given up.", state => state.Run.LostShards, "latentsim_lost_shards"),
        Counter("latentsim.checkpoints", "{checkpoint}", "Checkpoints made since the run was started or resumed.", state => state.Run.Checkpoints),
        Gauge("latentsim.checkpoint.age", "s", "Seconds since the last checkpoint.", state => Age(state.Run.LastCheckpoint), "latentsim_checkpoint_age_seconds"),
        Gauge("latentsim.files.size", "By", "Bytes that all files of the run hold.", state => state.Bytes, "latentsim_files_bytes"),
        new("latentsim.clients", "latentsim_clients", "{client}", MetricKind.Gauge, "Clients that watch.", "kind", Clients),
        Counter("latentsim.frames.dropped", "{frame}", "Frames that watchers did not take in time.", state => state.Run.DroppedFrames),
        new("latentsim.stream.frames.waiting", "latentsim_stream_frames_waiting", "{frame}", MetricKind.Gauge, "Frames on their way to clients of the stream.", null, board => [new(board.Clients.FramesWaiting)]),
        new("latentsim.stream.sent", "latentsim_stream_sent_bytes_total", "By", MetricKind.Counter, "Bytes sent to clients of the stream.", null, board => [new(board.Clients.BytesSent)]),
        new("latentsim.memory.resident", "latentsim_memory_resident_bytes", "By", MetricKind.Gauge, "Memory of the process that is resident.", null, _ => [new(Environment.WorkingSet)]),
        new("latentsim.memory.peak", "latentsim_memory_peak_bytes", "By", MetricKind.Gauge, "The most memory of the process that was resident.", null, _ => [new(PeakMemory())]),
    ];

    private static RunMetric Counter(string name, string unit, string help, Func<LiveState, double?> read) =>
        new(name, name.Replace('.', '_') + "_total", unit, MetricKind.Counter, help, null, board => One(read(board.State())));

    private static RunMetric Gauge(string name, string unit, string help, Func<LiveState, double?> read, string? prometheus = null) =>
        new(name, prometheus ?? name.Replace('.', '_'), unit, MetricKind.Gauge, help, null, board => One(read(board.State())));

    private static RunMetric OfSlots(string name, string prometheus, string unit, MetricKind kind, string help, Func<SlotStatus, double> read) =>
        new(name, prometheus, unit, kind, help, Slot, board => board.State().Run.Slots.Select(slot => new MetricValue(read(slot), slot.Name)));

    private static IEnumerable<MetricValue> One(double? value) => value is { } known && double.IsFinite(known) ? [new(known)] : [];

    private static IEnumerable<MetricValue> Phases(LiveBoard board)
    {
        LivePhase now = board.State().Phase;
        return Enum.GetValues<LivePhase>().Select(phase => new MetricValue(phase == now ? 1 : 0, LiveDocuments.Word(phase)));
    }

    private static IEnumerable<MetricValue> Clients(LiveBoard board) =>
        Enum.GetValues<LiveClientKind>().Select(kind => new MetricValue(board.Clients.Count(kind), kind.ToString().ToLowerInvariant()));

    private static double? Age(DateTimeOffset? time) => time is { } last ? Math.Max(0, (DateTimeOffset.UtcNow - last).TotalSeconds) : null;

    private static double PeakMemory()
    {
        using var self = Process.GetCurrentProcess();
        return self.PeakWorkingSet64;
    }
}
