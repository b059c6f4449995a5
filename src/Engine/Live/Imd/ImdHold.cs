using LatentSim.Actors;

namespace LatentSim.Engine.Live.Imd;

/// <summary>Holds the run while a port waits for its clients: before the first comes, and after one has gone that wanted it. Safe for any number of threads.</summary>
internal sealed class ImdHold : IDisposable
{
    private readonly Lock changing = new();
    private readonly RunControl? control;
    private readonly string holder;
    private int clients;
    private bool isClosed;

    /// <summary>Prepares the hold of a port.</summary>
    /// <param name="control">Holds the run; null where that cannot be done.</param>
    /// <param name="holder">What a user is told who asks why nothing happens.</param>
    /// <param name="isHeld">Whether the run is held from the start.</param>
    public ImdHold(RunControl? control, string holder, bool isHeld)
    {
        this.control = control;
        this.holder = holder;
        if (isHeld)
            control?.Hold(holder);
    }

    /// <summary>A client is ready.</summary>
    public void Come()
    {
        lock (changing)
        {
            clients++;
            control?.Release(holder);
        }
    }

    /// <summary>A client that was ready has gone; true when the run is held for it.</summary>
    /// <param name="holdsAfter">Whether it wanted the run to be held until there is another.</param>
    public bool Go(bool holdsAfter)
    {
        lock (changing)
        {
            clients--;
            if (!holdsAfter || clients > 0 || isClosed || control is null)
                return false;
            control.Hold(holder);
            return true;
        }
    }

    /// <summary>Lets the run go on.</summary>
    public void Dispose()
    {
        lock (changing)
        {
            isClosed = true;
            control?.Release(holder);
        }
    }
}
