using System.Runtime.ExceptionServices;
using Akka.Actor;

namespace LatentSim.Actors;

/// <summary>
/// What the actors of all stages share: a request is computed on the slot's thread and answered with a lease on the output. A failure is answered
/// with <see cref="Status.Failure"/> and then thrown, so that the supervisor restarts the actor: a new instance with a new stage and no state.
/// </summary>
/// <typeparam name="TRequest">The request; it owns leases on what it reads and is disposed once computed.</typeparam>
/// <typeparam name="TOutput">The block that answers it.</typeparam>
public abstract class StageActor<TRequest, TOutput> : ReceiveActor
    where TRequest : class, IDisposable
    where TOutput : class, IDisposable
{
    private readonly WorkThread thread;
    private readonly BlockLedger ledger;

    /// <summary>Computes on <paramref name="thread"/> and counts outputs in <paramref name="ledger"/>.</summary>
    protected StageActor(WorkThread thread, BlockLedger ledger)
    {
        this.thread = thread;
        this.ledger = ledger;
        Receive<TRequest>(Begin);
        Receive<Succeeded>(message => message.ReplyTo.Tell(message.Output));
        Receive<Failed>(Fail);
    }

    /// <summary>Computes one request. Always on the slot's thread.</summary>
    protected abstract TOutput Compute(TRequest request);

    /// <summary>Sets a state back to the one before a piece of a block; before step 0 there is none, and none is read.</summary>
    protected static void Restore(float[] state, ReadOnlySpan<float> before)
    {
        if (!before.IsEmpty)
            before.CopyTo(state);
    }

    private static void Fail(Failed message)
    {
        message.ReplyTo.Tell(new Status.Failure(message.Cause));
        ExceptionDispatchInfo.Throw(message.Cause);
    }

    private void Begin(TRequest request)
    {
        IActorRef replyTo = Sender;
        thread.Run(() => ComputeAndRelease(request)).PipeTo(
            Self,
            success: output => new Succeeded(replyTo, output),
            failure: cause => new Failed(replyTo, cause));
    }

    private Lease<TOutput> ComputeAndRelease(TRequest request)
    {
        using (request)
            return Lease<TOutput>.Own(Compute(request), ledger);
    }

    private sealed record Succeeded(IActorRef ReplyTo, Lease<TOutput> Output);

    private sealed record Failed(IActorRef ReplyTo, Exception Cause);
}
