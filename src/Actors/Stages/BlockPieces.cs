namespace LatentSim.Actors;

/// <summary>
/// Computes blocks in as many pieces as the memory of their slot asks for: one that does not fit is halved and tried again, down to one step, and those
/// after it begin at the size that did fit. After many that fitted the size is doubled again. Trajectories do not depend on it. Used by the slot's thread alone.
/// </summary>
/// <param name="slot">The slot's name.</param>
/// <param name="news">Told when a block is halved.</param>
public sealed class BlockPieces(string slot, IProgress<string>? news = null)
{
    private const int FitsBeforeDoubling = 256;
    private int most = int.MaxValue;
    private int fits;

    /// <summary>Computes all steps of a block.</summary>
    /// <param name="steps">The number of steps.</param>
    /// <param name="compute">Computes a piece, given the place of its first step in the block and the number of its steps.</param>
    /// <exception cref="OutOfMemoryException">One step alone does not fit.</exception>
    public void Compute(int steps, Action<int, int> compute)
    {
        for (int first = 0; first < steps;)
        {
            int count = Math.Min(most, steps - first);
            try
            {
                compute(first, count);
                first += count;
                Fitted();
            }
            catch (OutOfMemoryException) when (count > 1)
            {
                Halve(count);
            }
        }
    }

    private void Halve(int count)
    {
        if (most == int.MaxValue)
            news?.Report($"{slot} is short of memory: its blocks are halved, and tried again");
        most = count / 2;
        fits = 0;
    }

    private void Fitted()
    {
        if (most == int.MaxValue || ++fits < FitsBeforeDoubling)
            return;
        most = most > int.MaxValue / 2 ? int.MaxValue : 2 * most;
        fits = 0;
    }
}
