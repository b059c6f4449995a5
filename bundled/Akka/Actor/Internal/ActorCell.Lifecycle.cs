using Akka.Event;

namespace Akka.Actor.Internal;

/// <summary>Birth, failure, restart and death.</summary>
internal partial class ActorCell
{
    private bool _failed;
    private bool _neverMade;
    private Exception? _pendingRestart;

    /// <summary>Makes the actor and calls its PreStart.</summary>
    public void CreateActor()
    {
        try
        {
            NewActor().AroundPreStart();
        }
        catch (Exception failure)
        {
            _actor = null;
            throw failure as ActorInitializationException
                ?? new ActorInitializationException(Self, $"Exception during creation of {Self.Path}: {failure.Message}", failure);
        }
    }

    /// <summary>Holds this actor's and its descendants' messages back.</summary>
    public void SuspendAll()
    {
        Mailbox.Suspend();
        foreach (var stats in Children.All())
            stats.Child.Mailbox.Post(new Suspend());
    }

    /// <summary>Lets this actor and its descendants go on.</summary>
    public void ResumeAll()
    {
        if (_actor is null)
        {
            Recreate(new ActorInitializationException(Self, "The actor is resumed before it could be made."));
            return;
        }
        _failed = false;
        Mailbox.Resume();
        foreach (var stats in Children.All())
            stats.Child.Mailbox.Post(new Resume());
    }

    /// <summary>Stops taking messages and leaves to the supervisor what happens now.</summary>
    /// <param name="failure">What went wrong.</param>
    /// <param name="perpetrator">The child whose failure this is, if it escalated; it is suspended already.</param>
    public void Fail(Exception failure, ActorCell? perpetrator)
    {
        if (_terminating || _terminated)
            return;
        if (!_failed)
        {
            _failed = true;
            Mailbox.Suspend();
            foreach (var stats in Children.All().Where(stats => stats.Child != perpetrator))
                stats.Child.Mailbox.Post(new Suspend());
        }
        ParentRef.SendSystemMessage(new Failed(this, failure));
    }

    /// <summary>Applies this actor's strategy to a child's failure.</summary>
    public void HandleChildFailure(ActorCell child, Exception cause)
    {
        if (Children.Find(child) is not { } stats)
            return;
        try
        {
            if (!Strategy().HandleFailure(this, stats, cause, Children.All()))
                Fail(cause, child);
        }
        catch (Exception failure)
        {
            Fail(failure, child);
        }
    }

    /// <summary>Replaces the actor by a new one; the mailbox and surviving children stay.</summary>
    public void Recreate(Exception cause)
    {
        if (_terminating || _terminated)
            return;
        _neverMade = _actor is null;
        if (_actor is { } failed)
            RunPreRestart(failed, cause);
        else
            StopChildren();
        if (Children.AnyDying)
            _pendingRestart = cause;
        else
            FinishRecreate(cause);
    }

    /// <summary>Stops the children, and then itself.</summary>
    public void Terminate()
    {
        if (_terminating || _terminated)
            return;
        _terminating = true;
        _pendingRestart = null;
        SetReceiveTimeout(null);
        Mailbox.Suspend();
        Children.Close();
        StopChildren();
        if (Children.IsEmpty)
            FinishTerminate();
    }

    /// <summary>Notes that an actor has stopped: a child, a watched one, or both.</summary>
    public void HandleTerminated(IActorRef actor, bool existenceConfirmed)
    {
        if (!_terminating)
            DeathWatch.Announce(actor, existenceConfirmed);
        if (actor is not LocalActorRef local || !Children.Remove(local.Cell))
            return;
        OnChildGone(local.Cell);
        if (_terminating && Children.IsEmpty)
            FinishTerminate();
        else if (_pendingRestart is { } cause && !Children.AnyDying)
            FinishRecreate(cause);
    }

    /// <summary>Called when a child has stopped.</summary>
    protected virtual void OnChildGone(ActorCell child)
    {
    }

    /// <summary>The strategy in force for this actor's children.</summary>
    protected virtual SupervisorStrategy Strategy() => Props.SupervisorStrategy ?? _actor?.Supervision ?? SupervisorStrategy.DefaultStrategy;

    private ActorBase NewActor()
    {
        _behaviors.Clear();
        var actor = Props.NewActor();
        if (actor is IActorStash stashing)
            stashing.Stash = Stash;
        _actor = actor;
        return actor;
    }

    private void RunPreRestart(ActorBase failed, Exception cause)
    {
        var message = CurrentEnvelope.Message;
        try
        {
            failed.AroundPreRestart(cause, message);
        }
        catch (Exception failure)
        {
            Report(new PreRestartException(Self, failure, cause, message));
        }
        finally
        {
            Stash.UnstashAll();
            _actor = null;
        }
    }

    private void FinishRecreate(Exception cause)
    {
        _pendingRestart = null;
        _failed = false;
        Mailbox.Resume();
        if (_neverMade)
        {
            CreateActor();
            return;
        }
        try
        {
            NewActor().AroundPostRestart(cause, CurrentEnvelope.Message);
        }
        catch (Exception failure)
        {
            _actor = null;
            Fail(new PostRestartException(Self, failure, cause), perpetrator: null);
            return;
        }
        foreach (var stats in Children.All())
            stats.Child.Mailbox.Post(new Recreate(cause));
    }

    private void FinishTerminate()
    {
        _terminated = true;
        try
        {
            _actor?.AroundPostStop();
        }
        catch (Exception failure)
        {
            Report(failure);
        }
        Stash.UnstashAll();
        _actor = null;
        AnnounceDeath();
    }

    private void StopChildren()
    {
        foreach (var stats in Children.All())
            Stop(stats.Child.Self);
    }

    private void Report(Exception failure) =>
        SystemImpl.EventStream.Publish(new Error(failure, Self.Path.ToString(), Props.Type, failure.Message));

    private void AnnounceDeath()
    {
        var (user, system) = Mailbox.Close();
        foreach (var envelope in user)
            SystemImpl.DeadLettersRef.Add(envelope.Message, envelope.Sender, Self);
        ParentRef.SendSystemMessage(new DeathWatchNotification(Self, existenceConfirmed: true));
        DeathWatch.Finish();
        foreach (var message in system)
            DeathWatch.AnswerForTheDead(Self, message, existenceConfirmed: true);
    }
}
