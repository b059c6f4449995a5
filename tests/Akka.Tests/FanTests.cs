using Akka.Streams;
using Akka.Streams.Dsl;

namespace Akka.Tests;

public sealed class FanTests : StreamTest
{
    [Fact]
    public async Task MergeGivesOutAllAndCompletesWhenAllHave()
    {
        var gate = new Gate<int>();
        var slow = Source.Single(100).SelectAsync(1, async i =>
        {
            await gate.Enter(i);
            return i;
        });
        var done = Source.From(Enumerable.Range(1, 50)).Merge(slow).RunWith(Sink.Seq<int>(), Materializer);
        await gate.ReleaseNext();
        var merged = await done.Soon();
        Assert.Equal(Enumerable.Range(1, 50), merged.Where(i => i < 100));
        Assert.Equal(51, merged.Count);
    }

    [Fact]
    public async Task AnEagerMergeCompletesWithTheFirst() =>
        Assert.Equal([1], await Run(Source.Single(1).Merge(Source.Never<int>(), eagerComplete: true)));

    [Fact]
    public async Task MergeLosesNothingThatWaits()
    {
        var sources = Enumerable.Range(0, 5).Select(k => Source.From(Enumerable.Range(k * 100, 100)));
        var merged = await Run(sources.Aggregate((left, right) => left.Merge(right)).SelectAsync(2, async i =>
        {
            await Task.Yield();
            return i;
        }));
        Assert.Equal(Enumerable.Range(0, 500), merged.Order());
    }

    [Fact]
    public async Task AFailedInputFailsTheMergeAndCancelsTheOther()
    {
        var production = new Production();
        var merged = production.Source.Merge(Source.Failed<int>(new InvalidDataException()));
        await Assert.ThrowsAsync<InvalidDataException>(() => merged.RunWith(Sink.Ignore<int>(), Materializer).Soon());
        await Waiting.Until(() => production.IsDisposed);
    }

    [Fact]
    public async Task BroadcastWaitsForTheSlowest()
    {
        var production = new Production(20);
        var gate = new Gate<int>();
        var fast = 0;
        var slow = Sink.ForEachAsync<int>(1, gate.Enter);
        var graph = RunnableGraph.FromGraph(GraphDsl.Create(slow, (builder, slowSink) =>
        {
            var broadcast = builder.Add(new Broadcast<int>(2));
            builder.From(builder.Add(production.Source)).To(broadcast);
            builder.From(broadcast).To(slowSink);
            builder.From(broadcast).To(Sink.ForEach<int>(_ => Interlocked.Increment(ref fast)));
            return ClosedShape.Instance;
        }));
        var done = graph.Run(Materializer);
        await gate.ReleaseNext();
        await Waiting.Until(() => gate.Waiting == 1);
        Assert.InRange(await Waiting.Settled(() => Volatile.Read(ref fast)), 1, 3);
        Assert.InRange(production.Produced, 2, 3);
        for (var i = 2; i <= 20; i++)
            Assert.Equal(i, await gate.ReleaseNext());
        await done.Soon();
        await Waiting.Until(() => fast == 20);
    }

    [Fact]
    public async Task BroadcastGoesOnWithoutAnOutputThatCancels()
    {
        var (first, all) = Source.From(Enumerable.Range(1, 10))
            .AlsoToMaterialized(Sink.First<int>(), Keep.Right)
            .ToMaterialized(Sink.Seq<int>(), Keep.Both)
            .Run(Materializer);
        Assert.Equal(1, await first.Soon());
        Assert.Equal(Enumerable.Range(1, 10), await all.Soon());
    }

    [Fact]
    public async Task ABroadcastWithoutOutputsCancels()
    {
        var production = new Production();
        var (left, right) = production.Source
            .AlsoToMaterialized(Sink.First<int>(), Keep.Right)
            .ToMaterialized(Sink.First<int>(), Keep.Both)
            .Run(Materializer);
        Assert.Equal((1, 1), (await left.Soon(), await right.Soon()));
        await Waiting.Until(() => production.IsDisposed);
    }

    [Fact]
    public async Task AlsoToFeedsBoth()
    {
        var seen = new List<int>();
        var copy = Sink.ForEach<int>(seen.Add).MapMaterializedValue(_ => NotUsed.Instance);
        Assert.Equal([1, 2, 3], await Run(Source.From(Enumerable.Range(1, 3)).AlsoTo(copy)));
        await Waiting.Until(() => seen.Count == 3);
    }

    [Fact]
    public async Task AGraphWithForkAndJoinIsAFlow()
    {
        var diamond = Flow.FromGraph(GraphDsl.Create(builder =>
        {
            var broadcast = builder.Add(new Broadcast<int>(2));
            var merge = builder.Add(new Merge<int>(2));
            builder.From(broadcast.Out(0)).Via(builder.Add(Flow.Create<int>().Select(i => 10 * i))).To(merge.In(0));
            builder.From(broadcast.Out(1)).Via(Flow.Create<int>().Select(i => 100 * i).Async()).To(merge);
            return new FlowShape<int, int>(broadcast.In, merge.Out);
        }));
        var source = Source.From(Enumerable.Range(1, 3));
        Assert.Equal([10, 20, 30, 100, 200, 300], (await Run(source.Via(diamond))).Order());
        Assert.Equal(12, (await Run(source.Via(diamond).Via(diamond))).Count);
    }

    [Fact]
    public void AGraphWithALoosePortIsRefused() =>
        Assert.Throws<ArgumentException>(() => GraphDsl.Create(builder =>
        {
            builder.Add(new Broadcast<int>(2));
            return ClosedShape.Instance;
        }));
}
