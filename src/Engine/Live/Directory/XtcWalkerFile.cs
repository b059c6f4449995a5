using LatentSim.Molecules;

namespace LatentSim.Engine.Live;

/// <summary>A walker's frames as positions [site, 3] in nm.</summary>
internal sealed class XtcWalkerFile(string path, int sites) : IWalkerFile
{
    private readonly XtcStepFile file = new(path, sites);

    /// <inheritdoc/>
    public long Count() => file.Count();

    /// <inheritdoc/>
    public int Read(long first, long stride, Span<float> rows) => file.Read(first, stride, rows);

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();
}
