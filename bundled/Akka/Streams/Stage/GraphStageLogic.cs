using Akka.Streams.Implementation;

namespace Akka.Streams.Stage;

/// <summary>
/// What a stage does in one running stream. All its methods run one at a time; an output is pushed only after it was pulled, once for each pull.
/// </summary>
public abstract class GraphStageLogic
{
    private readonly IInHandler?[] _inHandlers;
    private readonly IOutHandler?[] _outHandlers;
    private GraphInterpreter? _interpreter;

    /// <summary>Makes the logic for the ports of <paramref name="shape"/>.</summary>
    protected GraphStageLogic(Shape shape)
    {
        var (inlets, outlets) = (shape.Inlets, shape.Outlets);
        for (var i = 0; i < inlets.Length; i++)
            inlets[i].Id = i;
        for (var i = 0; i < outlets.Length; i++)
            outlets[i].Id = i;
        _inHandlers = new IInHandler[inlets.Length];
        _outHandlers = new IOutHandler[outlets.Length];
        Ins = new Connection[inlets.Length];
        Outs = new Connection[outlets.Length];
        OpenPorts = inlets.Length + outlets.Length;
    }

    internal Connection[] Ins { get; }

    internal Connection[] Outs { get; }

    internal int OpenPorts { get; set; }

    internal bool KeepGoing { get; private set; }

    internal bool IsFinished { get; set; }

    internal GraphInterpreter Interpreter
    {
        get => _interpreter ?? throw new InvalidOperationException("The stage is not running yet.");
        set => _interpreter = value;
    }

    /// <summary>What runs the stream.</summary>
    protected IMaterializer Materializer => Interpreter.Materializer;

    /// <summary>Called before the first event.</summary>
    public virtual void PreStart()
    {
    }

    /// <summary>Called after the last event, however the stream ended.</summary>
    public virtual void PostStop()
    {
    }

    /// <summary>Cancels all inputs and completes all outputs.</summary>
    public void CompleteStage() => Close(SubscriptionWithCancelException.StageWasCompleted.Instance, null);

    /// <summary>Cancels all inputs and fails all outputs.</summary>
    public void FailStage(Exception reason) => Close(reason, reason);

    /// <summary>Cancels all inputs for <paramref name="cause"/>; where that is a failure, fails all outputs, and else completes them.</summary>
    public void CancelStage(Exception cause) =>
        Close(cause, cause is SubscriptionWithCancelException.NonFailureCancellation ? null : cause);

    internal IInHandler InHandler(int id) => _inHandlers[id] ?? throw new InvalidOperationException($"No handler defined in stage {this} for input {id}.");

    internal IOutHandler OutHandler(int id) => _outHandlers[id] ?? throw new InvalidOperationException($"No handler defined in stage {this} for output {id}.");

    /// <summary>Says what to do at an input.</summary>
    protected void SetHandler<T>(Inlet<T> inlet, IInHandler handler) => _inHandlers[inlet.Id] = handler;

    /// <summary>Says what to do at an output.</summary>
    protected void SetHandler<T>(Outlet<T> outlet, IOutHandler handler) => _outHandlers[outlet.Id] = handler;

    /// <summary>Says what to do at an input.</summary>
    protected void SetHandler<T>(Inlet<T> inlet, Action onPush, Action? onUpstreamFinish = null, Action<Exception>? onUpstreamFailure = null) =>
        SetHandler(inlet, new LambdaInHandler(onPush, onUpstreamFinish, onUpstreamFailure));

    /// <summary>Says what to do at an output.</summary>
    protected void SetHandler<T>(Outlet<T> outlet, Action onPull, Action<Exception>? onDownstreamFinish = null) =>
        SetHandler(outlet, new LambdaOutHandler(onPull, onDownstreamFinish));

    /// <summary>Asks for an element.</summary>
    /// <exception cref="ArgumentException">The input is closed, or has been pulled already.</exception>
    protected void Pull<T>(Inlet<T> inlet)
    {
        if (IsClosed(inlet))
            throw new ArgumentException($"Cannot pull closed port ({inlet})");
        if (HasBeenPulled(inlet))
            throw new ArgumentException($"Cannot pull port ({inlet}) twice");
        Interpreter.Pull(Ins[inlet.Id]);
    }

    /// <summary>Asks for an element, unless the input is closed.</summary>
    protected void TryPull<T>(Inlet<T> inlet)
    {
        if (!IsClosed(inlet))
            Pull(inlet);
    }

    /// <summary>Wants no more elements.</summary>
    protected void Cancel<T>(Inlet<T> inlet) => Cancel(inlet, SubscriptionWithCancelException.NoMoreElementsNeeded.Instance);

    /// <summary>Wants no more elements, for a reason.</summary>
    protected void Cancel<T>(Inlet<T> inlet, Exception cause) => Interpreter.Cancel(Ins[inlet.Id], cause);

    /// <summary>Takes the element that has come.</summary>
    /// <exception cref="ArgumentException">None has come, or it was taken.</exception>
    protected T Grab<T>(Inlet<T> inlet)
    {
        var connection = Ins[inlet.Id];
        if (!connection.HasArrived)
            throw new ArgumentException($"Cannot get element from already empty input port ({inlet})");
        return (T)connection.Take();
    }

    /// <summary>Whether an element has been asked for and has not come.</summary>
    protected bool HasBeenPulled<T>(Inlet<T> inlet) => Ins[inlet.Id].HasBeenPulled;

    /// <summary>Whether there is an element to grab.</summary>
    protected bool IsAvailable<T>(Inlet<T> inlet) => Ins[inlet.Id].HasArrived;

    /// <summary>Whether no more elements can come.</summary>
    protected bool IsClosed<T>(Inlet<T> inlet) => Ins[inlet.Id].InClosed;

    /// <summary>Gives an element out.</summary>
    /// <exception cref="ArgumentException">The output is closed, or not pulled.</exception>
    /// <exception cref="ArgumentNullException">The element is null.</exception>
    protected void Push<T>(Outlet<T> outlet, T element)
    {
        if (element is null)
            throw new ArgumentNullException(nameof(element), "Element must not be null, rule 2.13");
        var connection = Outs[outlet.Id];
        if (connection.OutClosed)
            throw new ArgumentException($"Cannot push closed port ({outlet})");
        if (!connection.IsAwaited)
            throw new ArgumentException($"Cannot push port ({outlet}) twice, or before it being pulled");
        Interpreter.Push(connection, element);
    }

    /// <summary>Will give no more elements out.</summary>
    protected void Complete<T>(Outlet<T> outlet) => Interpreter.Complete(Outs[outlet.Id], null);

    /// <summary>Has failed.</summary>
    protected void Fail<T>(Outlet<T> outlet, Exception reason) => Interpreter.Complete(Outs[outlet.Id], reason);

    /// <summary>Whether an element can be pushed.</summary>
    protected bool IsAvailable<T>(Outlet<T> outlet) => Outs[outlet.Id] is { OutClosed: false, IsAwaited: true };

    /// <summary>Whether no more elements can be pushed.</summary>
    protected bool IsClosed<T>(Outlet<T> outlet) => Outs[outlet.Id].OutClosed;

    /// <summary>Whether the stage lives on when all its ports are closed.</summary>
    protected void SetKeepGoing(bool enabled) => KeepGoing = enabled;

    /// <summary>A function that can be called from any thread, and runs <paramref name="handler"/> in the stage.</summary>
    protected Action<T> GetAsyncCallback<T>(Action<T> handler) => value => Interpreter.Post(this, () => handler(value));

    /// <summary>A function that can be called from any thread, and runs <paramref name="handler"/> in the stage.</summary>
    protected Action GetAsyncCallback(Action handler) => () => Interpreter.Post(this, handler);

    private void Close(Exception cancelCause, Exception? failure)
    {
        KeepGoing = false;
        foreach (var connection in Ins)
            Interpreter.Cancel(connection, cancelCause);
        foreach (var connection in Outs)
            Interpreter.Complete(connection, failure);
    }
}
