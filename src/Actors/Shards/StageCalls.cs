using Akka.Actor;
using LatentSim.Models.Stages;
using LatentSim.Molecules;

namespace LatentSim.Actors;

/// <summary>
/// Asks the stages of the slot at which a shard is placed for its blocks, and asks again when they fail: there with growing delays, then at another slot.
/// A request holds all that its answer depends on, so an answer is the same whoever gives it, and however often it was asked for.
/// </summary>
internal sealed class StageCalls(Shard shard, RetryPolicy retries, IActorRef run, Placement start, RunMonitor monitor)
{
    private volatile Placement placement = start;
    private long endStep = long.MaxValue;

    /// <summary>Whether the shard has failed on every slot.</summary>
    public bool Stopped => Interlocked.Read(ref endStep) != long.MaxValue;

    /// <summary>Sends further requests, and those being repeated, to a slot; false when they went there already.</summary>
    public bool MoveTo(Placement next)
    {
        bool changes = placement != next;
        placement = next;
        return changes;
    }

    /// <summary>The output of a stage; null when the shard has been stopped at this block or one before it.</summary>
    /// <param name="range">The block.</param>
    /// <param name="what">What is asked for, in words.</param>
    /// <param name="request">Makes the request, with claims of its own on what it reads.</param>
    public async Task<Lease<TOutput>?> Ask<TOutput>(BlockRange range, string what, Func<object> request)
        where TOutput : class, IDisposable
    {
        int failures = 0;
        while (range.FirstStep < Interlocked.Read(ref endStep))
        {
            Placement here = placement;
            Exception cause;
            try
            {
                return await Answer(here.Pool.Ask<Lease<TOutput>>(request(), Timeout.InfiniteTimeSpan), here, $"{what} of {shard}, {range}");
            }
            catch (Exception exception)
            {
                cause = exception;
                monitor.Failed(here.Slot, cause);
            }

            failures = here == placement ? failures + 1 : 0;
            if (failures > 0)
                await WaitOrLeave(here, range, cause, failures);
        }

        return null;
    }

    // An answer is late when the slot has been at one piece of work, or at none, for too long; what waits behind others is not. One that comes later still
    // returns its memory, once nobody writes to it any more.
    private async Task<Lease<TOutput>> Answer<TOutput>(Task<Lease<TOutput>> answer, Placement here, string what)
        where TOutput : class, IDisposable
    {
        long asked = TimeProvider.System.GetTimestamp();
        while (!here.Thread.Ended.IsCompleted && !IsStuck(here, asked))
        {
            try
            {
                await Task.WhenAny(answer, here.Thread.Ended).WaitAsync(retries.BlockTimeout / 4);
            }
            catch (TimeoutException)
            {
                continue;
            }

            if (answer.IsCompleted)
                return await answer;
        }

        _ = answer.ContinueWith(late => late.Result.Dispose(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
        throw here.Thread.Ended.IsCompleted
            ? new DeviceLostException($"{here.Name} ended before it computed the {what}.")
            : new TimeoutException($"{here.Name} did not compute the {what}, within {retries.BlockTimeout.TotalSeconds:0.#} s.");
    }

    private bool IsStuck(Placement here, long asked) =>
        TimeProvider.System.GetElapsedTime(asked) > retries.BlockTimeout && here.Thread.SinceLastChange > retries.BlockTimeout;

    private async Task WaitOrLeave(Placement here, BlockRange range, Exception cause, int failures)
    {
        Blame blame = BlameFor(cause);
        if (blame == Blame.Either && failures < retries.AttemptsPerSlot)
        {
            await Task.Delay(retries.Delay(failures));
            return;
        }

        var request = new RunActor.Relocate(shard.Index, here.Slot, blame, cause);
        var answer = await run.Ask<RunActor.Relocated>(request, retries.BlockTimeout);
        if (!answer.GoesOn)
            EndAt(range.FirstStep);
    }

    // Blocks before the one that failed may still be in later stages, and are good.
    private void EndAt(long step)
    {
        long seen = Interlocked.Read(ref endStep);
        while (step < seen)
            seen = Replaces(seen, step) ? step : Interlocked.Read(ref endStep);
    }

    private bool Replaces(long seen, long step) => Interlocked.CompareExchange(ref endStep, step, seen) == seen;

    private static Blame BlameFor(Exception cause) => cause switch
    {
        NonFiniteStateException or InvalidInputException => Blame.Shard,
        TimeoutException or DeviceLostException => Blame.Slot,
        _ => Blame.Either,
    };
}
