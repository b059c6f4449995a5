using Akka.Streams;
using Akka.Streams.Dsl;
using Akka.Util;

namespace Akka.Tests;

/// <summary>Completion and failure travel down, cancellation travels up.</summary>
public sealed class TerminationTests : StreamTest
{
    private static readonly Func<NotUsed, Task<Done>, Task<Done>> KeepEnd = (_, end) => end;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task DownstreamCancelReachesTheSource(bool async)
    {
        var production = new Production();
        var source = async ? production.Source.Async().Select(i => i).Async() : production.Source.Select(i => i);
        Assert.Equal(1, await source.RunWith(Sink.First<int>(), Materializer).Soon());
        await Waiting.Until(() => production.IsDisposed);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task UpstreamFailureReachesTheSink(bool async)
    {
        var production = new Production(3, new InvalidDataException("end"));
        var source = async ? production.Source.Async().Select(i => i).Async() : production.Source.Select(i => i);
        var failure = await Assert.ThrowsAsync<InvalidDataException>(() => source.RunWith(Sink.Ignore<int>(), Materializer).Soon());
        Assert.Equal("end", failure.Message);
        Assert.True(production.IsDisposed);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ASinkThatThrowsFailsItsTaskAndCancelsTheSource(bool async)
    {
        var production = new Production();
        var source = async ? production.Source.Async() : production.Source;
        var (end, done) = source.WatchTermination(KeepEnd)
            .ToMaterialized(Sink.ForEach<int>(i => _ = 10 / (3 - i)), Keep.Both)
            .Run(Materializer);
        await Assert.ThrowsAsync<DivideByZeroException>(() => done.Soon());
        await Assert.ThrowsAsync<DivideByZeroException>(() => end.Soon());
        await Waiting.Until(() => production.IsDisposed);
    }

    [Fact]
    public async Task AStageThatThrowsFailsBothWays()
    {
        var production = new Production();
        var (end, done) = production.Source.WatchTermination(KeepEnd)
            .Select(i => 10 / (2 - i))
            .ToMaterialized(Sink.Ignore<int>(), Keep.Both)
            .Run(Materializer);
        await Assert.ThrowsAsync<DivideByZeroException>(() => done.Soon());
        await Assert.ThrowsAsync<DivideByZeroException>(() => end.Soon());
        await Waiting.Until(() => production.IsDisposed);
    }

    [Fact]
    public async Task WatchTerminationTellsOfCompletionAndCancellation()
    {
        var completed = Source.Single(1).WatchTermination(KeepEnd).To(Sink.Ignore<int>()).Run(Materializer);
        Assert.Equal(Done.Instance, await completed.Soon());
        var cancelled = Source.Repeat(1).WatchTermination(KeepEnd).To(Sink.Cancelled<int>()).Run(Materializer);
        Assert.Equal(Done.Instance, await cancelled.Soon());
        var failed = Source.Failed<int>(new InvalidDataException()).WatchTermination(KeepEnd).To(Sink.Ignore<int>()).Run(Materializer);
        await Assert.ThrowsAsync<InvalidDataException>(() => failed.Soon());
    }

    [Fact]
    public async Task FailuresAreMappedAndRecoveredFrom()
    {
        var failing = new Production(2, new InvalidDataException("a")).Source;
        Assert.Equal([1, 2, -1], await Run(failing.Recover(_ => Option<int>.Create(-1))));
        await Assert.ThrowsAsync<InvalidDataException>(() => Run(failing.Recover(_ => Option<int>.None)));
        await Assert.ThrowsAsync<NotSupportedException>(() => Run(failing.SelectError(failure => new NotSupportedException(failure.Message))));
    }

    [Fact]
    public async Task AnEmptyStreamHasNoFirstElement()
    {
        await Assert.ThrowsAsync<NoSuchElementException>(() => Source.Empty<int>().RunWith(Sink.First<int>(), Materializer).Soon());
        await Assert.ThrowsAsync<NoSuchElementException>(() => Source.Empty<int>().RunWith(Sink.Last<int>(), Materializer).Soon());
    }

    [Fact]
    public async Task AggregatesFailAsTheirFunctionDoes()
    {
        var done = Source.Single(0).RunAggregate(1, (total, i) => total / i, Materializer);
        await Assert.ThrowsAsync<DivideByZeroException>(() => done.Soon());
    }

    [Fact]
    public async Task ANullElementFailsTheStream() =>
        await Assert.ThrowsAsync<ArgumentNullException>(() => Run(Source.Single("x").Select(_ => (string)null!)));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task StreamsEndWithTheirMaterializer(bool async)
    {
        var production = new Production();
        var gate = new Gate<int>();
        var source = async ? production.Source.Async() : production.Source;
        var materializer = System.Materializer();
        var done = source.RunWith(Sink.ForEachAsync<int>(1, gate.Enter), materializer);
        await gate.Next();
        materializer.Shutdown();
        Assert.True(materializer.IsShutdown);
        await Assert.ThrowsAnyAsync<Exception>(() => done.Soon());
        Assert.True(done.Exception!.InnerException is AbruptStageTerminationException or AbruptTerminationException);
        await Waiting.Until(() => production.IsDisposed);
        Assert.Throws<Pattern.IllegalStateException>(() => Source.Single(1).To(Sink.Ignore<int>()).Run(materializer));
    }

    [Fact]
    public async Task StreamsEndWithTheActorThatRunsThem()
    {
        var production = new Production();
        var started = new TaskCompletionSource<Task<Done>>(TaskCreationOptions.RunContinuationsAsynchronously);
        var gate = new Gate<int>();
        var owner = System.ActorOf(Actor.Props.Create(() => new Owner(production, gate, started)));
        var done = await started.Task.Soon();
        await gate.Next();
        owner.Tell(Actor.PoisonPill.Instance, Actor.ActorRefs.NoSender);
        await Assert.ThrowsAsync<AbruptStageTerminationException>(() => done.Soon());
        await Waiting.Until(() => production.IsDisposed);
    }

    private sealed class Owner : Actor.ReceiveActor
    {
        public Owner(Production production, Gate<int> gate, TaskCompletionSource<Task<Done>> started)
        {
            var materializer = Context.Materializer();
            started.SetResult(production.Source.RunWith(Sink.ForEachAsync<int>(1, gate.Enter), materializer));
        }
    }
}
