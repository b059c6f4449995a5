using System.Diagnostics;

namespace LatentSim.Actors;

/// <summary>
/// Hands every block to those who asked for every frame, and waits until they have room for more. One that takes nothing for too long is given up, by name; the
/// time for which the run is held does not count.
/// </summary>
/// <param name="hub">Knows them.</param>
/// <param name="control">Holds the run.</param>
/// <param name="news">Told who is given up.</param>
internal sealed class LosslessDelivery(LiveHub hub, RunControl control, IProgress<string>? news)
{
    private const int LooksWhileWaiting = 8;
    private readonly long start = Stopwatch.GetTimestamp();
    private readonly TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Task published = Task.CompletedTask;

    /// <summary>Whether there is anyone to wait for.</summary>
    public bool IsAsked => hub.Lossless.Count > 0;

    /// <summary>Ends when the last block that was handed in has been shown, whether there is room for more or not.</summary>
    public Task LastShown => published;

    /// <summary>Hands in a block, which is disposed, and waits; at once for null.</summary>
    public Task Deliver(ShardBlock? block)
    {
        if (block is null)
            return Task.CompletedTask;
        Task<IReadOnlyList<LiveSubscription>> watchers = Task.Run(() => Publish(block));
        published = watchers;
        return WaitFor(watchers);
    }

    /// <summary>Waits for nobody from now on: the run is stopped, and few blocks are left.</summary>
    public void Stop() => stopped.TrySetResult();

    private async Task WaitFor(Task<IReadOnlyList<LiveSubscription>> watchers)
    {
        foreach (LiveSubscription watcher in await watchers)
            await WaitFor(watcher);
    }

    private IReadOnlyList<LiveSubscription> Publish(ShardBlock block)
    {
        try
        {
            return hub.PublishToAll(block);
        }
        catch (Exception cause)
        {
            hub.GiveUp(cause, news);
            return [];
        }
        finally
        {
            block.Dispose();
        }
    }

    private async Task WaitFor(LiveSubscription watcher)
    {
        long taken = watcher.Taken;
        TimeSpan since = Clock();
        for (Task room = watcher.WhenRoom(); !room.IsCompleted && !stopped.Task.IsCompleted; room = watcher.WhenRoom())
        {
            await Either(room);
            if (watcher.Taken != taken)
                (taken, since) = (watcher.Taken, Clock());
            else if (Clock() - since > hub.Patience && !control.IsHeld && !watcher.WhenRoom().IsCompleted)
                GiveUp(watcher);
        }
    }

    private async Task Either(Task room)
    {
        try
        {
            await Task.WhenAny(room, stopped.Task).WaitAsync(hub.Patience / LooksWhileWaiting);
        }
        catch (TimeoutException)
        {
            // It is looked at again, and given up when it has taken nothing for too long.
        }
    }

    private void GiveUp(LiveSubscription watcher)
    {
        watcher.Dispose();
        news?.Report($"{watcher.Name} asked for every frame and took none for {hub.Patience.TotalSeconds:0.#} s: it gets no more, and the run goes on");
    }

    private TimeSpan Clock() => Stopwatch.GetElapsedTime(start) - control.HeldTime;
}
