namespace Akka.Actor;

/// <summary>An actor that handles each type of message in a method of its own. The first registered handler that fits is called.</summary>
public abstract class ReceiveActor : UntypedActor
{
    private List<Func<object, bool>>? _open;
    private List<Func<object, bool>> _handlers = [];
    private bool _takesAny;

    /// <summary>Handlers are registered in the constructor.</summary>
    protected ReceiveActor() => _open = _handlers;

    /// <inheritdoc/>
    public override void AroundPreStart()
    {
        _open = null;
        base.AroundPreStart();
    }

    /// <inheritdoc/>
    public override void AroundPostRestart(Exception cause, object? message)
    {
        _open = null;
        base.AroundPostRestart(cause, message);
    }

    /// <inheritdoc/>
    protected sealed override void OnReceive(object message) => Dispatch(_handlers, message);

    /// <summary>Handles messages of type <typeparamref name="T"/> that <paramref name="shouldHandle"/> accepts.</summary>
    /// <exception cref="InvalidOperationException">Called outside of the constructor and Become, or after a handler of everything.</exception>
    protected void Receive<T>(Action<T> handler, Predicate<T>? shouldHandle = null) => Add<T>(
        message =>
        {
            if (shouldHandle is not null && !shouldHandle(message))
                return false;
            handler(message);
            return true;
        },
        takesAny: typeof(T) == typeof(object) && shouldHandle is null);

    /// <summary>Handles messages of type <typeparamref name="T"/> that <paramref name="shouldHandle"/> accepts.</summary>
    protected void Receive<T>(Predicate<T> shouldHandle, Action<T> handler) => Receive(handler, shouldHandle);

    /// <summary>Handles messages of type <typeparamref name="T"/>; where the handler returns false, the next one is tried.</summary>
    protected void Receive<T>(Func<T, bool> handler) => Add(handler, takesAny: false);

    /// <summary>Handles messages of type <typeparamref name="T"/> asynchronously: the next message waits until the task is done.</summary>
    protected void ReceiveAsync<T>(Func<T, Task> handler, Predicate<T>? shouldHandle = null) =>
        Receive(message => RunTask(() => handler(message)), shouldHandle);

    /// <summary>Handles messages of type <typeparamref name="T"/> asynchronously: the next message waits until the task is done.</summary>
    protected void ReceiveAsync<T>(Predicate<T> shouldHandle, Func<T, Task> handler) => ReceiveAsync(handler, shouldHandle);

    /// <summary>Handles every message that no earlier handler took.</summary>
    protected void ReceiveAny(Action<object> handler) => Receive(handler);

    /// <summary>Handles every message that no earlier handler took, asynchronously.</summary>
    protected void ReceiveAnyAsync(Func<object, Task> handler) => ReceiveAsync(handler);

    /// <summary>Replaces all handlers by those that <paramref name="configure"/> registers.</summary>
    protected void Become(Action configure)
    {
        var handlers = Register(configure);
        base.Become(message => Dispatch(handlers, message));
    }

    /// <summary>Replaces all handlers by those that <paramref name="configure"/> registers, until UnbecomeStacked.</summary>
    protected void BecomeStacked(Action configure)
    {
        var handlers = Register(configure);
        base.BecomeStacked(message => Dispatch(handlers, message));
    }

    private List<Func<object, bool>> Register(Action configure)
    {
        var (outer, outerTakesAny) = (_open, _takesAny);
        var handlers = new List<Func<object, bool>>();
        (_open, _takesAny) = (handlers, false);
        try
        {
            configure();
        }
        finally
        {
            (_open, _takesAny) = (outer, outerTakesAny);
        }
        return handlers;
    }

    private void Add<T>(Func<T, bool> handler, bool takesAny)
    {
        if (_open is null)
            throw new InvalidOperationException("You may only call Receive-methods when constructing the actor and inside Become().");
        if (_takesAny)
            throw new InvalidOperationException("A handler that catches all messages has been added. No handler can be added after that.");
        _takesAny = takesAny;
        _open.Add(message => message is T typed && handler(typed));
    }

    private void Dispatch(List<Func<object, bool>> handlers, object message)
    {
        foreach (var handler in handlers)
        {
            if (handler(message))
                return;
        }
        Unhandled(message);
    }
}
