using System.Collections;
using Akka.Streams.Dsl;

namespace Akka.Tests;

/// <summary>Numbers from 1 on, which count how many were asked for and whether their enumerator was disposed.</summary>
internal sealed class Production(int count = int.MaxValue, Exception? failure = null) : IEnumerable<int>
{
    private int _produced;
    private volatile bool _disposed;

    public int Produced => Volatile.Read(ref _produced);

    public bool IsDisposed => _disposed;

    public Source<int, NotUsed> Source => Streams.Dsl.Source.From(this);

    public IEnumerator<int> GetEnumerator() => new Enumerator(this);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private sealed class Enumerator(Production owner) : IEnumerator<int>
    {
        private readonly IEnumerator<int> _numbers = owner.Numbers().GetEnumerator();

        public int Current => _numbers.Current;

        object IEnumerator.Current => Current;

        public bool MoveNext() => _numbers.MoveNext();

        public void Reset() => _numbers.Reset();

        public void Dispose() => owner._disposed = true;
    }

    private IEnumerable<int> Numbers()
    {
        for (var i = 1; i <= count; i++)
        {
            Interlocked.Increment(ref _produced);
            yield return i;
        }
        if (failure is not null)
            throw failure;
    }
}
