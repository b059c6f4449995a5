using System.Diagnostics;

namespace LatentSim.Engine.Benchmarks.Live;

/// <summary>
/// Speaks what the page speaks while it shows a run: a credit of atoms and coarse sites for each of 30 pictures a second, sixty latents a second for the
/// trace, and status, estimates and log.
/// </summary>
/// <param name="web">Where the page is.</param>
/// <param name="stepsPerSecond">The steps that a walker makes a second, as status tells them.</param>
internal sealed class PageClient(Uri web, double stepsPerSecond) : ILiveClient
{
    private const int Numbers = 0;
    private const int Trace = 1;
    private const int Picture = 101;
    private const int TraceCredits = 120;
    private const double PointsPerSecond = 60;
    private static readonly TimeSpan PictureTime = TimeSpan.FromSeconds(1.0 / 30);
    private static readonly TimeSpan TraceTime = TimeSpan.FromMilliseconds(200);
    private int taken;
    private int pictures;

    /// <inheritdoc/>
    public async Task Watch(CancellationToken stop)
    {
        using StreamConnection connection = await StreamConnection.Open(web, stop).ConfigureAwait(false);
        long stride = Math.Max(1, (long)(stepsPerSecond / PointsPerSecond));
        await connection.Send(StreamMessage.Subscribe(Numbers, 0, 1, 0, "status", "observables", "log"), stop).ConfigureAwait(false);
        await connection.Send(StreamMessage.Subscribe(Picture, 0, 1, 1, "atoms", "coarse"), stop).ConfigureAwait(false);
        await connection.Send(StreamMessage.Subscribe(Trace, 0, stride, TraceCredits, "latent"), stop).ConfigureAwait(false);
        Task reading = Read(connection, stop);
        long last = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(PictureTime);
        while (!reading.IsCompleted && await timer.WaitForNextTickAsync(stop).ConfigureAwait(false))
        {
            if (Interlocked.Exchange(ref pictures, 0) > 0)
                await connection.Send(StreamMessage.Credit(Picture, 1), stop).ConfigureAwait(false);
            if (Stopwatch.GetElapsedTime(last) < TraceTime)
                continue;
            last = Stopwatch.GetTimestamp();
            if (Interlocked.Exchange(ref taken, 0) is > 0 and int credits)
                await connection.Send(StreamMessage.Credit(Trace, credits), stop).ConfigureAwait(false);
        }

        await reading.ConfigureAwait(false);
    }

    private async Task Read(StreamConnection connection, CancellationToken stop)
    {
        while (await connection.Receive(stop).ConfigureAwait(false) is { } message)
        {
            if (message.Id == Picture)
                Interlocked.Add(ref pictures, message.Count);
            else if (message.Id == Trace)
                Interlocked.Add(ref taken, message.Count);
        }
    }
}
