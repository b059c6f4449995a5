using LatentSim.Models.Flow;
using LatentSim.Models.Weights;
using TorchSharp;

namespace LatentSim.Models.Devices;

/// <summary><see cref="CoordinateScaler"/> on a device, in double precision.</summary>
internal sealed class TorchScaler
{
    private readonly torch.Tensor variableOf;
    private readonly torch.Tensor scales;
    private readonly torch.Tensor means;
    private readonly torch.Tensor linear;
    private readonly torch.Tensor circular;
    private readonly torch.Tensor linearMeans;
    private readonly torch.Tensor linearScales;
    private readonly torch.Tensor cuts;
    private readonly torch.Tensor periods;
    private readonly torch.Tensor order;

    /// <summary>Copies a scaling to a device.</summary>
    public TorchScaler(CoordinateScaler scaler, TorchDevice device)
    {
        IReadOnlyList<CoordinateScale> all = scaler.Scales;
        variableOf = device.Indices(VariablesOf(all));
        scales = device.Column(all.Select(scale => scale.Scaling switch
        {
            CoordinateScaling.Fixed => 0.0,
            CoordinateScaling.Linear => scale.Scale,
            _ => 1.0,
        }));
        means = device.Column(all.Select(scale => scale.Scaling == CoordinateScaling.Circular ? 0.0 : scale.Mean));

        int[] lines = [.. Places(all, CoordinateScaling.Linear)];
        int[] circles = [.. Places(all, CoordinateScaling.Circular)];
        linear = device.Indices(lines);
        circular = device.Indices(circles);
        linearMeans = device.Column(lines.Select(i => (double)all[i].Mean));
        linearScales = device.Column(lines.Select(i => (double)all[i].Scale));
        cuts = device.Column(lines.Select(i => (double)all[i].Cut));
        periods = device.Column(lines.Select(i => all[i].IsTorsion ? 2 * Math.PI : 0));
        order = device.Indices(Features(all, lines, circles));
    }

    /// <summary>Variables of a flow, [row, variable], to coordinates, [coordinate, row]; torsions up to whole turns.</summary>
    public torch.Tensor ToCoordinates(torch.Tensor variables) => (variables.transpose(0, 1).index_select(0, variableOf) * scales) + means;

    /// <summary>Coordinates, [coordinate, row], to features for a condition, [row, feature], in single precision.</summary>
    public torch.Tensor Encode(torch.Tensor coordinates)
    {
        torch.Tensor lines = coordinates.index_select(0, linear);
        torch.Tensor turned = lines - (((lines - cuts) * (0.5 / Math.PI)).floor() * periods);
        torch.Tensor angles = coordinates.index_select(0, circular);
        torch.Tensor[] parts = [(turned - linearMeans) / linearScales, angles.cos(), angles.sin()];
        return torch.cat(parts, 0).index_select(0, order).transpose(0, 1).to(torch.ScalarType.Float32);
    }

    // What is fixed has scale 0, so that any variable will do.
    private static IEnumerable<int> VariablesOf(IReadOnlyList<CoordinateScale> scales)
    {
        int used = 0;
        foreach (CoordinateScale scale in scales)
            yield return scale.Scaling == CoordinateScaling.Fixed ? 0 : used++;
    }

    private static IEnumerable<int> Places(IReadOnlyList<CoordinateScale> scales, CoordinateScaling scaling) =>
        Enumerable.Range(0, scales.Count).Where(i => scales[i].Scaling == scaling);

    // For each feature, its place in [lines | cosines | sines].
    private static IEnumerable<int> Features(IReadOnlyList<CoordinateScale> scales, int[] lines, int[] circles)
    {
        (int line, int circle) = (0, 0);
        foreach (CoordinateScale scale in scales)
        {
            if (scale.Scaling == CoordinateScaling.Linear)
                yield return line++;
            if (scale.Scaling != CoordinateScaling.Circular)
                continue;
            yield return lines.Length + circle;
            yield return lines.Length + circles.Length + circle++;
        }
    }
}
