using Akka.Streams;
using Akka.Streams.Dsl;

namespace Akka.Tests;

public sealed class KillSwitchTests : StreamTest
{
    [Fact]
    public async Task ShutdownCompletesDownstreamAndCancelsUpstream()
    {
        var production = new Production();
        var gate = new Gate<int>();
        var (killSwitch, done) = production.Source
            .ViaMaterialized(KillSwitches.Single<int>(), Keep.Right)
            .ToMaterialized(Sink.ForEachAsync<int>(1, gate.Enter), Keep.Both)
            .Run(Materializer);
        var (_, release) = await gate.Next();
        killSwitch.Shutdown();
        await Waiting.Until(() => production.IsDisposed);
        Assert.False(done.IsCompleted);
        release.SetResult();
        while (!done.IsCompleted)
            await Task.WhenAny(done, gate.ReleaseNext());
        Assert.Equal(Done.Instance, await done.Soon());
    }

    [Fact]
    public async Task AbortFailsDownstreamAndCancelsUpstream()
    {
        var production = new Production();
        var (killSwitch, done) = production.Source
            .ViaMaterialized(KillSwitches.Single<int>(), Keep.Right)
            .ToMaterialized(Sink.Ignore<int>(), Keep.Both)
            .Run(Materializer);
        killSwitch.Abort(new InvalidDataException("stop"));
        var failure = await Assert.ThrowsAsync<AggregateException>(() => done.Soon());
        Assert.IsType<InvalidDataException>(failure.InnerException);
        await Waiting.Until(() => production.IsDisposed);
    }

    [Fact]
    public async Task ASharedSwitchEndsAllItsStreamsAndLaterOnes()
    {
        var killSwitch = KillSwitches.Shared("all");
        Task<Done> Start(Production production) =>
            production.Source.Via(killSwitch.Flow<int>()).RunWith(Sink.Ignore<int>(), Materializer);
        Production[] productions = [new(), new(), new()];
        var streams = productions.Take(2).Select(Start).ToArray();
        killSwitch.Shutdown();
        await Task.WhenAll(streams).Soon();
        await Start(productions[2]).Soon();
        await Waiting.Until(() => productions[0].IsDisposed && productions[1].IsDisposed);
    }

    [Fact]
    public async Task AnIdleStreamCanBeKilled()
    {
        var (killSwitch, done) = Source.Never<int>()
            .ViaMaterialized(KillSwitches.Single<int>(), Keep.Right)
            .ToMaterialized(Sink.Ignore<int>(), Keep.Both)
            .Run(Materializer);
        killSwitch.Shutdown();
        await done.Soon();
    }
}
