namespace LatentSim.Actors;

/// <summary>
/// Travels down the stream with one block and asks for a checkpoint right after it. The writer and the observables see the same blocks in the same
/// order, so what each holds at the ticket belongs together.
/// </summary>
public sealed class CheckpointTicket
{
    private readonly TaskCompletionSource<byte[]> observables = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Hands in the state of the observables at the ticket.</summary>
    public void Fulfil(byte[] state) => observables.TrySetResult(state);

    /// <summary>Says that the observables have failed.</summary>
    public void Fail(Exception cause) => observables.TrySetException(cause);

    /// <summary>The state of the observables at the ticket.</summary>
    /// <exception cref="TimeoutException">It was not handed in within <paramref name="timeout"/>.</exception>
    public async Task<byte[]> Observables(TimeSpan timeout)
    {
        try
        {
            return await observables.Task.WaitAsync(timeout);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"The observables did not reach the checkpoint within {timeout.TotalSeconds:0.#} s.");
        }
    }
}
