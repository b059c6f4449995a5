namespace LatentSim.Engine.Live;

/// <summary>The file of one walker, which may be growing: row n is of step n. Used by one thread at a time.</summary>
internal interface IWalkerFile : IDisposable
{
    /// <summary>How many whole rows there are now.</summary>
    /// <exception cref="Molecules.InvalidInputException">The file is damaged.</exception>
    long Count();

    /// <summary>Reads rows.</summary>
    /// <param name="first">The first.</param>
    /// <param name="stride">The rows from one to the next.</param>
    /// <param name="rows">[row, number] to be filled.</param>
    /// <returns>How many there were: fewer than there is room for where the file ends before.</returns>
    /// <exception cref="Molecules.InvalidInputException">The file is damaged.</exception>
    int Read(long first, long stride, Span<float> rows);
}
