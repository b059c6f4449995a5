using Akka.Actor;

namespace Akka.Tests;

public sealed class SchedulerTests : ActorTest
{
    private sealed class Waiter : ReceiveActor
    {
        public Waiter(IActorRef probe)
        {
            Context.SetReceiveTimeout(TimeSpan.FromMilliseconds(30));
            Receive<ReceiveTimeout>(timeout =>
            {
                Context.SetReceiveTimeout(null);
                probe.Tell(timeout);
            });
        }
    }

    [Fact]
    public async Task AMessageIsSentOnceAfterItsDelay()
    {
        var probe = NewProbe();
        var before = DateTime.UtcNow;
        System.Scheduler.ScheduleTellOnce(TimeSpan.FromMilliseconds(40), probe.Ref, "later", ActorRefs.NoSender);
        Assert.Equal("later", await probe.Expect<string>());
        Assert.True(DateTime.UtcNow - before >= TimeSpan.FromMilliseconds(30));
    }

    [Fact]
    public async Task ARepeatedMessageStopsWhenCancelled()
    {
        var probe = NewProbe();
        var interval = TimeSpan.FromMilliseconds(10);
        var cancelable = System.Scheduler.ScheduleTellRepeatedlyCancelable(TimeSpan.Zero, interval, probe.Ref, "tick", ActorRefs.NoSender);
        for (var i = 0; i < 3; i++)
            Assert.Equal("tick", await probe.Expect<string>());
        cancelable.Cancel();
        await Task.Delay(5 * interval);
        probe.Ref.Tell("end");
        var rest = new List<string>();
        do
            rest.Add(await probe.Expect<string>());
        while (rest[^1] != "end");
        Assert.InRange(rest.Count, 1, 4);
        await Task.Delay(5 * interval);
        await probe.ExpectNothingBefore("barrier");
    }

    [Fact]
    public async Task ACancelledMessageIsNotSent()
    {
        var probe = NewProbe();
        var cancelable = new Cancelable(System.Scheduler);
        System.Scheduler.ScheduleTellOnce(TimeSpan.FromMilliseconds(30), probe.Ref, "never", ActorRefs.NoSender, cancelable);
        cancelable.Cancel();
        await Task.Delay(80);
        await probe.ExpectNothingBefore("barrier");
    }

    [Fact]
    public async Task AReceiveTimeoutComesAfterSilence()
    {
        var probe = NewProbe();
        var waiter = System.ActorOf(Props.Create(() => new Waiter(probe.Ref)));
        Assert.NotNull(waiter);
        await probe.Expect<ReceiveTimeout>();
    }
}
