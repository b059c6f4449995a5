using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using LatentSim.Engine.Live;
using LatentSim.Engine.Live.Streams;

namespace LatentSim.Engine.Tests.Live;

/// <summary>What clients that want too much, or nothing good, get.</summary>
public sealed class WebLimitTests() : WebServedTests(FakeLiveRun.SceneOf(sites: 3))
{
    [Fact]
    public async Task TheSixtyFifthClientIsRefusedUntilOneLeaves()
    {
        var clients = new List<StreamClient>();
        for (int i = 0; i < 64; i++)
            clients.Add(await StreamClient.Greeted(Server));
        await Assert.ThrowsAsync<WebSocketException>(() => StreamClient.Connect(Server));

        await clients[0].DisposeAsync();
        Assert.True(SpinWait.SpinUntil(() => LiveClients.Of(Run).Count(LiveClientKind.Stream) == 63, TimeSpan.FromSeconds(5)));
        clients.Add(await StreamClient.Greeted(Server));

        foreach (StreamClient client in clients)
            await client.DisposeAsync();
    }

    [Theory]
    [InlineData(StreamLimits.MessageBytes, "expected a map with the key 'type'")]
    [InlineData(StreamLimits.MessageBytes + 1, "the message is longer than 65536 bytes")]
    public async Task MessagesAreAtMost64KiBLong(int bytes, string expected)
    {
        byte[] message = new byte[bytes];
        message[0] = 0xc1;

        Assert.EndsWith(expected, await Violation(message));
    }

    public static TheoryData<byte[], string> Violations => new()
    {
        { [], "the message is not MessagePack from byte 0 on" },
        { [0x93, 1, 2, 3], "expected a map with the key 'type'" },
        { [0xdf, 0xff, 0xff, 0xff, 0xff], "the message is not MessagePack from byte 5 on" },
        { StreamClient.Pack(("id", 1)), "type: is missing; expected subscribe, credit or unsubscribe" },
        { StreamClient.Pack(("type", "credit")), "id: is missing; expected a whole number of at least 0" },
        { StreamClient.Pack(("type", 7)), "type: expected a string" },
        { StreamClient.Pack(("type", "launch"), ("id", 1)), "type: expected subscribe, credit or unsubscribe, found 'launch'" },
        { StreamClient.Pack(("type", "credit"), ("id", -1)), "id: expected a whole number of at least 0 and at most 2147483647, found -1" },
        { StreamClient.Pack(("type", "credit"), ("id", 1.5)), "id: expected a whole number of at least 0" },
        { StreamClient.Pack(("type", "subscribe"), ("id", 1)), "fields: are missing; expected some of latent, coarse, atoms, energies, status, observables, log" },
        { StreamClient.Pack(("type", "subscribe"), ("id", 1), ("fields", new[] { "forces" })), "fields: expected some of latent, coarse, atoms, energies, status, observables, log, found 'forces'" },
        { StreamClient.Pack(("type", "subscribe"), ("id", 1), ("stride", 0)), "stride: expected a whole number of at least 1, found 0" },
        { StreamClient.Pack(("type", "subscribe"), ("id", 1), ("delivery", "some")), "delivery: expected newest or all, found 'some'" },
        { StreamClient.Pack(("type", "subscribe"), ("id", 1), ("walkers", new int[4097])), "walkers: expected 1 to 4096, found 4097" },
        { StreamClient.Pack(("type", "subscribe"), ("id", 1), ("walkers", "none")), "walkers: expected 'all' or an array of their numbers" },
        { [.. StreamClient.Pack(("type", "credit"), ("id", 1)), 0], "bytes follow the message's map; expected one map in a message" },
        { [0x81, 0xa1, (byte)'x', .. Enumerable.Repeat((byte)0x91, 50000), 0], "the message is nested deeper than 8" },
    };

    [Theory]
    [MemberData(nameof(Violations))]
    public async Task AClientThatBreaksTheProtocolIsToldSoAndDisconnected(byte[] message, string expected) =>
        Assert.EndsWith($"was disconnected: {expected}", await Violation(message));

    [Fact]
    public async Task TextIsAViolation()
    {
        await using StreamClient client = await StreamClient.Greeted(Server);

        await client.SendBytes("{}"u8.ToArray(), WebSocketMessageType.Text);

        Assert.Equal("expected binary messages, found text", (await client.Next("error")).Text("message"));
        Assert.Null(await client.NextOrClose());
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, client.Socket.CloseStatus);
    }

    [Theory]
    [InlineData("walkers", new[] { 0, 2 }, "walkers: expected numbers below 2, found 2")]
    [InlineData("delivery", "all", "delivery: all would let a client slow the run; start it with --stream-delivery all to allow that")]
    [InlineData("from", 7, "from: a run in this process has no past frames to send; 'latentsim serve DIR' has those of its files")]
    public async Task WhatARunCannotGiveIsRefusedAndTheClientStays(string key, object value, string expected)
    {
        await using StreamClient client = await StreamClient.Greeted(Server);

        await client.Send(("type", "subscribe"), ("id", 3), ("fields", new[] { "atoms" }), (key, value));
        StreamClient.Message error = await client.Next("error");
        await client.Send(("type", "subscribe"), ("id", 3), ("fields", new[] { "status" }));

        Assert.Equal((3, expected), (error.Whole("id"), error.Text("message")));
        Assert.Equal("running", (await client.Next("status")).Text("phase"));
    }

    [Fact]
    public async Task TheSeventeenthSubscriptionIsRefused()
    {
        await using StreamClient client = await StreamClient.Greeted(Server);

        for (int id = 0; id < 17; id++)
            await client.Send(("type", "subscribe"), ("id", id), ("fields", new[] { "atoms" }));
        StreamClient.Message error = await client.Next("error");

        Assert.Equal((16, "a client can have 16 subscriptions; end one first"), (error.Whole("id"), error.Text("message")));
        Assert.Equal(16, Run.Source.Open.Count);
    }

    [Fact]
    public async Task SubscriptionsThatAreOverCountNoMore()
    {
        await using StreamClient client = await StreamClient.Greeted(Server);
        Run.Source.Complete();

        for (int id = 0; id < 50; id++)
        {
            await client.Send(("type", "subscribe"), ("id", id), ("fields", new[] { "atoms" }), ("credits", 1));
            Assert.Equal(id, (await client.Next("end")).Whole("id"));
        }
    }

    [Fact]
    public async Task CreditsForNoSubscriptionAreRefused()
    {
        await using StreamClient client = await StreamClient.Greeted(Server);

        await client.Send(("type", "credit"), ("id", 9), ("credits", 1));

        Assert.Equal("there is no subscription 9", (await client.Next("error")).Text("message"));
    }

    [Fact]
    public async Task HeadersThatDoNotComeEndTheConnection()
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, Server.Address.Port);
        NetworkStream stream = socket.GetStream();
        await stream.WriteAsync("GET / HTTP/1.1\r\nHo"u8.ToArray());
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));

        var answer = new StringBuilder();
        byte[] buffer = new byte[1024];
        for (int read; (read = await stream.ReadAsync(buffer, patience.Token)) > 0;)
            answer.Append(Encoding.ASCII.GetString(buffer, 0, read));

        Assert.StartsWith("HTTP/1.1 408", answer.ToString());
    }

    // Sends a message that breaks the protocol; the line of the log that says so.
    private async Task<string> Violation(byte[] message)
    {
        await using StreamClient client = await StreamClient.Greeted(Server);
        long before = Run.Log.Count;
        await client.SendBytes(message);
        string? said = (await client.Next("error")).Text("message");
        Assert.Null(await client.NextOrClose());
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, client.Socket.CloseStatus);
        await client.Socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", default);
        Assert.True(SpinWait.SpinUntil(() => Run.Log.Count > before, TimeSpan.FromSeconds(5)));
        string line = Run.Log.Since(before).Lines.Single().Text;
        Assert.EndsWith(said!, line);
        return line;
    }
}
