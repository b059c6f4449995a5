namespace LatentSim.Molecules;

/// <summary>Constants of the XTC format, as the GROMACS manual and the XDR library's documentation give them.</summary>
internal static class XtcFormat
{
    /// <summary>Begins each frame.</summary>
    internal const int Magic = 1995;

    /// <summary>Begins each frame of files whose frames may be larger than 2 GB; its byte count has 64 bits.</summary>
    internal const int LargeMagic = 2023;

    /// <summary>Systems of at most this many atoms are stored as plain floats.</summary>
    internal const int LargestPlainSystem = 9;

    /// <summary>Magic, atoms, step, time, box (9 floats), atoms again.</summary>
    internal const int HeaderBytes = 4 * 14;

    /// <summary>Precision, smallest and largest coordinates, index of the first small size; the byte count follows.</summary>
    internal const int CompressedHeaderBytes = 4 * 8;

    /// <summary>The smallest index into <see cref="SmallSizes"/> that is used.</summary>
    internal const int FirstIndex = 9;

    /// <summary>At most this many atoms follow one another as small differences.</summary>
    internal const int LongestRun = 8;

    /// <summary>Sizes above this do not share bits between x, y and z.</summary>
    internal const int LargestSharedSize = 0xffffff;

    /// <summary>Size of the cube in which the difference of two successive atoms lies: entry i is about 2^(i/3), so that its three coordinates fit i bits together.</summary>
    internal static int[] SmallSizes { get; } =
    [
        0, 0, 0, 0, 0, 0, 0, 0, 0, 8,
        10, 12, 16, 20, 25, 32, 40, 50, 64, 80,
        101, 128, 161, 203, 256, 322, 406, 512, 645, 812,
        1024, 1290, 1625, 2048, 2580, 3250, 4096, 5060, 6501, 8192,
        10321, 13003, 16384, 20642, 26007, 32768, 41285, 52015, 65536, 82570,
        104031, 131072, 165140, 208063, 262144, 330280, 416127, 524287, 660561, 832255,
        1048576, 1321122, 1664510, 2097152, 2642245, 3329021, 4194304, 5284491, 6658042, 8388607,
        10568983, 13316085, 16777216,
    ];

    /// <summary>The largest index into <see cref="SmallSizes"/>.</summary>
    internal static int LastIndex => SmallSizes.Length - 1;
}
