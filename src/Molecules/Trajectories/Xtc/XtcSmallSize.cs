namespace LatentSim.Molecules;

/// <summary>The size of small differences at present: encoder and decoder move it up and down in step as they go along the atoms.</summary>
internal readonly struct XtcSmallSize
{
    private static readonly XtcSmallSize[] Table = [.. Enumerable.Range(0, XtcFormat.LastIndex + 1).Select(index => new XtcSmallSize(index))];

    private XtcSmallSize(int index)
    {
        Index = index;
        Size = XtcFormat.SmallSizes[index];
        Half = Size / 2;
        HalfBelow = XtcFormat.SmallSizes[Math.Max(XtcFormat.FirstIndex, index - 1)] / 2;
    }

    /// <summary>Index of the size in the table, which is also the bits that three differences take together.</summary>
    internal int Index { get; }

    /// <summary>Differences lie in [-Half, Size - Half).</summary>
    internal int Size { get; }

    internal int Half { get; }

    /// <summary>Half of the next smaller size.</summary>
    internal int HalfBelow { get; }

    /// <summary>The size of an index.</summary>
    /// <exception cref="FormatException">There is no such index.</exception>
    internal static XtcSmallSize At(int index)
    {
        if (index < XtcFormat.FirstIndex || index > XtcFormat.LastIndex)
            ThrowNoIndex(index);
        return Table[index];
    }

    private static void ThrowNoIndex(int index) =>
        throw new FormatException($"the index of the small differences is {index}, expected {XtcFormat.FirstIndex} to {XtcFormat.LastIndex}");
}
