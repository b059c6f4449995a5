using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using LatentSim.Actors;
using LatentSim.Molecules;
using MessagePack;

namespace LatentSim.Engine.Runs;

/// <summary>
/// A checkpoint as bytes: a MessagePack array [name, version, SHA-256 of the body, body]; the body is an array [key, shards, file lengths, observables]; a
/// shard is an array [first walker, walkers, next step, latents, atoms] with numbers as little-endian float32.
/// </summary>
internal static class CheckpointCodec
{
    private const string Name = "latentsim-checkpoint";
    private const int Version = 1;
    private const int EnvelopeSize = 4;
    private const int BodySize = 4;
    private const int ShardSize = 5;

    public static byte[] Encode(Checkpoint checkpoint)
    {
        byte[] body = EncodeBody(checkpoint);
        var buffer = new ArrayBufferWriter<byte>(body.Length + 128);
        var writer = new MessagePackWriter(buffer);
        writer.WriteArrayHeader(EnvelopeSize);
        writer.Write(Name);
        writer.Write(Version);
        writer.Write(SHA256.HashData(body));
        writer.Write(body);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads a checkpoint of a run whose shards are known.</summary>
    /// <exception cref="InvalidInputException">The bytes are damaged, of another version, or of a run with other shards.</exception>
    public static Checkpoint Decode(byte[] bytes, IReadOnlyList<Shard> shards, string path)
    {
        try
        {
            return DecodeBody(OpenEnvelope(bytes, path), shards, path);
        }
        catch (Exception exception) when (exception is MessagePackSerializationException or EndOfStreamException or OverflowException or InvalidOperationException)
        {
            throw new InvalidInputException(path, "", $"is damaged: {exception.Message}");
        }
    }

    private static byte[] EncodeBody(Checkpoint checkpoint)
    {
        var buffer = new ArrayBufferWriter<byte>(1 << 16);
        var writer = new MessagePackWriter(buffer);
        writer.WriteArrayHeader(BodySize);
        writer.Write(checkpoint.Key);
        writer.WriteArrayHeader(checkpoint.State.Shards.Count);
        foreach (ShardState state in checkpoint.State.Shards)
            EncodeShard(ref writer, state);
        writer.WriteArrayHeader(checkpoint.FileLengths.Length);
        foreach (long length in checkpoint.FileLengths)
            writer.Write(length);
        writer.Write(checkpoint.State.Observables);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static void EncodeShard(ref MessagePackWriter writer, ShardState state)
    {
        writer.WriteArrayHeader(ShardSize);
        writer.Write(state.Shard.FirstWalker);
        writer.Write(state.Shard.Walkers);
        writer.Write(state.NextStep);
        writer.Write(MemoryMarshal.AsBytes<float>(state.Latents));
        writer.Write(MemoryMarshal.AsBytes<float>(state.Atoms));
    }

    private static byte[] OpenEnvelope(byte[] bytes, string path)
    {
        var reader = new MessagePackReader(bytes);
        RequireCount(reader.ReadArrayHeader(), EnvelopeSize, path, "the envelope");
        if (reader.ReadString() != Name)
            throw new InvalidInputException(path, "", "is no checkpoint of latentsim");

        int version = reader.ReadInt32();
        if (version != Version)
            throw new InvalidInputException(path, "version", $"is {version}; this program reads version {Version}");

        byte[] digest = ReadBytes(ref reader);
        byte[] body = ReadBytes(ref reader);
        if (!SHA256.HashData(body).AsSpan().SequenceEqual(digest))
            throw new InvalidInputException(path, "", "is damaged: its checksum does not match");
        return body;
    }

    private static Checkpoint DecodeBody(byte[] body, IReadOnlyList<Shard> shards, string path)
    {
        var reader = new MessagePackReader(body);
        RequireCount(reader.ReadArrayHeader(), BodySize, path, "the body");
        byte[] key = ReadBytes(ref reader);

        RequireCount(reader.ReadArrayHeader(), shards.Count, path, "shards");
        var states = new ShardState[shards.Count];
        for (int i = 0; i < states.Length; i++)
            states[i] = DecodeShard(ref reader, shards[i], path);

        RequireCount(reader.ReadArrayHeader(), shards.Sum(shard => shard.Walkers), path, "file lengths");
        var lengths = new long[shards.Sum(shard => shard.Walkers)];
        for (int i = 0; i < lengths.Length; i++)
            lengths[i] = NotNegative(reader.ReadInt64(), path, "file length");
        return new Checkpoint(key, new RunState(states, ReadBytes(ref reader)), lengths);
    }

    private static ShardState DecodeShard(ref MessagePackReader reader, Shard shard, string path)
    {
        RequireCount(reader.ReadArrayHeader(), ShardSize, path, "a shard");
        RequireCount(reader.ReadInt32(), shard.FirstWalker, path, "first walker");
        RequireCount(reader.ReadInt32(), shard.Walkers, path, "walkers");
        long nextStep = NotNegative(reader.ReadInt64(), path, "next step");
        return new ShardState(shard, nextStep, ReadFloats(ref reader, shard, path), ReadFloats(ref reader, shard, path));
    }

    private static float[] ReadFloats(ref MessagePackReader reader, Shard shard, string path)
    {
        byte[] bytes = ReadBytes(ref reader);
        if (bytes.Length % (sizeof(float) * shard.Walkers) != 0)
            throw new InvalidInputException(path, $"{shard}", $"has a state of {bytes.Length} bytes; expected as many numbers for each walker");
        return MemoryMarshal.Cast<byte, float>(bytes).ToArray();
    }

    private static byte[] ReadBytes(ref MessagePackReader reader) =>
        reader.ReadBytes() is { } bytes ? bytes.ToArray() : throw new MessagePackSerializationException("bytes are missing");

    private static long NotNegative(long value, string path, string field) =>
        value >= 0 ? value : throw new InvalidInputException(path, field, $"is {value}; expected 0 or more");

    private static void RequireCount(int found, int expected, string path, string field)
    {
        if (found != expected)
            throw new InvalidInputException(path, field, $"is {found}; expected {expected}");
    }
}
