namespace LatentSim.Models.Training;

/// <summary>
/// Where things are in the rows of a coupling's conditioner network. Its inputs are all identity coordinates on the line, then cosines, then sines, then
/// the condition. Its outputs are for every transformed coordinate B widths and B heights, then for every one B derivatives, the boundary's first, then
/// every one's shift: as many for a coordinate on the line as for one on the circle, so that one tensor expression serves all. The maps lead from there to
/// the order of the weights record.
/// </summary>
internal sealed class CouplingLayout
{
    private readonly bool[] circular;
    private readonly bool[] transformed;
    private readonly int bins;

    /// <summary>Lays out a coupling.</summary>
    /// <param name="circular">For each coordinate of the flow.</param>
    /// <param name="transformed">For each coordinate of the flow.</param>
    /// <param name="bins">Spline bins, B.</param>
    public CouplingLayout(bool[] circular, bool[] transformed, int bins)
    {
        this.circular = circular;
        this.transformed = transformed;
        this.bins = bins;
        Transformed = Where(i => transformed[i]);
        LineIdentity = Where(i => !transformed[i] && !circular[i]);
        CircleIdentity = Where(i => !transformed[i] && circular[i]);
        Inverse = new long[circular.Length];
        long[] order = [.. Transformed, .. Where(i => !transformed[i])];
        for (int i = 0; i < order.Length; i++)
            Inverse[order[i]] = i;
    }

    /// <summary>Coordinates that the coupling transforms, ascending.</summary>
    public long[] Transformed { get; }

    /// <summary>Identity coordinates on the line, ascending.</summary>
    public long[] LineIdentity { get; }

    /// <summary>Identity coordinates on the circle, ascending.</summary>
    public long[] CircleIdentity { get; }

    /// <summary>All identity coordinates, ascending.</summary>
    public long[] Identity => Where(i => !transformed[i]);

    /// <summary>For each coordinate: its column in [transformed | identity].</summary>
    public long[] Inverse { get; }

    /// <summary>The sizes of the three groups of outputs: widths and heights, derivatives, shifts.</summary>
    public long[] OutputGroups => [2L * bins * Transformed.Length, (long)bins * Transformed.Length, Transformed.Length];

    /// <summary>Inputs from identity coordinates.</summary>
    public int IdentityInputs => LineIdentity.Length + (2 * CircleIdentity.Length);

    /// <summary>For each input of the weights record: the network's.</summary>
    public int[] RecordInputs(int conditionSize)
    {
        List<int> inputs = [];
        int line = 0;
        int circle = 0;
        foreach (long coordinate in Identity)
        {
            if (!circular[coordinate])
            {
                inputs.Add(line++);
                continue;
            }

            inputs.Add(LineIdentity.Length + circle);
            inputs.Add(LineIdentity.Length + CircleIdentity.Length + circle);
            circle++;
        }

        inputs.AddRange(Enumerable.Range(IdentityInputs, conditionSize));
        return [.. inputs];
    }

    /// <summary>For each output of the weights record: the network's.</summary>
    public int[] RecordOutputs()
    {
        List<int> outputs = [];
        int derivatives = 2 * bins * Transformed.Length;
        int shifts = derivatives + (bins * Transformed.Length);
        for (int i = 0; i < Transformed.Length; i++)
        {
            outputs.AddRange(Enumerable.Range(i * 2 * bins, 2 * bins));
            if (circular[Transformed[i]])
                outputs.AddRange([.. Enumerable.Range(derivatives + (i * bins), bins), shifts + i]);
            else
                outputs.AddRange(Enumerable.Range(derivatives + (i * bins) + 1, bins - 1));
        }

        return [.. outputs];
    }

    private long[] Where(Func<long, bool> condition) =>
        [.. Enumerable.Range(0, circular.Length).Select(i => (long)i).Where(condition)];
}
