using LatentSim.Engine.Benchmarks.Live;
using LatentSim.Engine.Live.Imd;

namespace LatentSim.Engine.Tests.Live.Imd;

public class ImdHostileTests
{
    private static readonly ImdLimits Hasty = new() { Go = TimeSpan.FromSeconds(0.3) };

    [Fact]
    public async Task ThereAreAtMostSixteenClients()
    {
        await using var served = new ServedRun(limits: new ImdLimits { Go = TimeSpan.FromSeconds(10) });
        var clients = new List<ImdReceiver>();
        for (int i = 0; i < ImdLimits.Clients; i++)
            clients.Add(served.Begin());
        using (ImdReceiver late = ImdReceiver.Connect(served.EndPoint))
            Assert.True(late.IsClosed());

        clients[3].Dispose();
        served.Run.Source.WaitForWatchers(ImdLimits.Clients - 1);
        ServedRun.Await(() => served.Server.Clients == ImdLimits.Clients - 1, "one has gone");
        using ImdReceiver next = served.Begin();
        served.Publish(1, 1);
        Assert.Equal(1, next.Next().Step);
        clients.ForEach(client => client.Dispose());
    }

    [Fact]
    public async Task HalfOpenClientsMakeRoomForOthers()
    {
        await using var served = new ServedRun(limits: Hasty);
        ImdReceiver[] silent = [.. Enumerable.Range(0, ImdLimits.Clients).Select(_ => ImdReceiver.Connect(served.EndPoint))];
        Assert.All(silent, client => client.Meet());
        Assert.All(silent, client => Assert.True(client.IsClosed()));
        ServedRun.Await(() => served.Server.Clients == 0, "they have gone");
        using ImdReceiver good = served.Begin();
        served.Publish(1, 1);

        Assert.Equal(1, good.Next().Step);
        Assert.InRange(served.ClientLines.Count, 1, ImdLimits.Clients);
        Assert.All(silent, client => client.Dispose());
    }

    [Fact]
    public async Task GoInDribsAndDrabsIsTooLate()
    {
        await using var served = new ServedRun(limits: Hasty);
        using ImdReceiver client = ImdReceiver.Connect(served.EndPoint);
        client.Meet();
        client.Send([0]);
        Thread.Sleep(100);
        client.Send([0]);

        Assert.True(client.IsClosed());
        ServedRun.Await(() => served.ClientLines.Count == 1, "there is a line");
    }

    [Fact]
    public async Task PacketsMayComeByteByByte()
    {
        await using var served = new ServedRun();
        using ImdReceiver client = ImdReceiver.Connect(served.EndPoint);
        client.Meet();
        foreach (byte one in new byte[] { 0, 0, 0, 3, 9, 9, 9, 9, 0, 0, 0, 8, 0, 0, 0, 7 })
            client.Send([one]);
        ServedRun.Await(() => served.Server.Packets == 1, "the rate is set");
        served.Run.Source.WaitForWatchers(1);
        served.Publish(1, 14);

        Assert.Equal(7, client.Next().Step);
        Assert.Equal(14, client.Next().Step);
    }

    [Theory]
    [InlineData(6, 4)]
    [InlineData(6, -1)]
    [InlineData(6, int.MaxValue)]
    [InlineData(2, 1)]
    [InlineData(9, 0)]
    [InlineData(10, 7)]
    [InlineData(12345, 0)]
    [InlineData(-1, -1)]
    public async Task WhatNoClientSendsEndsTheSessionWithALine(int type, int value)
    {
        await using var served = new ServedRun();
        using ImdReceiver client = served.Begin();
        client.Send(type, value);

        Assert.True(client.IsClosed());
        ServedRun.Await(() => served.ClientLines.Count == 1, "there is a line");
        Assert.Equal("warning", served.ClientLines[0].Level);
        using ImdReceiver good = served.Begin();
        served.Publish(1, 1);
        Assert.Equal(1, good.Next().Step);
    }

    [Fact]
    public async Task TheLogOfManyBadClientsIsShort()
    {
        await using var served = new ServedRun();
        for (int i = 0; i < 100; i++)
        {
            using ImdReceiver client = ImdReceiver.Connect(served.EndPoint);
            client.Send(-1);
            client.ReadToEnd();
        }

        ServedRun.Await(() => served.Server.Clients == 0, "they have gone");
        Assert.InRange(served.ClientLines.Count, 1, 60);
    }

    [Fact]
    public async Task MutatedPacketsNeitherCrashNorHangIt()
    {
        int count = int.TryParse(Environment.GetEnvironmentVariable("LATENTSIM_IMD_FUZZ"), out int more) ? more : 5000;
        ImdFuzzResult result = await ImdFuzz.Run(count, seed: 1);

        Assert.True(result.Messages >= count);
        Assert.Equal((0, 0), (result.Crashes, result.Hangs));
        Assert.InRange(result.LogLines, 0, result.Sessions);
    }
}
