using System.Buffers;
using LatentSim.Actors;
using LatentSim.Engine.Live.Operations;

namespace LatentSim.Engine.Live.Streams;

/// <summary>Sends the frames of one subscription while the client has credits for them.</summary>
internal sealed class FrameSubscription
{
    private readonly Subscribe wanted;
    private readonly ILiveSubscription source;
    private readonly StreamOutput output;
    private readonly LiveBoard board;
    private readonly StreamCredits credits;
    private readonly CancellationTokenSource retired = new();
    private readonly int framesInMessage;
    private long trimmed;
    private volatile bool isOver;

    /// <summary>Makes a subscription; <see cref="Run"/> sends.</summary>
    /// <param name="wanted">What the client asked for.</param>
    /// <param name="source">Where the frames come from; disposed when it ends.</param>
    /// <param name="output">Where they go.</param>
    /// <param name="board">The run.</param>
    public FrameSubscription(Subscribe wanted, ILiveSubscription source, StreamOutput output, LiveBoard board)
    {
        this.wanted = wanted;
        this.source = source;
        this.output = output;
        this.board = board;
        credits = new StreamCredits(wanted.Credits);
        framesInMessage = (int)Math.Max(1, StreamLimits.FramesMessageBytes / StreamMessages.BytesOfFrame(board.Run.Scene, wanted.Fields));
    }

    /// <summary>Bytes that may wait for it.</summary>
    public long Reserved { get; init; }

    /// <summary>Whether it sends no frames any more.</summary>
    public bool IsOver => isOver;

    /// <summary>Lets more frames be sent.</summary>
    public void Add(long more) => credits.Add(more);

    /// <summary>Lets no message begin any more.</summary>
    public void Retire() => retired.Cancel();

    /// <summary>Sends until there are no more frames, or it is retired.</summary>
    public async Task Run()
    {
        try
        {
            while (await Next().ConfigureAwait(false) is { } frames)
                await Send(frames).ConfigureAwait(false);
            isOver = true;
            byte[] end = StreamMessages.End(wanted.Id, StreamEnd.Of(board.State(isFresh: true)));
            await output.Send((this, end), static (job, buffer) => job.Item1.WriteEnd(job.end, buffer), retired.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (retired.IsCancellationRequested)
        {
            // Whoever retired it tells the client what there is to tell.
        }
        finally
        {
            isOver = true;
            source.Dispose();
        }
    }

    // Without credits nothing is taken, so that newer frames push out older ones where they wait.
    private async ValueTask<LiveFrames?> Next()
    {
        await credits.Wait(retired.Token).ConfigureAwait(false);
        return await source.Next(retired.Token).ConfigureAwait(false);
    }

    private async Task Send(LiveFrames frames)
    {
        int granted = credits.Take(frames.Count);
        if (wanted.Delivery == LiveDelivery.Newest)
        {
            trimmed += frames.Count - granted;
            frames = frames.Slice(frames.Count - granted, granted);
        }

        int sent = 0;
        board.Clients.AddWaiting(frames.Count);
        try
        {
            while (sent < frames.Count)
            {
                if (granted == 0)
                    granted = await Granted(frames.Count - sent).ConfigureAwait(false);
                int count = Math.Min(granted, framesInMessage);
                await output.Send((this, part: frames.Slice(sent, count)), static (job, buffer) => job.Item1.Write(job.part, buffer), retired.Token).ConfigureAwait(false);
                granted -= count;
                sent += count;
                board.Clients.AddWaiting(-count);
            }
        }
        finally
        {
            board.Clients.AddWaiting(sent - frames.Count);
        }
    }

    private async Task<int> Granted(int most)
    {
        await credits.Wait(retired.Token).ConfigureAwait(false);
        return credits.Take(most);
    }

    private bool Write(LiveFrames frames, IBufferWriter<byte> buffer)
    {
        if (retired.IsCancellationRequested)
            return false;
        StreamMessages.WriteFrames(buffer, wanted.Id, wanted.Fields, frames, source.Dropped + trimmed);
        return true;
    }

    private bool WriteEnd(byte[] message, IBufferWriter<byte> buffer)
    {
        if (retired.IsCancellationRequested)
            return false;
        buffer.Write(message);
        return true;
    }
}
