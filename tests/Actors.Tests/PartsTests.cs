using LatentSim.Models.Stages;

namespace LatentSim.Actors.Tests;

public class PartsTests
{
    [Fact]
    public void TheValueOfALeaseIsDisposedWithTheLastClaim()
    {
        var ledger = new BlockLedger();
        LatentBlock block = LatentBlock.Rent(0, 1, 0, 1, 1);
        Lease<LatentBlock> first = Lease<LatentBlock>.Own(block, ledger);
        Lease<LatentBlock> second = first.Share();

        first.Dispose();
        first.Dispose();
        Assert.Equal(1, second.Value.Values.Length);
        Assert.Throws<ObjectDisposedException>(() => first.Value);
        Assert.Equal((1, 1), (ledger.Live, ledger.Peak));

        second.Dispose();
        Assert.Throws<ObjectDisposedException>(() => block.Values.Length);
        Assert.Equal(0, ledger.Live);
    }

    [Theory]
    [InlineData(64, 16, 4, 16)]
    [InlineData(10, 4, 3, 2)]
    [InlineData(1, 256, 1, 1)]
    public void ShardsCoverAllWalkers(int walkers, int perShard, int shards, int last)
    {
        IReadOnlyList<Shard> split = Shard.Split(walkers, perShard);
        Assert.Equal(shards, split.Count);
        Assert.Equal(last, split[^1].Walkers);
        Assert.Equal(Enumerable.Range(0, walkers), split.SelectMany(shard => Enumerable.Range(shard.FirstWalker, shard.Walkers)));
    }

    [Fact(Timeout = 20_000)]
    public async Task AWorkThreadRunsInOrderAndReportsFailures()
    {
        using var thread = new WorkThread("test", 100);
        var order = new List<int>();
        Task<int>[] tasks = Enumerable.Range(0, 50).Select(i => thread.Run(() => { order.Add(i); return i; })).ToArray();
        await Task.WhenAll(tasks);
        Assert.Equal(Enumerable.Range(0, 50), order);
        await Assert.ThrowsAsync<FormatException>(() => thread.Run<int>(() => throw new FormatException()));
        Assert.Equal(3, await thread.Run(() => 3));
    }

    [Fact(Timeout = 20_000)]
    public async Task AWorkThreadRefusesMoreThanItsQueueHolds()
    {
        using var gate = new ManualResetEventSlim();
        using var thread = new WorkThread("test", 2);
        var started = new TaskCompletionSource();
        Task<bool> first = thread.Run(() => { started.SetResult(); gate.Wait(); return true; });
        await started.Task;
        Task<bool>[] others = Enumerable.Range(0, 3).Select(_ => thread.Run(() => true)).ToArray();

        InvalidOperationException exception = await Assert.ThrowsAsync<InvalidOperationException>(() => others[2]);
        gate.Set();
        Assert.Contains("test takes no more work", exception.Message);
        Assert.True(await first && await others[1]);
    }

    [Fact(Timeout = 20_000)]
    public async Task ATicketNobodyFulfilsNamesTheObservables()
    {
        TimeoutException exception = await Assert.ThrowsAsync<TimeoutException>(() => new CheckpointTicket().Observables(TimeSpan.FromMilliseconds(20)));
        Assert.Contains("observables", exception.Message);
    }

    [Fact]
    public void DelaysDoubleUpToTheLongest()
    {
        var policy = new RetryPolicy { FirstDelay = TimeSpan.FromSeconds(1), LongestDelay = TimeSpan.FromSeconds(5) };
        Assert.Equal([1.0, 2, 4, 5, 5], Enumerable.Range(1, 5).Select(failures => policy.Delay(failures).TotalSeconds));
    }
}
