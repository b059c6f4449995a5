using Akka.Streams;
using Akka.Streams.Dsl;

namespace Akka.Tests;

/// <summary>A slow sink holds the source back. Each test says how many elements may be on their way, and that no more were produced.</summary>
public sealed class BackpressureTests : StreamTest
{
    /// <summary>Runs into a sink that takes only what the gate lets through; how many elements were produced when nothing moves any more.</summary>
    private async Task<int> ProducedBehindAStuckSink(Production production, Source<int, NotUsed> source, Gate<int> gate)
    {
        var done = source.RunWith(Sink.ForEachAsync<int>(1, gate.Enter), Materializer);
        await gate.ReleaseNext();
        await Waiting.Until(() => gate.Waiting == 1);
        var produced = await Waiting.Settled(() => production.Produced);
        Assert.False(done.IsCompleted);
        return produced;
    }

    [Fact]
    public async Task AFusedStreamProducesOnlyWhatTheSinkAsksFor()
    {
        var production = new Production();
        var source = production.Source.Select(i => i).Where(i => i > 0);
        Assert.InRange(await ProducedBehindAStuckSink(production, source, new Gate<int>()), 2, 3);
    }

    [Fact]
    public async Task ABufferIsFilledAndNoMore()
    {
        var production = new Production();
        var source = production.Source.Buffer(10, OverflowStrategy.Backpressure);
        Assert.InRange(await ProducedBehindAStuckSink(production, source, new Gate<int>()), 12, 14);
    }

    [Fact]
    public async Task AnAsyncBoundaryIsABoundedBuffer()
    {
        var production = new Production();
        var source = production.Source.Async().Select(i => i);
        Assert.InRange(await ProducedBehindAStuckSink(production, source, new Gate<int>()), 10, 20);
    }

    [Fact]
    public async Task TheBufferOfAnAsyncBoundaryCanBeOne()
    {
        var production = new Production();
        var gate = new Gate<int>();
        var done = production.Source.Async()
            .ToMaterialized(Sink.ForEachAsync<int>(1, gate.Enter), Keep.Right)
            .Run(System.Materializer(ActorMaterializerSettings.Create(System).WithInputBuffer(1, 1)));
        await gate.ReleaseNext();
        await Waiting.Until(() => gate.Waiting == 1);
        Assert.InRange(await Waiting.Settled(() => production.Produced), 2, 4);
        Assert.False(done.IsCompleted);
    }

    [Fact]
    public async Task AnInputBufferAttributeSizesTheBoundary()
    {
        var production = new Production();
        var gate = new Gate<int>();
        var sink = Sink.ForEachAsync<int>(1, gate.Enter).AddAttributes(Attributes.CreateInputBuffer(1, 1));
        var done = production.Source.Async().RunWith(sink, Materializer);
        await gate.ReleaseNext();
        await Waiting.Until(() => gate.Waiting == 1);
        Assert.InRange(await Waiting.Settled(() => production.Produced), 2, 4);
        Assert.False(done.IsCompleted);
    }

    [Fact]
    public async Task AStuckStreamGoesOnWhenTheSinkDoes()
    {
        var production = new Production(200);
        var gate = new Gate<int>();
        var done = production.Source.Async().Buffer(4, OverflowStrategy.Backpressure).Async().RunWith(Sink.ForEachAsync<int>(1, gate.Enter), Materializer);
        for (var i = 1; i <= 200; i++)
            Assert.Equal(i, await gate.ReleaseNext());
        await done.Soon();
        Assert.Equal(200, production.Produced);
        Assert.True(production.IsDisposed);
    }

    [Theory]
    [InlineData(OverflowStrategy.DropHead, new[] { 3, 4, 5 })]
    [InlineData(OverflowStrategy.DropTail, new[] { 1, 2, 5 })]
    [InlineData(OverflowStrategy.DropNew, new[] { 1, 2, 3 })]
    [InlineData(OverflowStrategy.DropBuffer, new[] { 4, 5 })]
    public async Task AFullBufferDropsAsItsStrategySays(OverflowStrategy strategy, int[] kept)
    {
        var gate = new Gate<int>();
        var (queue, done) = Source.Queue<int>(0, OverflowStrategy.Backpressure)
            .Buffer(3, strategy)
            .ToMaterialized(Sink.ForEachAsync<int>(1, gate.Enter), Keep.Both)
            .Run(Materializer);
        await queue.OfferAsync(-1).Soon();
        var (_, release) = await gate.Next();
        for (var i = 1; i <= 5; i++)
            await queue.OfferAsync(i).Soon();
        queue.Complete();
        release.SetResult();
        var received = new List<int>();
        while (received.LastOrDefault() != kept[^1])
            received.Add(await gate.ReleaseNext());
        await done.Soon();
        Assert.Equal(kept, received.Where(i => i > 0));
    }

    [Fact]
    public async Task AFullBufferCanFailTheStream()
    {
        var done = new Production().Source.Buffer(5, OverflowStrategy.Fail).RunWith(Sink.ForEachAsync<int>(1, new Gate<int>().Enter), Materializer);
        await Assert.ThrowsAsync<BufferOverflowException>(() => done.Soon());
    }

    [Fact]
    public async Task ConflateKeepsTheNewestAndNeverHoldsUpstreamBack()
    {
        var production = new Production(1000);
        var gate = new Gate<int>();
        var done = production.Source.Conflate((_, newest) => newest).RunWith(Sink.ForEachAsync<int>(1, gate.Enter), Materializer);
        var (_, release) = await gate.Next();
        await Waiting.Until(() => production.Produced == 1000);
        release.SetResult();
        var last = 0;
        while (last < 1000)
            last = await gate.ReleaseNext();
        await done.Soon();
        Assert.Equal(1000, last);
    }
}
