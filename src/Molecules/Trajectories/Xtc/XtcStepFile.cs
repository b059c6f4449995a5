namespace LatentSim.Molecules;

/// <summary>
/// An XTC file whose n-th frame carries step n, as a run writes it, maybe at this moment. Any frame is found in a few reads and without an index, however long
/// the file is, because each frame tells its step: first by interpolation, then from frame to frame. What is cut at the end is not there yet.
/// </summary>
public sealed class XtcStepFile : IDisposable
{
    private const int SearchBytes = 1 << 14;
    private const int StreamBytes = 1 << 18;
    private const int MostGuesses = 64;
    private readonly string path;
    private readonly int atoms;
    private readonly FileWindow window;
    private readonly XtcCoordinateDecoder decoder = new();
    private readonly int searchBytes;
    private Place next;
    private Place end;

    /// <summary>Opens a file, which may still be empty.</summary>
    /// <param name="path">The file.</param>
    /// <param name="atoms">Atoms of each frame.</param>
    /// <exception cref="InvalidInputException">It cannot be opened.</exception>
    public XtcStepFile(string path, int atoms)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(atoms);
        this.path = path;
        this.atoms = atoms;
        window = new FileWindow(path);
        searchBytes = Math.Max(SearchBytes, checked(2 * XtcFrameBounds.LargestFrame(atoms)));
    }

    /// <summary>How many whole frames there are now.</summary>
    /// <exception cref="InvalidInputException">The file is damaged at its end.</exception>
    public long Count()
    {
        FindEnd();
        return end.Frame;
    }

    /// <summary>Reads frames.</summary>
    /// <param name="first">The first.</param>
    /// <param name="stride">The frames from one to the next.</param>
    /// <param name="positions">float[frame, atom, 3] to be filled, nm.</param>
    /// <returns>How many there were: fewer than there is room for where the file ends before.</returns>
    /// <exception cref="InvalidInputException">The file is damaged, or its frames do not carry their numbers as steps.</exception>
    public int Read(long first, long stride, Span<float> positions)
    {
        int size = 3 * atoms;
        int count = positions.Length / size;
        for (int i = 0; i < count; i++)
        {
            if (!GoTo(first + (i * stride)) || !TryTake(positions.Slice(i * size, size)))
                return i;
        }

        return count;
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => window.Dispose();

    private bool GoTo(long frame)
    {
        if (frame < next.Frame || !IsNear(next, frame))
        {
            FindEnd();
            if (frame >= end.Frame)
                return false;
            next = Search(frame);
        }

        while (next.Frame < frame)
        {
            if (!TryBounds(next, StreamBytes, out XtcFrameBounds bounds))
                return false;
            next = next.After(bounds);
        }

        return true;
    }

    // Whether passing over all frames up to one is quicker than searching for it.
    private bool IsNear(Place from, long frame) => (frame - from.Frame) * (from.Frame == 0 ? XtcFrameBounds.LargestFrame(atoms) : from.MeanBytes) <= StreamBytes;

    private bool TryTake(Span<float> positions)
    {
        if (!TryBounds(next, StreamBytes, out XtcFrameBounds bounds))
            return false;
        ReadOnlySpan<byte> bytes = window.From(next.Byte, bounds.Bytes, StreamBytes)[..bounds.Bytes];
        if (bounds.Step != unchecked((int)next.Frame))
            throw Error(next, $"carries step {bounds.Step}; expected the frame's number");
        try
        {
            XtcPayload.Decode(bytes, bounds, decoder, positions);
        }
        catch (FormatException e)
        {
            throw Error(next, e.Message);
        }

        next = next.After(bounds);
        return true;
    }

    // False where the frame is not there as a whole yet.
    private bool TryBounds(Place place, int ahead, out XtcFrameBounds bounds)
    {
        ReadOnlySpan<byte> bytes = window.From(place.Byte, XtcFrameBounds.LargestHeader, ahead);
        bool isHeader = XtcFrameBounds.TryRead(bytes, atoms, out bounds);
        if (!isHeader && !MayBecomeHeader(bytes))
            throw Error(place, $"no frame of {atoms} atoms begins here");
        if (isHeader && window.From(place.Byte, bounds.Bytes, ahead).Length >= bounds.Bytes)
            return true;
        window.Forget();
        return false;
    }

    // A file system may show a file's new length before its new bytes: zeros.
    private bool MayBecomeHeader(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> header = bytes[..Math.Min(bytes.Length, XtcFrameBounds.LargestHeader)];
        return !header.ContainsAnyExcept((byte)0) || (bytes.Length < XtcFrameBounds.LargestHeader && XtcFrameBounds.MayBegin(bytes, atoms));
    }

    private void FindEnd()
    {
        long length = window.FileLength;
        if (length < end.Byte)
            end = default;
        if (length - end.Byte > Math.Max(searchBytes, StreamBytes))
            end = Sync(length - searchBytes, length, EstimateAt(length - searchBytes)) ?? throw Error(end, $"no frame of {atoms} atoms begins in the last {searchBytes} bytes");
        while (end.Byte < length && TryBounds(end, searchBytes, out XtcFrameBounds bounds))
            end = end.After(bounds);
    }

    private long EstimateAt(long place)
    {
        if (end.Frame > 0)
            return (long)(place / end.MeanBytes);
        return TryBounds(default, searchBytes, out XtcFrameBounds bounds) ? place / bounds.Bytes : 0;
    }

    // Interpolation comes as near as frames are of one size; halving sees to it that it ends where they are not.
    private Place Search(long frame)
    {
        (Place low, Place high) = (default, end);
        for (int guess = 0; guess < MostGuesses && high.Byte - low.Byte > SearchBytes && !IsNear(low, frame); guess++)
        {
            double mean = (double)(high.Byte - low.Byte) / (high.Frame - low.Frame);
            long ahead = guess % 4 == 3 ? (high.Byte - low.Byte) / 2 : (long)(((frame - low.Frame) * mean) - (4 * mean));
            long place = low.Byte + (Math.Clamp(ahead, 4, high.Byte - low.Byte) & ~3L);
            if (Sync(place, high.Byte, low.Frame + (long)((place - low.Byte) / mean)) is not { } found)
                break;
            if (found.Frame > frame)
                high = found;
            else
                low = found;
        }

        return low;
    }

    // The first frame that begins at a place or after it.
    private Place? Sync(long place, long limit, long estimate)
    {
        place &= ~3L;
        ReadOnlySpan<byte> bytes = window.From(place, searchBytes, searchBytes);
        for (int at = 0; at < searchBytes && at < bytes.Length && place + at < limit; at += 4)
        {
            if (XtcFrameBounds.TryRead(bytes[at..], atoms, out XtcFrameBounds bounds))
                return new Place(estimate + unchecked(bounds.Step - (int)estimate), place + at);
        }

        return null;
    }

    private InvalidInputException Error(Place place, string message) => new(path, $"frame {place.Frame}, byte {place.Byte}", message);

    /// <summary>Where a frame begins.</summary>
    private readonly record struct Place(long Frame, long Byte)
    {
        public double MeanBytes => Frame == 0 ? 0 : (double)Byte / Frame;

        public Place After(XtcFrameBounds bounds) => new(Frame + 1, Byte + bounds.Bytes);
    }
}
