using Akka.Actor;
using Akka.Streams.Dsl;

namespace Akka.Tests;

public sealed class SelectAsyncTests : StreamTest
{
    private static Func<int, Task<int>> Through(Gate<int> gate) => async i =>
    {
        await gate.Enter(i);
        return i;
    };

    [Fact]
    public async Task ResultsKeepTheOrderOfTheElements()
    {
        var gate = new Gate<int>();
        var done = Source.From(Enumerable.Range(1, 4)).SelectAsync(4, Through(gate)).RunWith(Sink.Seq<int>(), Materializer);
        var releases = new Stack<TaskCompletionSource>();
        for (var i = 0; i < 4; i++)
            releases.Push((await gate.Next()).Release);
        foreach (var release in releases)
            release.SetResult();
        Assert.Equal([1, 2, 3, 4], await done.Soon());
    }

    [Fact]
    public async Task UnorderedResultsComeAsTheyAreReady()
    {
        var gate = new Gate<int>();
        var received = new List<int>();
        var done = Source.From(Enumerable.Range(1, 2)).SelectAsyncUnordered(2, Through(gate)).RunForeach(received.Add, Materializer);
        var (_, first) = await gate.Next();
        await gate.ReleaseNext();
        await Waiting.Until(() => received.Count == 1);
        first.SetResult();
        await done.Soon();
        Assert.Equal([2, 1], received);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ParallelismIsBounded(bool ordered)
    {
        const int parallelism = 3;
        var gate = new Gate<int>();
        var production = new Production(20);
        var stream = ordered
            ? production.Source.SelectAsync(parallelism, Through(gate))
            : production.Source.SelectAsyncUnordered(parallelism, Through(gate));
        var done = stream.RunWith(Sink.Ignore<int>(), Materializer);
        await Waiting.Until(() => gate.Waiting == parallelism);
        Assert.Equal(parallelism, await Waiting.Settled(() => production.Produced));
        for (var i = 0; i < 20; i++)
            await gate.ReleaseNext();
        await done.Soon();
        Assert.Equal(parallelism, gate.MostWaiting);
    }

    [Fact]
    public async Task ASlowSinkHoldsTheWorkBack()
    {
        var (work, sink) = (new Gate<int>(), new Gate<int>());
        var production = new Production();
        var done = production.Source.SelectAsync(2, Task.FromResult).RunWith(Sink.ForEachAsync<int>(1, sink.Enter), Materializer);
        await sink.ReleaseNext();
        Assert.InRange(await Waiting.Settled(() => production.Produced), 2, 6);
        Assert.False(done.IsCompleted);
        Assert.Equal(0, work.Waiting);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AFailedTaskFailsTheStream(bool ordered)
    {
        var production = new Production();
        Task<int> Fail(int i) => i == 3 ? Task.FromException<int>(new InvalidDataException("three")) : Task.FromResult(i);
        var stream = ordered ? production.Source.SelectAsync(2, Fail) : production.Source.SelectAsyncUnordered(2, Fail);
        var failure = await Assert.ThrowsAsync<AggregateException>(() => stream.RunWith(Sink.Ignore<int>(), Materializer).Soon());
        Assert.IsType<InvalidDataException>(failure.InnerException);
        await Waiting.Until(() => production.IsDisposed);
    }

    [Fact]
    public async Task AMapperThatThrowsFailsTheStream()
    {
        var stream = Source.Single(1).SelectAsync<int, int, NotUsed>(2, _ => throw new InvalidDataException());
        await Assert.ThrowsAsync<InvalidDataException>(() => Run(stream));
    }

    [Fact]
    public async Task StagesCanAskActors()
    {
        var doubler = System.ActorOf(Props.Create(() => new Doubler()));
        var stream = Source.From(Enumerable.Range(1, 100)).SelectAsync(4, i => doubler.Ask<int>(i, Waiting.Limit));
        Assert.Equal(Enumerable.Range(1, 100).Select(i => 2 * i), await Run(stream));
    }

    private sealed class Doubler : ReceiveActor
    {
        public Doubler() => Receive<int>(i => Sender.Tell(2 * i));
    }
}
