using LatentSim.Engine.Live;
using LatentSim.Engine.Live.Web;

namespace LatentSim.Engine.Tests.Live;

/// <summary>Tests of a web server that shows a made-up run: none may leave a fault of the server behind.</summary>
public abstract class WebServedTests : IAsyncLifetime
{
    private protected WebServedTests(LiveScene scene) => Run = new FakeLiveRun(scene);

    private protected FakeLiveRun Run { get; }

    private protected WebServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await WebServer.Start(new WebSettings(), Run);

    public async Task DisposeAsync()
    {
        await Server.DisposeAsync();
        Assert.Equal(0, Server.Faults);
    }
}
