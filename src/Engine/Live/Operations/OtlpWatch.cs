namespace LatentSim.Engine.Live.Operations;

/// <summary>Says in the log when a collector takes no metrics, and when it takes them again; the exporter itself says nothing.</summary>
internal sealed class OtlpWatch(LiveLog log) : DelegatingHandler(new SocketsHttpHandler())
{
    private int failing;

    /// <inheritdoc/>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return Seen(base.Send(request, cancellationToken));
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            Failed(e.Message);
            throw;
        }
    }

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return Seen(await base.SendAsync(request, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            Failed(e.Message);
            throw;
        }
    }

    private HttpResponseMessage Seen(HttpResponseMessage response)
    {
        if (!response.IsSuccessStatusCode)
            Failed($"it answers {(int)response.StatusCode}");
        else if (Interlocked.Exchange(ref failing, 0) == 1)
            log.Information("server", "the collector takes metrics again");
        return response;
    }

    private void Failed(string why)
    {
        if (Interlocked.Exchange(ref failing, 1) == 0)
            log.Warning("server", $"the collector takes no metrics: {why}");
    }
}
