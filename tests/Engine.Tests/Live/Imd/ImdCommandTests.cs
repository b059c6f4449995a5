using LatentSim.Actors;
using LatentSim.Engine.Live.Imd;

namespace LatentSim.Engine.Tests.Live.Imd;

public class ImdCommandTests
{
    private const int Settle = 150;

    [Fact]
    public async Task InVersion3APauseLastsUntilResume()
    {
        await using var served = new ServedRun();
        using ImdReceiver client = served.Begin();
        served.Publish(0, 1);
        Assert.Equal(0, client.Next().Step);

        served.Ask(client, ImdReceiver.Pause);
        served.Ask(client, ImdReceiver.Pause);
        served.Publish(1, 1);
        Assert.False(client.HasData(Settle));
        Assert.False(served.Run.Control!.IsHeld);

        served.Ask(client, ImdReceiver.Resume);
        served.Ask(client, ImdReceiver.Resume);
        served.Publish(2, 1);
        Assert.Equal(2, client.Next().Step);
    }

    [Fact]
    public async Task InVersion2APauseEndsAPause()
    {
        await using var served = new ServedRun(settings: new ImdSettings { Port = 0, Version = 2 });
        using ImdReceiver client = served.Begin();

        served.Ask(client, ImdReceiver.Pause);
        served.Publish(1, 1);
        Assert.False(client.HasData(Settle));

        served.Ask(client, ImdReceiver.Pause);
        served.Publish(2, 1);
        Assert.Equal(20, client.Next().Coordinates[0]);
    }

    [Fact]
    public async Task APauseOfALosslessStreamLosesNothing()
    {
        await using ServedRun served = ServedRun.Lossless();
        using ImdReceiver client = served.Begin();
        served.Publish(0, 10);
        Assert.Equal(0, client.Next().Step);

        served.Ask(client, ImdReceiver.Pause);
        served.Publish(10, 10);
        served.Publish(20, 10);
        Assert.Equal(9, Enumerable.Range(0, 9).Select(_ => client.Next()).Count());
        Assert.False(client.HasData(Settle));
        client.Send(ImdReceiver.Resume);
        served.Run.Source.Complete();

        Assert.Equal(Enumerable.Range(10, 20).Select(step => (long)step), client.Rest().Select(frame => frame.Step));
    }

    [Fact]
    public async Task WithControlAPauseHoldsTheRun()
    {
        await using ServedRun served = ServedRun.WithControl();
        using ImdReceiver client = served.Begin();
        using ImdReceiver other = served.Begin();
        RunControl control = served.Run.Control!;

        client.Send(ImdReceiver.Pause);
        ServedRun.Await(() => control.IsHeld, "the run is held");
        other.Send(ImdReceiver.Pause);
        ServedRun.Await(() => control.Holders().Count == 2, "both hold it");
        client.Send(ImdReceiver.Resume);
        ServedRun.Await(() => control.Holders().Count == 1, "one has let go");
        other.Dispose();
        ServedRun.Await(() => !control.IsHeld, "the other's hold has ended with it");
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task KillEndsTheSessionAlone(int version)
    {
        await using var served = new ServedRun(settings: new ImdSettings { Port = 0, Version = version });
        using ImdReceiver client = served.Begin();
        using ImdReceiver other = served.Begin();

        client.Send(ImdReceiver.Kill);
        Assert.True(client.IsClosed());
        served.Run.Source.WaitForWatchers(1);
        served.Publish(4, 1);
        Assert.Equal(40, other.Next().Coordinates[0]);
        Assert.Empty(served.Run.Stops);
    }

    [Fact]
    public async Task WithControlKillStopsTheRun()
    {
        await using ServedRun served = ServedRun.WithControl();
        using ImdReceiver client = served.Begin();

        client.Send(ImdReceiver.Kill);
        Assert.True(client.IsClosed());
        Assert.Contains("IMD client 1", Assert.Single(served.Run.Stops));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task DisconnectEndsTheSessionAndTheNextOneIsLikeTheFirst(int version)
    {
        await using var served = new ServedRun(settings: new ImdSettings { Port = 0, Version = version });
        using (ImdReceiver client = served.Begin())
        {
            client.Send(ImdReceiver.Disconnect);
            Assert.True(client.IsClosed());
        }

        served.Run.Source.WaitForWatchers(0);
        using ImdReceiver again = served.Begin();
        served.Publish(5, 1);
        Assert.Equal(50, again.Next().Coordinates[0]);
    }

    [Fact]
    public async Task TheTransmissionRateChoosesStepsAndANumberBelowOneBringsTheDefaultBack()
    {
        await using var served = new ServedRun(settings: new ImdSettings { Port = 0, Rate = 2, Delivery = LiveDelivery.All });
        using ImdReceiver client = served.Begin();
        served.Publish(0, 6);
        Assert.Equal([0, 2, 4], Steps(client, 3));

        served.Ask(client, ImdReceiver.TransmissionRate, 5);
        served.Publish(6, 15);
        Assert.Equal([10, 15, 20], Steps(client, 3));

        served.Ask(client, ImdReceiver.TransmissionRate, -3);
        served.Publish(21, 4);
        Assert.Equal([22, 24], Steps(client, 2));
    }

    [Fact]
    public async Task TheRunWaitsForTheFirstClient()
    {
        await using var served = new ServedRun(settings: new ImdSettings { Port = 0, Wait = true });
        RunControl control = served.Run.Control!;
        Assert.Contains($"IMD port {served.EndPoint.Port}", Assert.Single(control.Holders()));

        using (ImdReceiver bad = ImdReceiver.Connect(served.EndPoint))
        {
            bad.Meet();
            Assert.True(control.IsHeld);
        }

        using ImdReceiver client = served.Begin();
        Assert.False(control.IsHeld);
    }

    [Fact]
    public async Task WithControlTheRunWaitsForTheNextClientOfOneThatWantedIt()
    {
        await using ServedRun served = ServedRun.WithControl();
        RunControl control = served.Run.Control!;
        using (ImdReceiver client = served.Begin())
        {
            client.Send(ImdReceiver.Wait, 1);
            client.Send(ImdReceiver.Disconnect);
            Assert.True(client.IsClosed());
        }

        ServedRun.Await(() => control.IsHeld, "the run is held");
        using (ImdReceiver next = served.Begin())
        {
            Assert.False(control.IsHeld);
            next.Send(ImdReceiver.Wait, 1);
            next.Send(ImdReceiver.Wait, 0);
            next.Send(ImdReceiver.Disconnect);
            Assert.True(next.IsClosed());
        }

        ServedRun.Await(() => served.Server.Clients == 0, "the client has gone");
        Assert.False(control.IsHeld);
    }

    [Fact]
    public async Task WithoutControlNobodyHoldsTheRun()
    {
        await using var served = new ServedRun();
        using (ImdReceiver client = served.Begin())
        {
            client.Send(ImdReceiver.Wait, 1);
            client.Send(ImdReceiver.Disconnect);
            Assert.True(client.IsClosed());
        }

        ServedRun.Await(() => served.Server.Clients == 0, "the client has gone");
        Assert.False(served.Run.Control!.IsHeld);
    }

    [Fact]
    public async Task TheEndOfTheServerReleasesTheRun()
    {
        var served = new ServedRun(settings: new ImdSettings { Port = 0, Wait = true });
        await served.DisposeAsync();

        Assert.False(served.Run.Control!.IsHeld);
    }

    [Fact]
    public async Task ForcesAreReadAndPassedOverWithOneLine()
    {
        await using var served = new ServedRun();
        using ImdReceiver client = served.Begin();
        for (int i = 0; i < 3; i++)
        {
            client.Send(ImdReceiver.AppliedForces, 2);
            client.Send(new byte[2 * 16]);
        }

        served.Ask(client, ImdReceiver.TransmissionRate, 3);
        served.Publish(1, 3);
        Assert.Equal(3, client.Next().Step);
        client.Dispose();
        ServedRun.Await(() => served.Server.Clients == 0, "the client has gone");
        Assert.Single(served.ClientLines, line => line.Text.Contains("forces"));
    }

    private static long[] Steps(ImdReceiver client, int count) => [.. Enumerable.Range(0, count).Select(_ => client.Next().Step)];
}
