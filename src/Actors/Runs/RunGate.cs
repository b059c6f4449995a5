namespace LatentSim.Actors;

/// <summary>Where a shard's next block waits while the run is held (<see cref="RunControl"/>); a run that is stopped is let out of the wait.</summary>
/// <param name="control">Says whether the run is held.</param>
internal sealed class RunGate(RunControl control)
{
    private readonly TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether nobody holds the run, so that there is nothing to wait for.</summary>
    public bool IsOpen => !control.IsHeld;

    /// <summary>Ends when nobody holds the run: true; or when it is stopped while it is held: false, and the block is not to be begun.</summary>
    public async Task<bool> Pass()
    {
        while (control.IsHeld)
        {
            if (stopped.Task.IsCompleted)
                return false;
            await Task.WhenAny(control.WhenReleased(), stopped.Task);
        }

        return true;
    }

    /// <summary>Lets out all that wait.</summary>
    public void Stop() => stopped.TrySetResult();
}
