using LatentSim.Actors;
using MessagePack;

namespace LatentSim.Engine.Live.Streams;

/// <summary>Reads what a client says. Nothing is allocated from a number that the client gives, and nothing recurses deeper than <see cref="StreamLimits.Depth"/>.</summary>
internal static class ClientMessageReader
{
    /// <summary>Reads a message: one map.</summary>
    /// <exception cref="StreamViolationException">It is none that the protocol knows.</exception>
    public static ClientMessage Read(ReadOnlyMemory<byte> bytes)
    {
        var reader = new MessagePackReader(bytes);
        try
        {
            ClientMessage message = ReadMap(ref reader);
            return reader.End ? message : throw new StreamViolationException("bytes follow the message's map; expected one map in a message");
        }
        catch (Exception e) when (e is MessagePackSerializationException or EndOfStreamException or OverflowException)
        {
            throw new StreamViolationException($"the message is not MessagePack from byte {reader.Consumed} on");
        }
    }

    private static ClientMessage ReadMap(ref MessagePackReader reader)
    {
        if (reader.NextMessagePackType != MessagePackType.Map)
            throw new StreamViolationException("expected a map with the key 'type'");

        int pairs = reader.ReadMapHeader();
        string? type = null;
        int id = -1;
        var subscribe = new Subscribe(0);
        for (int i = 0; i < pairs; i++)
        {
            switch (ReadText(ref reader, "a key"))
            {
                case "type":
                    type = ReadText(ref reader, "type");
                    break;
                case "id":
                    id = (int)ReadWhole(ref reader, "id", 0, int.MaxValue);
                    break;
                case { } key:
                    subscribe = ReadSetting(ref reader, key, subscribe);
                    break;
            }
        }

        if (type is null)
            throw new StreamViolationException("type: is missing; expected subscribe, credit or unsubscribe");
        if (id < 0)
            throw new StreamViolationException("id: is missing; expected a whole number of at least 0");
        return type switch
        {
            "subscribe" => subscribe.Fields == StreamFields.None ? throw new StreamViolationException("fields: are missing; expected some of latent, coarse, atoms, energies, status, observables, log") : subscribe with { Id = id },
            "credit" => new Credit(id, subscribe.Credits),
            "unsubscribe" => new Unsubscribe(id),
            _ => throw new StreamViolationException($"type: expected subscribe, credit or unsubscribe, found {Quoted(type)}"),
        };
    }

    private static Subscribe ReadSetting(ref MessagePackReader reader, string key, Subscribe subscribe)
    {
        switch (key)
        {
            case "walkers":
                return subscribe with { Walkers = ReadWalkers(ref reader) };
            case "stride":
                return subscribe with { Stride = ReadWhole(ref reader, key, 1, long.MaxValue) };
            case "fields":
                return subscribe with { Fields = ReadFields(ref reader) };
            case "delivery":
                return subscribe with { Delivery = ReadDelivery(ref reader) };
            case "credits":
                return subscribe with { Credits = ReadWhole(ref reader, key, 0, StreamLimits.Credits) };
            case "from":
                return subscribe with { From = reader.TryReadNil() ? null : ReadWhole(ref reader, key, 0, long.MaxValue) };
            default:
                Skip(ref reader, 1);
                return subscribe;
        }
    }

    private static int[] ReadWalkers(ref MessagePackReader reader)
    {
        if (reader.NextMessagePackType == MessagePackType.String)
            return ReadText(ref reader, "walkers") == "all" ? [] : throw new StreamViolationException("walkers: expected 'all' or an array of their numbers");
        int count = ReadCount(ref reader, "walkers", StreamLimits.ListedWalkers);
        int[] walkers = new int[count];
        for (int i = 0; i < count; i++)
            walkers[i] = (int)ReadWhole(ref reader, "walkers", 0, int.MaxValue);
        return [.. walkers.Distinct().Order()];
    }

    private static StreamFields ReadFields(ref MessagePackReader reader)
    {
        var fields = StreamFields.None;
        int count = ReadCount(ref reader, "fields", 16);
        for (int i = 0; i < count; i++)
            fields |= FieldOf(ReadText(ref reader, "fields"));
        return fields;
    }

    private static StreamFields FieldOf(string name) => name switch
    {
        "latent" => StreamFields.Latent,
        "coarse" => StreamFields.Coarse,
        "atoms" => StreamFields.Atoms,
        "energies" => StreamFields.Energies,
        "status" => StreamFields.Status,
        "observables" => StreamFields.Observables,
        "log" => StreamFields.Log,
        _ => throw new StreamViolationException($"fields: expected some of latent, coarse, atoms, energies, status, observables, log, found {Quoted(name)}"),
    };

    private static LiveDelivery ReadDelivery(ref MessagePackReader reader) => ReadText(ref reader, "delivery") switch
    {
        "newest" => LiveDelivery.Newest,
        "all" => LiveDelivery.All,
        string other => throw new StreamViolationException($"delivery: expected newest or all, found {Quoted(other)}"),
    };

    private static int ReadCount(ref MessagePackReader reader, string key, int most)
    {
        if (reader.NextMessagePackType != MessagePackType.Array)
            throw new StreamViolationException($"{key}: expected an array");
        int count = reader.ReadArrayHeader();
        return count is > 0 && count <= most ? count : throw new StreamViolationException($"{key}: expected 1 to {most}, found {count}");
    }

    private static string ReadText(ref MessagePackReader reader, string key)
    {
        if (reader.NextMessagePackType != MessagePackType.String)
            throw new StreamViolationException($"{key}: expected a string");
        return reader.ReadString() ?? "";
    }

    private static long ReadWhole(ref MessagePackReader reader, string key, long least, long most)
    {
        if (reader.NextMessagePackType != MessagePackType.Integer)
            throw new StreamViolationException($"{key}: expected a whole number of at least {least}");
        long value = reader.ReadInt64();
        return value >= least && value <= most ? value : throw new StreamViolationException($"{key}: expected a whole number of at least {least}{(most < long.MaxValue ? $" and at most {most}" : "")}, found {value}");
    }

    // The reader's own Skip follows any depth; a client's message is followed to a small one only.
    private static void Skip(ref MessagePackReader reader, int depth)
    {
        if (depth >= StreamLimits.Depth)
            throw new StreamViolationException($"the message is nested deeper than {StreamLimits.Depth}");
        long values = reader.NextMessagePackType switch
        {
            MessagePackType.Array => reader.ReadArrayHeader(),
            MessagePackType.Map => 2L * reader.ReadMapHeader(),
            _ => -1,
        };
        if (values < 0)
            reader.Skip();
        for (long i = 0; i < values; i++)
            Skip(ref reader, depth + 1);
    }

    private static string Quoted(string text)
    {
        string start = text.Length > 32 ? text[..32] + "..." : text;
        return $"'{string.Concat(start.Select(c => char.IsControl(c) ? '?' : c))}'";
    }
}
