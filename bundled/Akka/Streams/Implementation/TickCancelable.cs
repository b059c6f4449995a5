using Akka.Actor;

namespace Akka.Streams.Implementation;

/// <summary>Ends a tick source.</summary>
internal sealed class TickCancelable : ICancelable
{
    private readonly CancellationTokenSource _source = new();

    public bool IsCancellationRequested => _source.IsCancellationRequested;

    public CancellationToken Token => _source.Token;

    public void Cancel() => _source.Cancel();

    public void Cancel(bool throwOnFirstException) => _source.Cancel(throwOnFirstException);

    public void CancelAfter(TimeSpan delay) => _source.CancelAfter(delay);
}
