using LatentSim.Models.Training;
using LatentSim.Models.Weights;
using TorchSharp;

namespace LatentSim.Models.Devices;

/// <summary>One coupling of a <see cref="TorchFlow"/>: the conditioner in single precision, the splines in double precision, as the kernel has them.</summary>
internal sealed class TorchCoupling
{
    private readonly TorchPerceptron conditioner;
    private readonly CouplingLayout layout;
    private readonly int bins;
    private readonly torch.Tensor transformedColumns;
    private readonly torch.Tensor lineColumns;
    private readonly torch.Tensor circleColumns;
    private readonly torch.Tensor identityColumns;
    private readonly torch.Tensor inverseColumns;
    private readonly torch.Tensor isCircle;
    private readonly torch.Tensor lower;
    private readonly torch.Tensor length;

    /// <summary>Copies a coupling of a flow that has been checked to a device.</summary>
    public TorchCoupling(SplineFlowWeights flow, SplineCoupling coupling, TorchDevice device)
    {
        bins = flow.Bins;
        layout = new CouplingLayout(flow.Circular, coupling.Transformed, bins);
        conditioner = new TorchPerceptron(InLayout(coupling.Conditioner, flow.ConditionSize), device);
        transformedColumns = Columns(device, layout.Transformed);
        identityColumns = Columns(device, layout.Identity);
        lineColumns = Columns(device, layout.LineIdentity);
        circleColumns = Columns(device, layout.CircleIdentity);
        inverseColumns = Columns(device, layout.Inverse);
        bool[] circles = [.. layout.Transformed.Select(coordinate => flow.Circular[coordinate])];
        isCircle = device.Doubles(circles.Select(circle => circle ? 1.0 : 0.0), circles.Length);
        lower = device.Doubles(circles.Select(circle => circle ? -Math.PI : -flow.TailBound), circles.Length);
        length = device.Doubles(circles.Select(circle => 2 * (circle ? Math.PI : flow.TailBound)), circles.Length);
    }

    /// <summary>Base to data.</summary>
    /// <param name="z">[row, coordinate], double precision.</param>
    /// <param name="condition">[row, condition value], single precision.</param>
    /// <returns>[row, coordinate]; on the circle up to whole turns.</returns>
    public torch.Tensor Invert(torch.Tensor z, torch.Tensor condition)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        torch.Tensor moved = z.index_select(1, transformedColumns);
        long count = layout.Transformed.Length;
        torch.Tensor[] raw = conditioner.Evaluate(Inputs(z, condition)).to(torch.ScalarType.Float64).split(layout.OutputGroups, 1);

        torch.Tensor place = (moved - lower) / length;
        torch.Tensor value = place - (place.floor() * isCircle);
        torch.Tensor found = BatchedRationalQuadraticSpline.Invert(
            value.clamp(0, 1), raw[0].reshape(-1, count, 2, bins), KnotDerivatives(raw[1].reshape(-1, count, bins)));
        torch.Tensor isInside = value.ge(0).logical_and(value.le(1));
        torch.Tensor moving = torch.where(isInside, (found * length) + lower - (raw[2] * isCircle), moved);
        return torch.cat([moving, z.index_select(1, identityColumns)], 1).index_select(1, inverseColumns).MoveToOuterDisposeScope();
    }

    private static torch.Tensor Columns(TorchDevice device, long[] columns) => device.Indices(columns.Select(column => (int)column));

    private torch.Tensor Inputs(torch.Tensor z, torch.Tensor condition)
    {
        List<torch.Tensor> parts = [z.index_select(1, lineColumns)];
        if (layout.CircleIdentity.Length > 0)
        {
            torch.Tensor angles = z.index_select(1, circleColumns);
            parts.AddRange([angles.cos(), angles.sin()]);
        }

        return torch.cat([torch.cat(parts, 1).to(torch.ScalarType.Float32), condition], 1);
    }

    // The derivative at both ends of the circle is the same; at the ends of the line it is 1, which raw 0 is.
    private torch.Tensor KnotDerivatives(torch.Tensor raw)
    {
        torch.Tensor boundary = raw.narrow(2, 0, 1) * isCircle.unsqueeze(1);
        return torch.cat([boundary, raw.narrow(2, 1, bins - 1), boundary], 2);
    }

    // The layout has a shift and a boundary derivative for coordinates on the line, too, which the record has not: zeros.
    private Perceptron InLayout(Perceptron network, int conditionSize)
    {
        DenseLayer[] layers = [.. network.Layers];
        int[] inputs = layout.RecordInputs(conditionSize);
        int[] recordOf = new int[inputs.Length];
        for (int i = 0; i < inputs.Length; i++)
            recordOf[inputs[i]] = i;
        layers[0] = DenseReorder.Inputs(layers[0], recordOf);

        DenseLayer last = layers[^1];
        int outputs = (int)layout.OutputGroups.Sum();
        float[] weights = new float[outputs * last.Inputs];
        float[] bias = new float[outputs];
        foreach ((int place, int record) in layout.RecordOutputs().Select((place, record) => (place, record)))
        {
            last.Weights.AsSpan(record * last.Inputs, last.Inputs).CopyTo(weights.AsSpan(place * last.Inputs));
            bias[place] = last.Bias[record];
        }

        layers[^1] = new DenseLayer(last.Inputs, outputs, weights, bias);
        return new Perceptron(layers, network.Hidden);
    }
}
