namespace LatentSim.Engine.Benchmarks.Live;

/// <summary>A program that takes the newest atoms and latents of a walker 30 times a second, and measures how old they are when they arrive.</summary>
/// <param name="web">Where the page is.</param>
internal sealed class ProgramClient(Uri web) : ILiveClient
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1.0 / 30);
    private readonly List<double> ages = [];

    /// <summary>For each frame, the seconds from when it was made, or could first be sent where that was later, to its arrival.</summary>
    public IReadOnlyList<double> Ages => ages;

    /// <inheritdoc/>
    public async Task Watch(CancellationToken stop)
    {
        using StreamConnection connection = await StreamConnection.Open(web, stop).ConfigureAwait(false);
        await connection.Send(StreamMessage.Subscribe(0, 0, 1, 1, "atoms", "latent"), stop).ConfigureAwait(false);
        double asked = Now;
        while (await connection.Receive(stop).ConfigureAwait(false) is { } message)
        {
            if (message.Type != "frames")
                continue;
            ages.Add(Now - Math.Max(message.Made, asked));
            await Task.Delay(Pause, stop).ConfigureAwait(false);
            asked = Now;
            await connection.Send(StreamMessage.Credit(0, 1), stop).ConfigureAwait(false);
        }
    }

    private static double Now => (DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).TotalSeconds;
}
