using Akka.Actor;

namespace LatentSim.Actors;

/// <summary>Shows the newest frames to all who watch. No watcher can slow it, and it cannot slow the stream: what it takes of a core is limited.</summary>
public sealed class LiveHubActor : ReceiveActor
{
    private const double MostShareOfACore = 0.02;
    private readonly NewestBlocks newest;
    private readonly LiveHub hub;
    private readonly IProgress<string>? news;
    private readonly LiveBudget budget = new(MostShareOfACore, TimeProvider.System);
    private readonly Queue<int> shards = new();
    private bool waits;

    /// <summary>See <see cref="Props"/>.</summary>
    public LiveHubActor(NewestBlocks newest, LiveHub hub, IProgress<string>? news)
    {
        this.newest = newest;
        this.hub = hub;
        this.news = news;
        Receive<BlockReady>(message =>
        {
            shards.Enqueue(message.Shard);
            if (!waits)
                ShowAll();
        });
        Receive<GoOn>(_ => ShowAll());
        Receive<ShowLast>(_ => Finish());
    }

    /// <summary>How to make the actor.</summary>
    /// <param name="newest">Where it fetches blocks.</param>
    /// <param name="hub">Those who watch.</param>
    /// <param name="news">Told if blocks cannot be shown, with which the run goes on all the same.</param>
    public static Props Props(NewestBlocks newest, LiveHub hub, IProgress<string>? news = null) => Akka.Actor.Props.Create(() => new LiveHubActor(newest, hub, news));

    /// <inheritdoc/>
    protected override void PostStop()
    {
        newest.Clear();
        hub.Complete();
    }

    private void Finish()
    {
        while (shards.TryDequeue(out int shard))
            Show(shard);
        Sender.Tell(new LastShown());
    }

    // Each shard is in the queue once at most: it says that it has a block only when the one before was fetched.
    private void ShowAll()
    {
        waits = false;
        while (shards.Count > 0)
        {
            TimeSpan wait = budget.Wait();
            if (wait > TimeSpan.Zero)
            {
                waits = true;
                Context.System.Scheduler.ScheduleTellOnce(wait, Self, new GoOn(), ActorRefs.NoSender);
                return;
            }

            budget.Spend(Show(shards.Dequeue()));
        }
    }

    private TimeSpan Show(int shard)
    {
        using ShardBlock? block = newest.Fetch(shard);
        try
        {
            return block is null ? TimeSpan.Zero : hub.Publish(block);
        }
        catch (Exception cause)
        {
            hub.GiveUp(cause, news);
            return TimeSpan.Zero;
        }
    }

    /// <summary>Says that a shard has a new block.</summary>
    public sealed record BlockReady(int Shard);

    /// <summary>Asks to show what is left, at the end of the run; answered by <see cref="LastShown"/>.</summary>
    public sealed record ShowLast;

    /// <summary>All that was left is shown.</summary>
    public sealed record LastShown;

    private sealed record GoOn;
}
