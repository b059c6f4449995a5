using System.Net;
using LatentSim.Actors;
using LatentSim.Engine.Live;
using LatentSim.Engine.Live.Imd;

namespace LatentSim.Engine.Tests.Live.Imd;

/// <summary>A <see cref="FakeLiveRun"/> with an IMD server on a free port.</summary>
internal sealed class ServedRun : IAsyncDisposable
{
    public ServedRun(LiveScene? scene = null, ImdSettings? settings = null, ImdLimits? limits = null, LiveState? state = null)
    {
        Run = new FakeLiveRun(scene) { Now = state ?? new LiveState { Phase = LivePhase.Running } };
        Server = ImdServer.Start(settings ?? new ImdSettings { Port = 0 }, Run, limits ?? new ImdLimits());
    }

    public FakeLiveRun Run { get; }

    public ImdServer Server { get; }

    public IPEndPoint EndPoint => Server.EndPoint;

    /// <summary>What the log says of clients.</summary>
    public IReadOnlyList<LogLine> ClientLines => [.. Run.Log.Since(0).Lines.Where(line => line.Event == "client")];

    /// <summary>A server on which clients may act on the run.</summary>
    public static ServedRun WithControl(int version = 3) => new(settings: new ImdSettings { Port = 0, Version = version, Control = true });

    /// <summary>A server that delivers every frame.</summary>
    public static ServedRun Lossless(LiveScene? scene = null, int version = 3) => new(scene, new ImdSettings { Port = 0, Version = version, Delivery = LiveDelivery.All });

    /// <summary>A client that has said go and is watched to have done so.</summary>
    public ImdReceiver Begin(int receiveBuffer = 0)
    {
        int watchers = Run.Source.Open.Count;
        ImdReceiver receiver = ImdReceiver.Begin(EndPoint, receiveBuffer);
        Run.Source.WaitForWatchers(watchers + 1);
        return receiver;
    }

    /// <summary>Sends a packet, and waits until the server has obeyed.</summary>
    public void Ask(ImdReceiver client, int type, int value = 0)
    {
        long before = Server.Packets;
        client.Send(type, value);
        Await(() => Server.Packets > before, "the packet is obeyed");
    }

    /// <summary>Publishes frames of walker 0.</summary>
    public void Publish(long firstStep, int count) => Run.Source.Publish(Run.FramesOf(0, firstStep, count));

    /// <summary>Waits for something that is bound to happen.</summary>
    public static void Await(Func<bool> condition, string what) => Assert.True(SpinWait.SpinUntil(condition, TimeSpan.FromSeconds(10)), $"waited 10 s until {what}");

    public ValueTask DisposeAsync()
    {
        Run.Source.Complete();
        return Server.DisposeAsync();
    }
}
