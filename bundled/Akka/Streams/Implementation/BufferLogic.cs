namespace Akka.Streams.Implementation;

/// <summary>A bounded queue that can drop from both ends.</summary>
internal sealed class BoundedBuffer<T>(int capacity)
{
    private readonly LinkedList<T> _elements = new();

    public bool IsFull => _elements.Count >= capacity;

    public bool IsEmpty => _elements.Count == 0;

    public void Enqueue(T element) => _elements.AddLast(element);

    public T Dequeue()
    {
        var element = _elements.First!.Value;
        _elements.RemoveFirst();
        return element;
    }

    /// <summary>Adds an element to a full buffer where the strategy has room made for it; false where it does not.</summary>
    public bool EnqueueDropping(T element, OverflowStrategy strategy)
    {
        switch (strategy)
        {
            case OverflowStrategy.DropHead:
                _elements.RemoveFirst();
                break;
            case OverflowStrategy.DropTail:
                _elements.RemoveLast();
                break;
            case OverflowStrategy.DropBuffer:
                _elements.Clear();
                break;
            default:
                return false;
        }
        Enqueue(element);
        return true;
    }
}

/// <summary>Holds up to a number of elements back, and does what its strategy says with more.</summary>
internal sealed class BufferLogic<T>(FlowShape<T, T> shape, int size, OverflowStrategy strategy) : FlowLogic<T, T>(shape)
{
    private readonly BoundedBuffer<T> _buffer = new(size);

    public override void PreStart() => Pull(In);

    public override void OnPush()
    {
        var element = Grab(In);
        if (IsAvailable(Out))
            Push(Out, element);
        else if (!TryEnqueue(element))
            return;
        if (!_buffer.IsFull || strategy != OverflowStrategy.Backpressure)
            Pull(In);
    }

    public override void OnPull()
    {
        if (!_buffer.IsEmpty)
            Push(Out, _buffer.Dequeue());
        if (!IsClosed(In))
        {
            if (!HasBeenPulled(In))
                Pull(In);
        }
        else if (_buffer.IsEmpty)
        {
            CompleteStage();
        }
    }

    public override void OnUpstreamFinish()
    {
        if (_buffer.IsEmpty)
            CompleteStage();
    }

    private bool TryEnqueue(T element)
    {
        if (!_buffer.IsFull)
        {
            _buffer.Enqueue(element);
            return true;
        }
        if (strategy == OverflowStrategy.Fail)
        {
            FailStage(new BufferOverflowException($"Buffer overflow (max capacity was {size})"));
            return false;
        }
        _buffer.EnqueueDropping(element, strategy);
        return true;
    }
}
