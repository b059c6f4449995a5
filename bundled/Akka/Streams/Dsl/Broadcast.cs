using Akka.Streams.Stage;

namespace Akka.Streams.Dsl;

/// <summary>
/// Gives each element out at all outputs; it takes the next when all have asked, so the slowest sets the pace.
/// It cancels when all outputs have, or with the first where it is eager.
/// </summary>
/// <typeparam name="T">Type of the elements.</typeparam>
public sealed class Broadcast<T> : GraphStage<UniformFanOutShape<T, T>>
{
    /// <summary>The input.</summary>
    public readonly Inlet<T> In;

    private readonly bool _eagerCancel;

    /// <summary>Makes one with <paramref name="outputPorts"/> outputs.</summary>
    /// <exception cref="ArgumentException">There is no output.</exception>
    public Broadcast(int outputPorts, bool eagerCancel = false)
    {
        if (outputPorts < 1)
            throw new ArgumentException("A Broadcast must have one or more output ports", nameof(outputPorts));
        _eagerCancel = eagerCancel;
        Shape = new UniformFanOutShape<T, T>(outputPorts);
        In = Shape.In;
    }

    /// <inheritdoc/>
    public override UniformFanOutShape<T, T> Shape { get; }

    /// <summary>One of the outputs.</summary>
    public Outlet<T> Out(int id) => Shape.Out(id);

    /// <inheritdoc/>
    public override string ToString() => "Broadcast";

    /// <inheritdoc/>
    protected override GraphStageLogic CreateLogic(Attributes inheritedAttributes) => new Logic(this);

    private sealed class Logic : InGraphStageLogic
    {
        private readonly Broadcast<T> _stage;
        private readonly bool[] _awaited;
        private int _awaitedCount;
        private int _running;

        public Logic(Broadcast<T> stage)
            : base(stage.Shape)
        {
            _stage = stage;
            var outs = stage.Shape.Outs;
            _running = _awaitedCount = outs.Count;
            _awaited = [.. Enumerable.Repeat(true, outs.Count)];
            SetHandler(stage.In, this);
            for (var i = 0; i < outs.Count; i++)
            {
                var index = i;
                SetHandler(outs[i], () => Ready(index), cause => OnCancel(index, cause));
            }
        }

        public override void OnPush()
        {
            var element = Grab(_stage.In);
            _awaitedCount = _running;
            for (var i = 0; i < _awaited.Length; i++)
            {
                if (IsClosed(_stage.Out(i)))
                    continue;
                _awaited[i] = true;
                Push(_stage.Out(i), element);
            }
        }

        private void Ready(int index)
        {
            _awaited[index] = false;
            _awaitedCount--;
            if (_awaitedCount == 0 && !HasBeenPulled(_stage.In))
                TryPull(_stage.In);
        }

        private void OnCancel(int index, Exception cause)
        {
            _running--;
            if (_stage._eagerCancel || _running == 0)
                CancelStage(cause);
            else if (_awaited[index])
                Ready(index);
        }
    }
}
