using System.Net.WebSockets;
using LatentSim.Engine.Live;
using LatentSim.Engine.Live.Streams;

namespace LatentSim.Engine.Tests.Live;

/// <summary>A client that takes nothing does not keep its place.</summary>
public sealed class StreamOutputTests
{
    private readonly TestClock clock = new();
    private readonly StuckSocket socket = new();

    [Fact]
    public void AMessageThatIsNotTakenForHalfAMinuteEndsTheConnection()
    {
        var output = new StreamOutput(socket, LiveClients.Of(new FakeLiveRun()), clock);
        Task sending = output.Send(new byte[] { 1 }, default);

        for (int seconds = 0; seconds < 25; seconds += 5)
            clock.Advance(5);
        Assert.False(socket.IsAborted);
        clock.Advance(5);

        Assert.True(socket.IsAborted);
        Assert.False(sending.IsCompleted);
    }

    [Fact]
    public void AClientThatIsSentNothingStays()
    {
        using var output = new StreamOutput(socket, LiveClients.Of(new FakeLiveRun()), clock);

        for (int minute = 0; minute < 10; minute++)
            clock.Advance(60);

        Assert.False(socket.IsAborted);
    }

    private sealed class StuckSocket : WebSocket
    {
        public bool IsAborted { get; private set; }

        public override WebSocketCloseStatus? CloseStatus => null;

        public override string? CloseStatusDescription => null;

        public override WebSocketState State => WebSocketState.Open;

        public override string? SubProtocol => null;

        public override void Abort() => IsAborted = true;

        public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) => Task.CompletedTask;

        public override Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) => Task.CompletedTask;

        public override void Dispose()
        {
        }

        public override Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken) => new TaskCompletionSource<WebSocketReceiveResult>().Task;

        public override Task SendAsync(ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken) => new TaskCompletionSource().Task;
    }
}
