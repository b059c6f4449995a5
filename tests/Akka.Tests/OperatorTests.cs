using Akka.Streams.Dsl;
using Akka.Util;

namespace Akka.Tests;

public sealed class OperatorTests : StreamTest
{
    private static Source<int, NotUsed> Numbers(int count) => Source.From(Enumerable.Range(1, count));

    [Fact]
    public async Task SourcesGiveOutTheirElements()
    {
        Assert.Equal([1, 2, 3], await Run(Numbers(3)));
        Assert.Equal(["a"], await Run(Source.Single("a")));
        Assert.Empty(await Run(Source.Empty<int>()));
        Assert.Equal([7, 7, 7], await Run(Source.Repeat(7).Take(3)));
        Assert.Equal([5], await Run(Source.FromTask(Task.FromResult(5))));
        Assert.Equal([0, 1, 2], await Run(Source.Unfold(0, i => i < 3 ? (i + 1, i) : Option<(int, int)>.None)));
        Assert.Equal([0, 1, 2], await Run(Source.UnfoldInfinite(0, i => (i + 1, i)).Take(3)));
    }

    [Fact]
    public async Task UnfoldAsyncWaitsForEachElement() =>
        Assert.Equal([0, 1, 2], await Run(Source.UnfoldAsync(0, async i =>
        {
            await Task.Yield();
            return i < 3 ? (i + 1, i) : Option<(int, int)>.None;
        })));

    [Fact]
    public async Task ElementsAreMappedAndChosen()
    {
        Assert.Equal([2, 4, 6], await Run(Numbers(3).Select(i => 2 * i)));
        Assert.Equal([2, 4], await Run(Numbers(5).Where(i => i % 2 == 0)));
        Assert.Equal([1, 1, 2, 1, 2, 3], await Run(Numbers(3).SelectMany(i => Enumerable.Range(1, i))));
        Assert.Equal([1, 3, 3], await Run(Source.From(new[] { 1, 0, 2 }).SelectMany(i => Enumerable.Repeat(i + (i > 0 ? i - 1 : 0), i))));
        Assert.Equal([0, 1, 3, 6], await Run(Numbers(3).Scan(0, (sum, i) => sum + i)));
        Assert.Equal([0], await Run(Source.Empty<int>().Scan(0, (sum, i) => sum + i)));
    }

    [Fact]
    public async Task PartsAreTaken()
    {
        Assert.Equal([1, 2], await Run(Numbers(9).Take(2)));
        Assert.Empty(await Run(Numbers(9).Take(0)));
        Assert.Equal([8, 9], await Run(Numbers(9).Skip(7)));
        Assert.Equal([1, 2], await Run(Numbers(9).TakeWhile(i => i < 3)));
        Assert.Equal([1, 2, 3], await Run(Numbers(9).TakeWhile(i => i < 3, inclusive: true)));
    }

    [Fact]
    public async Task GroupsAreCollected()
    {
        var groups = await Run(Numbers(5).Grouped(2));
        Assert.Equal([[1, 2], [3, 4], [5]], groups.Select(group => group.ToArray()));
    }

    [Fact]
    public async Task FlowsAndSinksAreParts()
    {
        var flow = Flow.Create<int>().Select(i => i + 1).Where(i => i % 2 == 0);
        Assert.Equal([2, 4], await Run(Numbers(4).Via(flow)));
        var sum = flow.ToMaterialized(Sink.Aggregate(0, (int total, int i) => total + i), Keep.Right);
        Assert.Equal(6, await Numbers(4).RunWith(sum, Materializer).Soon());
        Assert.Equal(6, await Numbers(4).RunWith(sum, Materializer).Soon());
        Assert.Equal(4, await Numbers(4).Select(i => i.ToString()).RunWith(Sink.Last<int>().ContraMap((string s) => int.Parse(s)), Materializer).Soon());
    }

    [Fact]
    public async Task SinksHandOutTheirResult()
    {
        Assert.Equal(1, await Numbers(4).RunWith(Sink.First<int>(), Materializer).Soon());
        Assert.Equal(4, await Numbers(4).RunWith(Sink.Last<int>(), Materializer).Soon());
        Assert.Equal(0, await Source.Empty<int>().RunWith(Sink.FirstOrDefault<int>(), Materializer).Soon());
        Assert.Equal(Done.Instance, await Numbers(4).RunWith(Sink.Ignore<int>(), Materializer).Soon());
        var seen = new List<int>();
        await Numbers(4).RunForeach(seen.Add, Materializer).Soon();
        Assert.Equal([1, 2, 3, 4], seen);
        Assert.Equal(10, await Numbers(4).RunAggregate(0, (sum, i) => sum + i, Materializer).Soon());
    }

    [Fact]
    public async Task KeepSaysWhatIsHandedOut()
    {
        var source = Numbers(2).MapMaterializedValue(_ => "source");
        var sink = Sink.Seq<int>();
        Assert.Equal("source", source.ToMaterialized(sink, Keep.Left).Run(Materializer));
        Assert.Equal([1, 2], await source.ToMaterialized(sink, Keep.Right).Run(Materializer).Soon());
        var (name, elements) = source.ToMaterialized(sink, Keep.Both).Run(Materializer);
        Assert.Equal("source", name);
        Assert.Equal([1, 2], await elements.Soon());
        Assert.Equal("source", source.To(sink).Run(Materializer));
    }

    [Fact]
    public async Task AGraphCanRunManyTimes()
    {
        var graph = Numbers(100).Select(i => i + 1).ToMaterialized(Sink.Aggregate(0, (int sum, int i) => sum + i), Keep.Right);
        var sums = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => graph.Run(Materializer))).Soon();
        Assert.All(sums, sum => Assert.Equal(5150, sum));
    }

    [Fact]
    public async Task ALongStreamTakesTurns() =>
        Assert.Equal(100_000, await Numbers(100_000).RunAggregate(0, (count, _) => count + 1, Materializer).Soon());
}
