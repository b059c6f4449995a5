using System.Buffers;
using System.Net.WebSockets;
using LatentSim.Engine.Live.Web;
using MessagePack;

namespace LatentSim.Engine.Tests.Live;

/// <summary>A client of the stream for programs, for tests.</summary>
internal sealed class StreamClient : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly byte[] buffer = new byte[8 * 1024 * 1024];

    public ClientWebSocket Socket { get; } = new();

    /// <summary>Connects; the first message is still to be received.</summary>
    public static async Task<StreamClient> Connect(WebServer server, Action<ClientWebSocketOptions>? configure = null)
    {
        var client = new StreamClient();
        client.Socket.Options.AddSubProtocol("latentsim.v1");
        configure?.Invoke(client.Socket.Options);
        var address = new UriBuilder(new Uri(server.Address, "/stream")) { Scheme = server.Address.Scheme == "https" ? "wss" : "ws" }.Uri;
        using var patience = new CancellationTokenSource(Patience);
        await client.Socket.ConnectAsync(address, patience.Token);
        return client;
    }

    /// <summary>Connects and takes the hello.</summary>
    public static async Task<StreamClient> Greeted(WebServer server)
    {
        StreamClient client = await Connect(server);
        Assert.Equal("hello", (await client.Next()).Text("type"));
        return client;
    }

    /// <summary>Sends a map.</summary>
    public Task Send(params (string Key, object? Value)[] pairs) => SendBytes(Pack(pairs));

    public async Task SendBytes(byte[] bytes, WebSocketMessageType type = WebSocketMessageType.Binary)
    {
        using var patience = new CancellationTokenSource(Patience);
        await Socket.SendAsync(bytes, type, true, patience.Token);
    }

    /// <summary>Takes the next message; fails when the server closes.</summary>
    public async Task<Message> Next() => await NextOrClose() ?? throw new InvalidOperationException($"the server closed: {Socket.CloseStatus} {Socket.CloseStatusDescription}");

    /// <summary>Takes messages until one has a type.</summary>
    public async Task<Message> Next(string type)
    {
        while (true)
        {
            Message message = await Next();
            if (message.Text("type") == type)
                return message;
        }
    }

    /// <summary>Takes the next message; null when the server closes.</summary>
    public async Task<Message?> NextOrClose()
    {
        using var patience = new CancellationTokenSource(Patience);
        int filled = 0;
        while (true)
        {
            ValueWebSocketReceiveResult part = await Socket.ReceiveAsync(buffer.AsMemory(filled), patience.Token);
            if (part.MessageType == WebSocketMessageType.Close)
                return null;
            filled += part.Count;
            if (part.EndOfMessage)
                return new Message(Unpack(buffer.AsMemory(0, filled)));
        }
    }

    /// <summary>Whether nothing comes for a while.</summary>
    public async Task<bool> IsQuiet(int milliseconds)
    {
        Task<Message?> next = NextOrClose();
        return await Task.WhenAny(next, Task.Delay(milliseconds)) != next;
    }

    public ValueTask DisposeAsync()
    {
        Socket.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>A map in MessagePack.</summary>
    public static byte[] Pack(params (string Key, object? Value)[] pairs)
    {
        var bytes = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(bytes);
        writer.WriteMapHeader(pairs.Length);
        foreach ((string key, object? value) in pairs)
        {
            writer.Write(key);
            Write(ref writer, value);
        }

        writer.Flush();
        return bytes.WrittenSpan.ToArray();
    }

    private static void Write(ref MessagePackWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNil();
                break;
            case string text:
                writer.Write(text);
                break;
            case double number:
                writer.Write(number);
                break;
            case Array items:
                writer.WriteArrayHeader(items.Length);
                foreach (object? item in items)
                    Write(ref writer, item);
                break;
            default:
                writer.Write(Convert.ToInt64(value));
                break;
        }
    }

    private static Dictionary<string, object?> Unpack(ReadOnlyMemory<byte> bytes)
    {
        var reader = new MessagePackReader(bytes);
        var map = (Dictionary<string, object?>)Read(ref reader)!;
        Assert.True(reader.End);
        return map;
    }

    private static object? Read(ref MessagePackReader reader)
    {
        switch (reader.NextMessagePackType)
        {
            case MessagePackType.Map:
                var map = new Dictionary<string, object?>();
                for (int left = reader.ReadMapHeader(); left > 0; left--)
                    map.Add(reader.ReadString()!, Read(ref reader));
                return map;
            case MessagePackType.Array:
                var items = new object?[reader.ReadArrayHeader()];
                for (int i = 0; i < items.Length; i++)
                    items[i] = Read(ref reader);
                return items;
            case MessagePackType.Integer:
                return reader.ReadInt64();
            case MessagePackType.Float:
                return reader.ReadDouble();
            case MessagePackType.Boolean:
                return reader.ReadBoolean();
            case MessagePackType.String:
                return reader.ReadString();
            case MessagePackType.Binary:
                return reader.ReadBytes()!.Value.ToArray();
            default:
                Assert.True(reader.TryReadNil());
                return null;
        }
    }

    /// <summary>A message of the server.</summary>
    internal sealed class Message(Dictionary<string, object?> map)
    {
        public IReadOnlyCollection<string> Keys => map.Keys;

        public object? this[string key] => map[key];

        public string? Text(string key) => (string?)map[key];

        public long Whole(string key) => (long)map[key]!;

        public Message Map(string key) => new((Dictionary<string, object?>)map[key]!);

        public object?[] Items(string key) => (object?[])map[key]!;

        public float[] Floats(string key) => System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>((byte[])map[key]!).ToArray();
    }
}
