using LatentSim.Models.Weights;

namespace LatentSim.Models.Flow;

/// <summary>
/// The coordinates that a coupling transforms, in groups of eight of one kind, on the line or on the circle, so that eight splines are computed side by side.
/// The last group of a kind is filled up with copies of nothing: raw parameters that are zero.
/// </summary>
internal static class SplineGroups
{
    /// <summary>Coordinates side by side.</summary>
    public const int Lanes = 8;

    private const int Nothing = -1;

    /// <summary>Makes the groups of a coupling.</summary>
    public static SplineGroup[] Of(SplineFlowWeights flow, SplineCoupling coupling)
    {
        List<SplineGroup> groups = [];
        int first = 0;
        foreach (bool circular in new[] { false, true })
        {
            int count = (3 * flow.Bins) + (circular ? 1 : -1);
            IEnumerable<int> coordinates = Enumerable.Range(0, flow.Circular.Length).Where(d => coupling.Transformed[d] && flow.Circular[d] == circular);
            foreach (int[] members in coordinates.Chunk(Lanes))
            {
                groups.Add(new SplineGroup(members, circular, first, count));
                first += count * Lanes;
            }
        }

        return [.. groups];
    }

    /// <summary>The conditioner whose outputs are the groups' parameters, [group, parameter, lane], instead of [coordinate, parameter].</summary>
    public static Perceptron Conditioner(SplineFlowWeights flow, SplineCoupling coupling, SplineGroup[] groups)
    {
        int[] starts = new int[flow.Circular.Length];
        int next = 0;
        for (int d = 0; d < starts.Length; d++)
        {
            starts[d] = next;
            next += coupling.Transformed[d] ? SplineFlowCheck.ParametersOf(flow, d) : 0;
        }

        int[] order = [.. groups.SelectMany(group => Enumerable.Range(0, group.Parameters * Lanes).Select(i =>
            i % Lanes < group.Coordinates.Length ? starts[group.Coordinates[i % Lanes]] + (i / Lanes) : Nothing))];
        IReadOnlyList<DenseLayer> layers = coupling.Conditioner.Layers;
        return coupling.Conditioner with { Layers = [.. layers.Take(layers.Count - 1), Reordered(layers[^1], order)] };
    }

    private static DenseLayer Reordered(DenseLayer layer, int[] order)
    {
        float[] weights = new float[order.Length * layer.Inputs];
        float[] bias = new float[order.Length];
        for (int i = 0; i < order.Length; i++)
        {
            if (order[i] == Nothing)
                continue;
            layer.Weights.AsSpan(order[i] * layer.Inputs, layer.Inputs).CopyTo(weights.AsSpan(i * layer.Inputs));
            bias[i] = layer.Bias[order[i]];
        }

        return new DenseLayer(layer.Inputs, order.Length, weights, bias);
    }
}

/// <summary>Up to eight coordinates whose splines are computed side by side.</summary>
/// <param name="Coordinates">Which of the flow's.</param>
/// <param name="Circular">Whether they live on the circle.</param>
/// <param name="First">Where their parameters begin in a row, [parameter, lane].</param>
/// <param name="Parameters">The raw parameters of each.</param>
internal sealed record SplineGroup(int[] Coordinates, bool Circular, int First, int Parameters);
