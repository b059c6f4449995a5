using Akka.Streams.Stage;

namespace Akka.Streams.Implementation;

/// <summary>
/// The line between two islands: an end in each. The downstream end asks for as many elements as its buffer holds, and for more
/// when half of them are used; the upstream end pulls only as many as were asked for.
/// </summary>
internal static class AsyncBoundary
{
    public static (Upstream Sender, Downstream Receiver) Create(int bufferSize)
    {
        var (sender, receiver) = (new Upstream(), new Downstream(bufferSize));
        (sender.Receiver, receiver.Sender) = (receiver, sender);
        return (sender, receiver);
    }

    /// <summary>The end in the upstream island.</summary>
    internal sealed class Upstream : InGraphStageLogic
    {
        private static readonly SinkShape<object> Ports = new(new Inlet<object>("Boundary.in"));
        private int _demand;
        private bool _ended;

        public Upstream()
            : base(Ports) => SetHandler(Ports.Inlet, this);

        public Downstream Receiver { get; set; } = null!;

        public void Request(int count) => Interpreter.Post(this, () =>
        {
            _demand += count;
            PullOnDemand();
        });

        public void CancelFor(Exception cause) => Interpreter.Post(this, () =>
        {
            _ended = true;
            CancelStage(cause);
        });

        public override void OnPush()
        {
            _demand--;
            Receiver.Next(Grab(Ports.Inlet));
            PullOnDemand();
        }

        public override void OnUpstreamFinish()
        {
            _ended = true;
            Receiver.Finished();
            CompleteStage();
        }

        public override void OnUpstreamFailure(Exception e)
        {
            _ended = true;
            Receiver.Failed(e);
            FailStage(e);
        }

        public override void PostStop()
        {
            if (!_ended)
                Receiver.Failed(new AbruptTerminationException(Interpreter.Actor));
        }

        private void PullOnDemand()
        {
            if (_demand > 0 && !HasBeenPulled(Ports.Inlet))
                TryPull(Ports.Inlet);
        }
    }

    /// <summary>The end in the downstream island.</summary>
    internal sealed class Downstream : OutGraphStageLogic
    {
        private static readonly SourceShape<object> Ports = new(new Outlet<object>("Boundary.out"));
        private readonly Queue<object> _buffer;
        private readonly int _size;
        private int _used;
        private bool _finished;
        private bool _ended;

        public Downstream(int size)
            : base(Ports)
        {
            _size = size;
            _buffer = new Queue<object>(size);
            SetHandler(Ports.Outlet, this);
        }

        public Upstream Sender { get; set; } = null!;

        private int Batch => Math.Max(1, _size / 2);

        public void Next(object element) => Interpreter.Post(this, () =>
        {
            _buffer.Enqueue(element);
            Deliver();
        });

        public void Finished() => Interpreter.Post(this, () =>
        {
            _finished = true;
            CompleteWhenEmpty();
        });

        public void Failed(Exception failure) => Interpreter.Post(this, () =>
        {
            _ended = true;
            FailStage(failure);
        });

        public override void PreStart() => Sender.Request(_size);

        public override void OnPull() => Deliver();

        public override void OnDownstreamFinish(Exception cause)
        {
            _ended = true;
            Sender.CancelFor(cause);
            CancelStage(cause);
        }

        public override void PostStop()
        {
            if (!_ended)
                Sender.CancelFor(new AbruptTerminationException(Interpreter.Actor));
        }

        private void Deliver()
        {
            if (_buffer.Count == 0 || !IsAvailable(Ports.Outlet))
                return;
            Push(Ports.Outlet, _buffer.Dequeue());
            RequestMore();
            CompleteWhenEmpty();
        }

        private void RequestMore()
        {
            if (_finished || ++_used < Batch)
                return;
            Sender.Request(_used);
            _used = 0;
        }

        private void CompleteWhenEmpty()
        {
            if (!_finished || _buffer.Count > 0)
                return;
            _ended = true;
            CompleteStage();
        }
    }
}
