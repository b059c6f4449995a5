using Akka.Streams.Stage;

namespace Akka.Streams.Dsl;

/// <summary>Gives out what comes at any input, as it comes. It completes when all inputs have, or with the first where it is eager.</summary>
/// <typeparam name="TIn">Type of the elements that go in.</typeparam>
/// <typeparam name="TOut">Type of those that come out.</typeparam>
public class Merge<TIn, TOut> : GraphStage<UniformFanInShape<TIn, TOut>>
    where TIn : TOut
{
    private readonly bool _eagerComplete;

    /// <summary>Makes one with <paramref name="inputPorts"/> inputs.</summary>
    /// <exception cref="ArgumentException">There is no input.</exception>
    public Merge(int inputPorts, bool eagerComplete = false)
    {
        if (inputPorts < 1)
            throw new ArgumentException("Merge must have one or more input ports", nameof(inputPorts));
        _eagerComplete = eagerComplete;
        Shape = new UniformFanInShape<TIn, TOut>(inputPorts);
    }

    /// <inheritdoc/>
    public override UniformFanInShape<TIn, TOut> Shape { get; }

    /// <summary>The output.</summary>
    public Outlet<TOut> Out => Shape.Out;

    /// <summary>One of the inputs.</summary>
    public Inlet<TIn> In(int id) => Shape.In(id);

    /// <inheritdoc/>
    public override string ToString() => "Merge";

    /// <inheritdoc/>
    protected override GraphStageLogic CreateLogic(Attributes inheritedAttributes) => new Logic(this);

    private sealed class Logic : OutGraphStageLogic
    {
        private readonly Merge<TIn, TOut> _stage;
        private readonly Queue<Inlet<TIn>> _waiting = new();
        private int _running;

        public Logic(Merge<TIn, TOut> stage)
            : base(stage.Shape)
        {
            _stage = stage;
            _running = stage.Shape.Ins.Count;
            foreach (var inlet in stage.Shape.Ins)
                SetHandler(inlet, () => OnPush(inlet), OnFinish);
            SetHandler(stage.Out, this);
        }

        private bool IsDone => _running == 0 && _waiting.Count == 0;

        public override void PreStart()
        {
            foreach (var inlet in _stage.Shape.Ins)
                TryPull(inlet);
        }

        public override void OnPull()
        {
            while (_waiting.TryDequeue(out var inlet))
            {
                if (!IsAvailable(inlet))
                    continue;
                Push(_stage.Out, Grab(inlet));
                TryPull(inlet);
                break;
            }
            if (IsDone)
                CompleteStage();
        }

        private void OnPush(Inlet<TIn> inlet)
        {
            if (!IsAvailable(_stage.Out))
            {
                _waiting.Enqueue(inlet);
                return;
            }
            Push(_stage.Out, Grab(inlet));
            TryPull(inlet);
        }

        private void OnFinish()
        {
            _running = _stage._eagerComplete ? 0 : _running - 1;
            if (_stage._eagerComplete)
            {
                foreach (var inlet in _stage.Shape.Ins)
                    Cancel(inlet);
            }
            if (IsDone)
                CompleteStage();
        }
    }
}

/// <summary>Gives out what comes at any input, as it comes. It completes when all inputs have, or with the first where it is eager.</summary>
/// <typeparam name="T">Type of the elements.</typeparam>
public sealed class Merge<T> : Merge<T, T>
{
    /// <summary>Makes one with <paramref name="inputPorts"/> inputs.</summary>
    public Merge(int inputPorts, bool eagerComplete = false)
        : base(inputPorts, eagerComplete)
    {
    }
}
