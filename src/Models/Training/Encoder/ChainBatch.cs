namespace LatentSim.Models.Training;

/// <summary>The frames of some chains one after the other, padded to whole panels.</summary>
internal sealed unsafe class ChainBatch
{
    private readonly FrameTable factors = new(2);
    private int[] rows = [];

    /// <summary>The pairs of frames.</summary>
    public int Pairs { get; private set; }

    /// <summary>The frames.</summary>
    public int Frames { get; private set; }

    /// <summary>Panels of frames.</summary>
    public int Panels => FramePanel.Count(Frames);

    /// <summary>The frames' rows in the table of all.</summary>
    public ReadOnlySpan<int> Rows => rows.AsSpan(0, Frames);

    /// <summary>How many pairs each frame is in: 2, or 1 at the ends of a chain; 0 for padding.</summary>
    public float* Weights => factors.Row(0);

    /// <summary>1 where the next frame is the second of a pair, else 0.</summary>
    public float* HasNext => factors.Row(1);

    /// <summary>Takes the frames of chains.</summary>
    /// <param name="chains">The chains.</param>
    /// <param name="lag">Rows from a frame to the next.</param>
    public void Fill(ReadOnlySpan<LaggedChains.Chain> chains, int lag)
    {
        Count(chains);
        factors.Resize(Panels);
        if (rows.Length < Frames)
            rows = new int[Frames];

        int frame = 0;
        foreach (LaggedChains.Chain chain in chains)
        {
            for (int i = 0; i <= chain.Pairs; i++, frame++)
            {
                rows[frame] = chain.FirstRow + (i * lag);
                Weights[frame] = i == 0 || i == chain.Pairs ? 1 : 2;
                HasNext[frame] = i < chain.Pairs ? 1 : 0;
            }
        }
    }

    private void Count(ReadOnlySpan<LaggedChains.Chain> chains)
    {
        Pairs = 0;
        foreach (LaggedChains.Chain chain in chains)
            Pairs = checked(Pairs + chain.Pairs);
        Frames = checked(Pairs + chains.Length);
    }
}
