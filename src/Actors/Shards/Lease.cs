namespace LatentSim.Actors;

/// <summary>
/// One of several claims on a value that owns pooled memory. The value is disposed with the last claim; disposing one claim twice is harmless.
/// A block that several consumers read is handed to each of them under a lease of its own.
/// </summary>
/// <typeparam name="T">The type of the value.</typeparam>
public sealed class Lease<T> : IDisposable
    where T : class, IDisposable
{
    private readonly Claims claims;
    private T? value;

    private Lease(T value, Claims claims)
    {
        this.value = value;
        this.claims = claims;
    }

    /// <summary>The value.</summary>
    /// <exception cref="ObjectDisposedException">This lease has ended.</exception>
    public T Value => value ?? throw new ObjectDisposedException(nameof(Lease<T>));

    /// <summary>The first claim on <paramref name="value"/>, counted by <paramref name="ledger"/> until the last claim ends.</summary>
    public static Lease<T> Own(T value, BlockLedger ledger)
    {
        ledger.Opened();
        return new Lease<T>(value, new Claims(ledger));
    }

    /// <summary>Another claim on the same value.</summary>
    /// <exception cref="ObjectDisposedException">This lease has ended.</exception>
    public Lease<T> Share()
    {
        T shared = Value;
        claims.Add();
        return new Lease<T>(shared, claims);
    }

    /// <summary>Ends this claim.</summary>
    public void Dispose()
    {
        T? ended = Interlocked.Exchange(ref value, null);
        if (ended is not null && claims.Remove())
            ended.Dispose();
    }

    private sealed class Claims(BlockLedger ledger)
    {
        private int count = 1;

        public void Add() => Interlocked.Increment(ref count);

        public bool Remove()
        {
            if (Interlocked.Decrement(ref count) > 0)
                return false;

            ledger.Closed();
            return true;
        }
    }
}
