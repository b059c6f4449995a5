using System.Threading.Channels;

namespace Akka.Tests;

/// <summary>Holds asynchronous work back until a test lets it through.</summary>
internal sealed class Gate<T>
{
    private readonly Channel<(T Element, TaskCompletionSource Release)> _entered = Channel.CreateUnbounded<(T, TaskCompletionSource)>();
    private int _waiting;
    private int _mostWaiting;

    /// <summary>How much was in here at the same time, at most.</summary>
    public int MostWaiting => _mostWaiting;

    public int Waiting => _waiting;

    /// <summary>Enters and waits to be released.</summary>
    public async Task Enter(T element)
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var waiting = Interlocked.Increment(ref _waiting);
        _mostWaiting = Math.Max(_mostWaiting, waiting);
        _entered.Writer.TryWrite((element, release));
        await release.Task;
        Interlocked.Decrement(ref _waiting);
    }

    /// <summary>The next that entered, and how to release it.</summary>
    public async Task<(T Element, TaskCompletionSource Release)> Next() => await _entered.Reader.ReadAsync().AsTask().Soon();

    public async Task<T> ReleaseNext()
    {
        var (element, release) = await Next();
        release.SetResult();
        return element;
    }
}
