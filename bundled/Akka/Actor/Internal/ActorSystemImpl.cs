using System.Collections.Concurrent;
using Akka.Event;

namespace Akka.Actor.Internal;

/// <summary>The system: one guardian above all actors that users make.</summary>
internal sealed class ActorSystemImpl : ActorSystem
{
    private readonly TaskCompletionSource _terminated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<Action> _onTermination = new();
    private readonly TimerScheduler _scheduler = new();
    private readonly RootActorPath _root;
    private readonly ActorPath _temporary;
    private readonly ActorCell _guardian;
    private long _uid;
    private long _temporaryCount;

    public ActorSystemImpl(string name)
    {
        if (string.IsNullOrEmpty(name) || !char.IsAsciiLetterOrDigit(name[0]) || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            throw new ArgumentException($"Invalid ActorSystem name [{name}]: letters, digits, - and _ are allowed, starting with a letter or digit.", nameof(name));
        Name = name;
        _root = new RootActorPath(name);
        _temporary = _root / "temp";
        DeadLettersRef = new DeadLetterActorRef(this, _root / "deadLetters");
        _guardian = NewCell(Props.Create<Guardian>(), new AboveTheGuardian(this, _root), _root, "user");
        _guardian.Start();
    }

    public override string Name { get; }

    public override IActorRef DeadLetters => DeadLettersRef;

    public DeadLetterActorRef DeadLettersRef { get; }

    public override EventStream EventStream { get; } = new();

    public override IScheduler Scheduler => _scheduler;

    public override Task WhenTerminated => _terminated.Task;

    public override IActorRef ActorOf(Props props, string? name = null) => _guardian.ActorOf(props, name);

    public override void Stop(IActorRef actor) => _guardian.Stop(actor);

    public override Task Terminate()
    {
        _guardian.Self.SendSystemMessage(new Terminate());
        return WhenTerminated;
    }

    public override void RegisterOnTermination(Action code) => _onTermination.Enqueue(code);

    /// <summary>A path for a reference that is no actor.</summary>
    public ActorPath TemporaryPath() => _temporary / ActorNames.Temporary(Interlocked.Increment(ref _temporaryCount));

    /// <summary>A cell that has not started.</summary>
    public ActorCell NewCell(Props props, IInternalActorRef parent, ActorPath parentPath, string name)
    {
        var path = new ChildActorPath(parentPath, name, Interlocked.Increment(ref _uid));
        return props.RouterConfig is { } router
            ? new Routing.RoutedActorCell(this, props, router, parent, path)
            : new ActorCell(this, props, parent, path);
    }

    private void Finish()
    {
        _scheduler.Dispose();
        while (_onTermination.TryDequeue(out var code))
            code();
        _terminated.TrySetResult();
    }

    private sealed class Guardian : ActorBase
    {
        protected override bool Receive(object message) => false;
    }

    private sealed class AboveTheGuardian(ActorSystemImpl system, ActorPath path) : ActorRefBase, IInternalActorRef
    {
        public override ActorPath Path => path;

        ActorSystemImpl? IInternalActorRef.System => system;

        public void SendSystemMessage(SystemMessage message)
        {
            if (message is DeathWatchNotification)
                system.Finish();
            else if (message is Failed)
                system.Terminate();
        }

        protected override void TellInternal(object message, IActorRef? sender)
        {
        }
    }
}
