using Microsoft.Extensions.Hosting;

namespace LatentSim.Engine.Live.Web;

/// <summary>Leaves signals and the end of the process to the program: the host of a web server would take them for itself.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
