using Akka.Streams;
using Akka.Streams.Dsl;

namespace Akka.Tests;

public sealed class QueueTests : StreamTest
{
    private (ISourceQueueWithComplete<int> Queue, Gate<int> Gate, Task<Done> Done) Start(int size, OverflowStrategy strategy)
    {
        var gate = new Gate<int>();
        var (queue, done) = Source.Queue<int>(size, strategy).ToMaterialized(Sink.ForEachAsync<int>(1, gate.Enter), Keep.Both).Run(Materializer);
        return (queue, gate, done);
    }

    /// <summary>Offers until the sink and the stage before it hold one element each.</summary>
    private static async Task Saturate(ISourceQueueWithComplete<int> queue, Gate<int> gate)
    {
        Assert.IsType<QueueOfferResult.Enqueued>(await queue.OfferAsync(0).Soon());
        await Waiting.Until(() => gate.Waiting == 1);
    }

    [Fact]
    public async Task OffersBeforeTheStartAreKept()
    {
        var (queue, done) = Source.Queue<int>(100, OverflowStrategy.Fail).ToMaterialized(Sink.Seq<int>(), Keep.Both).Run(Materializer);
        var offers = Enumerable.Range(0, 50).Select(queue.OfferAsync).ToArray();
        queue.Complete();
        Assert.All(await Task.WhenAll(offers).Soon(), result => Assert.IsType<QueueOfferResult.Enqueued>(result));
        Assert.Equal(Enumerable.Range(0, 50), await done.Soon());
        await queue.WatchCompletionAsync().Soon();
    }

    [Fact]
    public async Task BackpressureMakesTheOfferWait()
    {
        var (queue, gate, done) = Start(1, OverflowStrategy.Backpressure);
        await Saturate(queue, gate);
        var offers = new List<Task<IQueueOfferResult>>();
        for (var i = 1; offers.LastOrDefault()?.IsCompleted ?? true; i++)
        {
            offers.Add(queue.OfferAsync(i));
            await Task.WhenAny(offers[^1], Task.Delay(100));
        }
        Assert.InRange(offers.Count, 2, 3);
        await Assert.ThrowsAsync<Pattern.IllegalStateException>(() => queue.OfferAsync(99).Soon());
        await gate.ReleaseNext();
        Assert.IsType<QueueOfferResult.Enqueued>(await offers[^1].Soon());
        queue.Complete();
        for (var i = 0; i < offers.Count; i++)
            await gate.ReleaseNext();
        await done.Soon();
    }

    [Fact]
    public async Task DropNewDropsTheOffer()
    {
        var (queue, gate, _) = Start(2, OverflowStrategy.DropNew);
        await Saturate(queue, gate);
        var results = new List<IQueueOfferResult>();
        for (var i = 1; i <= 6; i++)
            results.Add(await queue.OfferAsync(i).Soon());
        Assert.IsType<QueueOfferResult.Enqueued>(results[0]);
        Assert.IsType<QueueOfferResult.Dropped>(results[^1]);
        Assert.Equal(results.OrderBy(result => result is QueueOfferResult.Dropped), results);
    }

    [Fact]
    public async Task DropHeadKeepsTheNewest()
    {
        var (queue, gate, done) = Start(1, OverflowStrategy.DropHead);
        await Saturate(queue, gate);
        for (var i = 1; i <= 9; i++)
            Assert.IsType<QueueOfferResult.Enqueued>(await queue.OfferAsync(i).Soon());
        queue.Complete();
        var last = 0;
        while (last != 9)
            last = await gate.ReleaseNext();
        await done.Soon();
    }

    [Fact]
    public async Task FailFailsTheStream()
    {
        var (queue, gate, done) = Start(1, OverflowStrategy.Fail);
        await Saturate(queue, gate);
        IQueueOfferResult result;
        do
            result = await queue.OfferAsync(1).Soon();
        while (result is QueueOfferResult.Enqueued);
        Assert.IsType<BufferOverflowException>(Assert.IsType<QueueOfferResult.Failure>(result).Cause);
        await Assert.ThrowsAsync<BufferOverflowException>(() => done.Soon());
        await Assert.ThrowsAsync<BufferOverflowException>(() => queue.WatchCompletionAsync().Soon());
    }

    [Fact]
    public async Task AnOfferToAnEndedStreamFails()
    {
        var (queue, first) = Source.Queue<int>(1, OverflowStrategy.Backpressure).ToMaterialized(Sink.First<int>(), Keep.Both).Run(Materializer);
        await queue.OfferAsync(5).Soon();
        Assert.Equal(5, await first.Soon());
        await queue.WatchCompletionAsync().Soon();
        await Assert.ThrowsAsync<StreamDetachedException>(() => queue.OfferAsync(6).Soon());
    }

    [Fact]
    public async Task AWaitingOfferIsToldThatTheStreamEnds()
    {
        var (killSwitch, gate) = (KillSwitches.Shared("end"), new Gate<int>());
        var queue = Source.Queue<int>(0, OverflowStrategy.Backpressure)
            .Via(killSwitch.Flow<int>())
            .To(Sink.ForEachAsync<int>(1, gate.Enter))
            .Run(Materializer);
        await Saturate(queue, gate);
        Task<IQueueOfferResult> offer;
        do
        {
            offer = queue.OfferAsync(1);
            await Task.WhenAny(offer, Task.Delay(100));
        }
        while (offer.IsCompleted);
        killSwitch.Shutdown();
        Assert.IsType<QueueOfferResult.QueueClosed>(await offer.Soon());
    }

    [Fact]
    public async Task FailEndsTheStream()
    {
        var (queue, _, done) = Start(1, OverflowStrategy.Backpressure);
        queue.Fail(new InvalidDataException());
        await Assert.ThrowsAsync<InvalidDataException>(() => done.Soon());
        await Assert.ThrowsAsync<InvalidDataException>(() => queue.WatchCompletionAsync().Soon());
    }
}
