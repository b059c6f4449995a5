using System.Net.WebSockets;
using LatentSim.Actors;
using LatentSim.Engine.Live.Operations;

namespace LatentSim.Engine.Live.Streams;

/// <summary>One client of the stream, from its hello to its close.</summary>
internal sealed class StreamSession : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private readonly CancellationTokenSource ending = new();
    private readonly List<Task> senders = [];
    private readonly WebSocket socket;
    private readonly StreamOutput output;
    private readonly StreamNews news;
    private readonly StreamSubscriptions subscriptions;

    /// <summary>Takes a client in.</summary>
    /// <param name="client">Who it is, in words.</param>
    /// <param name="socket">Its socket, open.</param>
    /// <param name="board">The run.</param>
    /// <param name="allowed">Whether it may ask for every frame of a run in this process.</param>
    public StreamSession(string client, WebSocket socket, LiveBoard board, LiveDelivery allowed)
    {
        this.socket = socket;
        output = new StreamOutput(socket, board.Clients);
        subscriptions = new StreamSubscriptions(client, board, output, allowed);
        news = new StreamNews(board, output, () => subscriptions.Fields);
    }

    /// <summary>Serves the client until it leaves or the server stops.</summary>
    /// <param name="hello">The first message.</param>
    /// <param name="stopping">The server stops.</param>
    /// <returns>What the client did wrong, a line; null if nothing.</returns>
    public async Task<string?> Run(ReadOnlyMemory<byte> hello, CancellationToken stopping)
    {
        Task receiving = Receive(hello);
        Task telling = Watched(news.Run(ending.Token));
        try
        {
            await receiving.WaitAsync(stopping).ConfigureAwait(false);
            return null;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await Farewell(receiving).ConfigureAwait(false);
            return null;
        }
        catch (StreamViolationException e)
        {
            await Punish(e.Message).ConfigureAwait(false);
            return e.Message;
        }
        catch (WebSocketException e) when (e.WebSocketErrorCode is WebSocketError.Faulted or WebSocketError.HeaderError)
        {
            return "sent what are no frames of a WebSocket";
        }
        catch (Exception e) when (IsOfAClientThatLeft(e))
        {
            return null;
        }
        finally
        {
            await End(receiving, telling).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ending.Dispose();
        output.Dispose();
    }

    private static bool IsOfAClientThatLeft(Exception e) => e is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException;

    private async Task Receive(ReadOnlyMemory<byte> hello)
    {
        await output.Send(hello, ending.Token).ConfigureAwait(false);
        using var input = new StreamInput(socket);
        while (await input.Next().ConfigureAwait(false) is { } bytes)
        {
            ClientMessage message = ClientMessageReader.Read(bytes);
            try
            {
                await Apply(message).ConfigureAwait(false);
            }
            catch (StreamRefusalException e)
            {
                await output.Send(StreamMessages.Error(message.Id, e.Message), ending.Token).ConfigureAwait(false);
            }
        }

        using var patience = new CancellationTokenSource(Patience);
        await output.Close(WebSocketCloseStatus.NormalClosure, "", patience.Token).ConfigureAwait(false);
    }

    private async Task Apply(ClientMessage message)
    {
        switch (message)
        {
            case Subscribe subscribe:
                if (subscriptions.Begin(subscribe) is { } frames)
                    senders.Add(Watched(frames.Run()));
                news.Changed();
                break;
            case Credit credit:
                subscriptions.Add(credit);
                break;
            default:
                subscriptions.Remove(message.Id);
                await output.Send(StreamMessages.End(message.Id, StreamEnd.Unsubscribed), ending.Token).ConfigureAwait(false);
                break;
        }

        senders.RemoveAll(task => task.IsCompletedSuccessfully);
    }

    private async Task Farewell(Task receiving)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await news.Send(isLast: true, patience.Token).WaitAsync(patience.Token).ConfigureAwait(false);
            await output.Close(WebSocketCloseStatus.EndpointUnavailable, "the server stops", patience.Token).WaitAsync(patience.Token).ConfigureAwait(false);
            await receiving.WaitAsync(patience.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (IsOfAClientThatLeft(e) || e is StreamViolationException)
        {
            // It takes nothing any more; the server stops all the same.
        }
    }

    private async Task Punish(string message)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await output.Send(StreamMessages.Error(null, message), patience.Token).WaitAsync(patience.Token).ConfigureAwait(false);
            await output.Close(WebSocketCloseStatus.PolicyViolation, message.Length > 100 ? message[..100] : message, patience.Token).WaitAsync(patience.Token).ConfigureAwait(false);
            await StreamInput.Drain(socket, patience.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (IsOfAClientThatLeft(e))
        {
            // It reads nothing, or is not there any more.
        }
    }

    // Only when nothing is on its way any more can the buffer be used for something else; aborting ends what the client does not take.
    private async Task End(Task receiving, Task telling)
    {
        await ending.CancelAsync().ConfigureAwait(false);
        if (socket.State != WebSocketState.Closed)
            socket.Abort();
        await receiving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        subscriptions.Clear();
        await Task.WhenAll([telling, .. senders]).ConfigureAwait(false);
    }

    // A sender that fails ends the session.
    private async Task Watched(Task sender)
    {
        try
        {
            await sender.ConfigureAwait(false);
        }
        catch (Exception e)
        {
            socket.Abort();
            if (!IsOfAClientThatLeft(e))
                throw;
        }
    }
}
