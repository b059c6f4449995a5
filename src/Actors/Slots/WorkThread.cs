using System.Collections.Concurrent;

namespace LatentSim.Actors;

/// <summary>One thread with a bounded queue of work. What it is given runs in order, one at a time, always on that thread.</summary>
public sealed class WorkThread : IDisposable
{
    private static readonly TimeSpan ShutdownPatience = TimeSpan.FromSeconds(2);
    private readonly BlockingCollection<Action> queue;
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Thread thread;
    private readonly string name;
    private long lastChange = TimeProvider.System.GetTimestamp();

    /// <summary>Starts the thread.</summary>
    /// <param name="name">What the thread serves: a device slot, the writer.</param>
    /// <param name="capacity">The most work that may wait.</param>
    public WorkThread(string name, int capacity)
    {
        this.name = name;
        queue = new BlockingCollection<Action>(capacity);
        thread = new Thread(Work) { Name = name, IsBackground = true };
        thread.Start();
    }

    /// <summary>Ends when the thread takes no more work.</summary>
    public Task Ended => ended.Task;

    /// <summary>The time since it last began or ended a piece of work: what waits in its queue is not late while this is short.</summary>
    public TimeSpan SinceLastChange => TimeProvider.System.GetElapsedTime(Interlocked.Read(ref lastChange));

    /// <summary>Queues <paramref name="work"/>; the task ends as it does, or fails when the queue is full or the thread has been told to end.</summary>
    public Task<T> Run<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!TryQueue(() => Complete(work, done)))
            done.SetException(new InvalidOperationException($"{name} takes no more work: it ended, or {queue.BoundedCapacity} pieces wait already."));

        return done.Task;
    }

    /// <summary>Takes no more work, lets what runs finish for at most two seconds, and ends the thread.</summary>
    public void Dispose()
    {
        queue.CompleteAdding();
        ended.TrySetResult();
        if (thread != Thread.CurrentThread)
            thread.Join(ShutdownPatience);
    }

    private static void Complete<T>(Func<T> work, TaskCompletionSource<T> done)
    {
        try
        {
            done.SetResult(work());
        }
        catch (Exception exception)
        {
            done.SetException(exception);
        }
    }

    private bool TryQueue(Action work)
    {
        try
        {
            return queue.TryAdd(work);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private void Work()
    {
        foreach (Action work in queue.GetConsumingEnumerable())
        {
            Changed();
            work();
            Changed();
        }
    }

    private void Changed() => Interlocked.Exchange(ref lastChange, TimeProvider.System.GetTimestamp());
}
