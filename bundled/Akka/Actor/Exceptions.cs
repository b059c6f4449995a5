namespace Akka.Actor;

/// <summary>Base of the exceptions of the actor library.</summary>
public abstract class AkkaException : Exception
{
    /// <summary>Makes one without a message.</summary>
    protected AkkaException()
    {
    }

    /// <summary>Makes one with a message and what caused it.</summary>
    protected AkkaException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }

    /// <summary>What caused this exception.</summary>
    protected Exception? Cause => InnerException;
}

/// <summary>A null message was sent.</summary>
public class InvalidMessageException : AkkaException
{
    /// <summary>Makes one with a message.</summary>
    public InvalidMessageException(string message)
        : base(message)
    {
    }
}

/// <summary>The name of an actor is malformed or taken.</summary>
public class InvalidActorNameException : AkkaException
{
    /// <summary>Makes one with a message.</summary>
    public InvalidActorNameException(string message)
        : base(message)
    {
    }
}

/// <summary>No answer came in time.</summary>
public class AskTimeoutException : AkkaException
{
    /// <summary>Makes one with a message.</summary>
    public AskTimeoutException(string message)
        : base(message)
    {
    }
}

/// <summary>An actor received <see cref="Kill"/>.</summary>
public class ActorKilledException : AkkaException
{
    /// <summary>Makes one with a message.</summary>
    public ActorKilledException(string message)
        : base(message)
    {
    }
}

/// <summary>An actor did not handle the <see cref="Terminated"/> of one that it watched.</summary>
public class DeathPactException : AkkaException
{
    /// <summary>Makes one for the actor that stopped.</summary>
    public DeathPactException(IActorRef deadActor)
        : base($"Monitored actor [{deadActor}] terminated") => DeadActor = deadActor;

    /// <summary>The actor that stopped.</summary>
    public IActorRef DeadActor { get; }
}

/// <summary>An actor could not be made: its constructor or PreStart threw.</summary>
public class ActorInitializationException : AkkaException
{
    /// <summary>Makes one with a message.</summary>
    public ActorInitializationException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with a message and what caused it.</summary>
    public ActorInitializationException(string message, Exception? cause)
        : base(message, cause)
    {
    }

    /// <summary>Makes one for an actor.</summary>
    public ActorInitializationException(IActorRef? actor, string message, Exception? cause = null)
        : base(message, cause) => Actor = actor;

    /// <summary>The actor that could not be made.</summary>
    public IActorRef? Actor { get; set; }
}

/// <summary>An actor's PreRestart threw.</summary>
public class PreRestartException : ActorInitializationException
{
    /// <summary>Makes one from both failures and the message that was being processed.</summary>
    public PreRestartException(IActorRef actor, Exception restartException, Exception cause, object? optionalMessage)
        : base(actor, $"Exception in PreRestart({cause.GetType()}, {optionalMessage?.GetType()})", restartException)
    {
        RestartException = restartException;
        OptionalMessage = optionalMessage;
    }

    /// <summary>What PreRestart threw.</summary>
    public Exception RestartException { get; }

    /// <summary>The message that was being processed, if any.</summary>
    public object? OptionalMessage { get; }
}

/// <summary>An actor's constructor or PostRestart threw while it was restarted.</summary>
public class PostRestartException : ActorInitializationException
{
    /// <summary>Makes one from both failures.</summary>
    public PostRestartException(IActorRef actor, Exception cause, Exception originalCause)
        : base(actor, $"Exception post restart ({originalCause.GetType()})", cause) => OriginalCause = originalCause;

    /// <summary>Why the actor was restarted.</summary>
    public Exception OriginalCause { get; }
}
