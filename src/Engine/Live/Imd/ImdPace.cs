namespace LatentSim.Engine.Live.Imd;

/// <summary>
/// Chooses the stride of a client that is to be never behind: the transmission rate, doubled as often as the client is found behind, and halved again, to try, when
/// it has kept up for a while. A trial that fails makes the next one wait longer.
/// </summary>
/// <param name="clock">The clock.</param>
internal sealed class ImdPace(TimeProvider clock)
{
    /// <summary>A client whose frames wait longer than this is behind.</summary>
    public static readonly TimeSpan MostAge = TimeSpan.FromMilliseconds(100);

    private const int MostDoublings = 30;
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan FirstTrial = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LastTrial = TimeSpan.FromMinutes(1);

    private readonly long start = clock.GetTimestamp();
    private TimeSpan changed = -Settling;
    private TimeSpan untilTrial = FirstTrial;
    private bool isTrial;

    /// <summary>How often the transmission rate is doubled.</summary>
    public int Doublings { get; private set; }

    /// <summary>Steps from a frame to the next.</summary>
    /// <param name="rate">The transmission rate.</param>
    public long Stride(int rate) => (long)rate << Doublings;

    /// <summary>Says how the client does.</summary>
    /// <param name="isBehind">Whether its frames wait too long, or were pushed out by newer ones.</param>
    public void Observe(bool isBehind)
    {
        TimeSpan now = clock.GetElapsedTime(start);
        if (now - changed < Settling)
            return;
        if (isBehind)
            Slower(now);
        else if (Doublings > 0 && now - changed >= untilTrial)
            Faster(now);
    }

    private void Slower(TimeSpan now)
    {
        if (isTrial)
            untilTrial = untilTrial * 2 > LastTrial ? LastTrial : untilTrial * 2;
        changed = now;
        isTrial = false;
        Doublings = Math.Min(Doublings + 1, MostDoublings);
    }

    private void Faster(TimeSpan now)
    {
        if (isTrial)
            untilTrial = FirstTrial;
        changed = now;
        isTrial = true;
        Doublings--;
    }
}
