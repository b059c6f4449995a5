namespace Akka.Actor.Internal;

/// <summary>
/// Runs an asynchronous handler in pieces on its actor's turns, with the message's sender in place, while user messages wait.
/// </summary>
internal sealed class ActorTaskScheduler(ActorCell cell, Envelope current) : TaskScheduler
{
    /// <summary>Starts <paramref name="handler"/>; the cell is told when it has finished.</summary>
    public static void Start(ActorCell cell, Func<Task> handler)
    {
        var current = cell.CurrentEnvelope;
        var scheduler = new ActorTaskScheduler(cell, current);
        cell.Mailbox.Suspend();
        Task.Factory.StartNew(handler, CancellationToken.None, TaskCreationOptions.DenyChildAttach, scheduler)
            .Unwrap()
            .ContinueWith(
                finished => cell.Mailbox.Post(new HandlerFinished(current, FailureOf(finished))),
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                Default);
    }

    /// <summary>Runs one piece. Only on the actor's turn.</summary>
    public void Run(Task part) => TryExecuteTask(part);

    protected override void QueueTask(Task task) => cell.Mailbox.Post(new RunHandlerPart(this, task, current));

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && Current == this && ActorCell.Current == cell && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks() => [];

    private static Exception? FailureOf(Task finished)
    {
        if (finished.IsCanceled)
            return new TaskCanceledException(finished);
        return finished.Exception is { InnerExceptions.Count: 1 } one ? one.InnerException : finished.Exception;
    }
}
