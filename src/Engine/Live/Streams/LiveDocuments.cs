using System.Buffers;
using System.Text.Json;
using LatentSim.Actors;

namespace LatentSim.Engine.Live.Streams;

/// <summary>A run in JSON: what the stream's messages hello and status hold, and /status.json.</summary>
internal static class LiveDocuments
{
    /// <summary>What does not change.</summary>
    public static ReadOnlyMemory<byte> Scene(LiveScene scene) => Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("name", scene.Name);
        json.WriteNumber("walkers", scene.Walkers);
        json.WriteNumber("frames", scene.Frames);
        WriteFinite(json, "lagTime", scene.LagTime);
        json.WriteString("timeUnit", scene.TimeUnit);
        json.WriteNumber("seed", scene.Seed);
        WriteTexts(json, "stages", scene.Stages);
        WriteTexts(json, "devices", scene.Devices);
        json.WriteNumber("dimension", scene.Dimension);
        json.WriteNumber("sites", scene.Sites);
        json.WriteNumber("coarseSites", scene.CoarseAtoms.Count);
        json.WriteStartArray("coarseAtoms");
        foreach (int atom in scene.CoarseAtoms)
            json.WriteNumberValue(atom);
        json.WriteEndArray();
        json.WriteStartArray("box");
        foreach (float length in scene.Box)
            json.WriteNumberValue(length);
        json.WriteEndArray();
        json.WriteBoolean("hasEnergies", scene.HasEnergies);
        json.WriteBoolean("isComputedHere", scene.IsComputedHere);
        json.WriteString("directory", Path.GetFileName(Path.TrimEndingDirectorySeparator(scene.Directory)));
        json.WriteEndObject();
    });

    /// <summary>How the run is.</summary>
    /// <param name="state">The state.</param>
    /// <param name="clients">Those who watch.</param>
    /// <param name="now">When.</param>
    /// <param name="type">The value of a first key, type; null for none.</param>
    public static ReadOnlyMemory<byte> Status(LiveState state, LiveClients clients, DateTimeOffset now, string? type = null) => Write(json =>
    {
        RunStatus run = state.Run;
        json.WriteStartObject();
        if (type is not null)
            json.WriteString("type", type);
        json.WriteString("phase", Word(state.Phase));
        json.WriteString("reason", state.Reason);
        json.WriteNumber("framesKept", state.FramesKept);
        json.WriteNumber("framesAsked", state.FramesAsked);
        WriteFinite(json, "framesPerSecond", state.FramesPerSecond);
        WriteFinite(json, "secondsLeft", state.SecondsLeft);
        WriteFinite(json, "seconds", state.Seconds);
        json.WriteNumber("slowestStep", run.SlowestStep);
        json.WriteNumber("bytes", state.Bytes);
        json.WriteNumber("checkpoints", run.Checkpoints);
        WriteFinite(json, "checkpointAge", run.LastCheckpoint is { } last ? Math.Max(0, (now - last).TotalSeconds) : null);
        json.WriteNumber("moves", run.Moves);
        json.WriteNumber("lostShards", run.LostShards);
        json.WriteNumber("blocks", run.Blocks);
        json.WriteNumber("droppedFrames", run.DroppedFrames);
        json.WriteStartObject("clients");
        json.WriteNumber("page", clients.Count(LiveClientKind.Page));
        json.WriteNumber("stream", clients.Count(LiveClientKind.Stream));
        json.WriteNumber("imd", clients.Count(LiveClientKind.Imd));
        json.WriteEndObject();
        json.WriteStartArray("slots");
        foreach (SlotStatus slot in run.Slots)
            WriteSlot(json, slot);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    /// <summary>A phase as clients are told it.</summary>
    public static string Word(LivePhase phase) => phase.ToString().ToLowerInvariant();

    private static void WriteSlot(Utf8JsonWriter json, SlotStatus slot)
    {
        json.WriteStartObject();
        json.WriteString("name", slot.Name);
        json.WriteString("state", Word(slot.State));
        json.WriteNumber("shards", slot.Shards);
        json.WriteNumber("frames", slot.Frames);
        json.WriteNumber("failures", slot.Failures);
        json.WriteString("lastFailure", slot.LastFailure);
        json.WriteEndObject();
    }

    private static string Word(SlotState state) => state switch
    {
        SlotState.Working => "working",
        SlotState.Idle => "idle",
        _ => "given-up",
    };

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    // JSON has no word for what is not a number.
    private static void WriteFinite(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
            json.WriteNumber(name, number);
        else
            json.WriteNull(name);
    }

    private static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
            write(json);
        return bytes.WrittenMemory;
    }
}
