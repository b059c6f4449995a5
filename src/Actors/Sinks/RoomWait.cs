namespace LatentSim.Actors;

/// <summary>The writer's waits for room on its disk, which have no limit: what is due meanwhile is not late. Safe for any number of threads.</summary>
/// <param name="retries">How long to wait.</param>
/// <param name="news">Told when a wait begins, and when it is over.</param>
internal sealed class RoomWait(RetryPolicy retries, IProgress<string>? news)
{
    private readonly TaskCompletionSource givenUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int failures;
    private long ended = -1;

    /// <summary>Whether the writer waits, or did until less than <paramref name="span"/> ago.</summary>
    public bool Within(TimeSpan span)
    {
        long last = Interlocked.Read(ref ended);
        return Volatile.Read(ref failures) > 0 || (last >= 0 && TimeProvider.System.GetElapsedTime(last) < span);
    }

    /// <summary>Waits no more, now and from now on.</summary>
    public void GiveUp() => givenUp.TrySetResult();

    /// <summary>Waits for a while, the longer the more often there was no room; false when the wait was given up.</summary>
    public async Task<bool> Wait(NoRoomException cause)
    {
        if (failures == 0 && !givenUp.Task.IsCompleted)
            news?.Report($"{cause.Message}; the run waits, and goes on by itself when there is room");
        failures++;
        Task first = await Task.WhenAny(givenUp.Task, Task.Delay(retries.RoomDelay(failures)));
        return first != givenUp.Task;
    }

    /// <summary>Says that there was room.</summary>
    public void Found()
    {
        if (failures == 0)
            return;

        Interlocked.Exchange(ref ended, TimeProvider.System.GetTimestamp());
        Volatile.Write(ref failures, 0);
        news?.Report("there is room again: the run goes on");
    }
}
