namespace Akka.Actor;

/// <summary>Sends the outcome of a task to an actor.</summary>
public static class PipeToSupport
{
    /// <summary>
    /// Sends the task's result, or what <paramref name="success"/> makes of it, to <paramref name="recipient"/>;
    /// a <see cref="Status.Failure"/>, or what <paramref name="failure"/> makes of the exception, when it fails.
    /// </summary>
    public static async Task PipeTo<T>(
        this Task<T> taskToPipe,
        ICanTell recipient,
        IActorRef? sender = null,
        Func<T, object>? success = null,
        Func<Exception, object>? failure = null)
    {
        try
        {
            var result = await taskToPipe.ConfigureAwait(false);
            recipient.Tell(success is null ? result! : success(result), sender);
        }
        catch (Exception thrown)
        {
            recipient.Tell(failure is null ? new Status.Failure(thrown) : failure(thrown), sender);
        }
    }

    /// <summary>
    /// Sends what <paramref name="success"/> makes, or nothing, to <paramref name="recipient"/> when the task is done;
    /// a <see cref="Status.Failure"/>, or what <paramref name="failure"/> makes of the exception, when it fails.
    /// </summary>
    public static async Task PipeTo(
        this Task taskToPipe,
        ICanTell recipient,
        IActorRef? sender = null,
        Func<object>? success = null,
        Func<Exception, object>? failure = null)
    {
        try
        {
            await taskToPipe.ConfigureAwait(false);
            if (success is not null)
                recipient.Tell(success(), sender);
        }
        catch (Exception thrown)
        {
            recipient.Tell(failure is null ? new Status.Failure(thrown) : failure(thrown), sender);
        }
    }
}
