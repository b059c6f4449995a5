using LatentSim.Models.Weights;
using TorchSharp;

namespace LatentSim.Models.Training;

/// <summary>The trainable face of <see cref="SplineCoupling"/>.</summary>
internal sealed class SplineCouplingNetwork : torch.nn.Module
{
    private readonly CouplingLayout layout;
    private readonly bool[] transformed;
    private readonly int conditionSize;
    private readonly int bins;
    private readonly PerceptronNetwork conditioner;
    private readonly torch.Tensor transformedColumns;
    private readonly torch.Tensor identityColumns;
    private readonly torch.Tensor lineColumns;
    private readonly torch.Tensor circleColumns;
    private readonly torch.Tensor inverseColumns;
    private readonly torch.Tensor isCircle;
    private readonly torch.Tensor lower;
    private readonly torch.Tensor length;

    /// <summary>Makes a coupling that is the identity until trained.</summary>
    public SplineCouplingNetwork(
        string name, bool[] circular, bool[] transformed, int conditionSize, SplineFlowOptions options, torch.Device device)
        : base(name)
    {
        this.transformed = transformed;
        this.conditionSize = conditionSize;
        bins = options.Bins;
        layout = new CouplingLayout(circular, transformed, bins);
        PerceptronShape shape = new(options.HiddenLayers, options.HiddenWidth, options.Activation, Dropout: options.Dropout);
        conditioner = new PerceptronNetwork(
            "conditioner", layout.IdentityInputs + conditionSize, shape, (int)layout.OutputGroups.Sum(), device);
        conditioner.ZeroLastLayer();

        transformedColumns = torch.tensor(layout.Transformed, device: device);
        identityColumns = torch.tensor(layout.Identity, device: device);
        lineColumns = torch.tensor(PlacesOf(layout.LineIdentity), device: device);
        circleColumns = torch.tensor(PlacesOf(layout.CircleIdentity), device: device);
        inverseColumns = torch.tensor(layout.Inverse, device: device);
        float[] circle = [.. layout.Transformed.Select(i => circular[i] ? 1f : 0f)];
        isCircle = torch.tensor(circle, device: device);
        lower = torch.tensor([.. circle.Select(c => c > 0 ? -MathF.PI : -options.TailBound)], device: device);
        length = torch.tensor([.. circle.Select(c => 2 * (c > 0 ? MathF.PI : options.TailBound))], device: device);
        RegisterComponents();
    }

    /// <summary>Applies the coupling.</summary>
    /// <param name="x">[row, coordinate].</param>
    /// <param name="condition">[row, condition value].</param>
    /// <returns>The new coordinates and the logarithm of the determinant, [row].</returns>
    public (torch.Tensor X, torch.Tensor LogDeterminant) Normalize(torch.Tensor x, torch.Tensor condition)
    {
        torch.Tensor identity = x.index_select(1, identityColumns);
        torch.Tensor moving = x.index_select(1, transformedColumns);
        (torch.Tensor sizes, torch.Tensor derivatives, torch.Tensor shift) = Parameters(identity, condition);

        torch.Tensor place = Wrapped((moving + shift - lower) / length);
        torch.Tensor inside = IsInside(place);
        (torch.Tensor value, torch.Tensor logSlope) = BatchedRationalQuadraticSpline.Evaluate(place.clamp(0, 1), sizes, derivatives);

        torch.Tensor moved = torch.where(inside, (value * length) + lower, moving);
        torch.Tensor determinant = torch.where(inside, logSlope, torch.zeros_like(logSlope)).sum([1L]);
        return (torch.cat([moved, identity], 1).index_select(1, inverseColumns), determinant);
    }

    /// <summary>Undoes <see cref="Normalize"/>.</summary>
    /// <param name="z">[row, coordinate].</param>
    /// <param name="condition">[row, condition value].</param>
    /// <returns>[row, coordinate]; on the circle anywhere, up to whole turns. Differentiable with respect to the parameters, too.</returns>
    public torch.Tensor Invert(torch.Tensor z, torch.Tensor condition)
    {
        torch.Tensor identity = z.index_select(1, identityColumns);
        torch.Tensor moved = z.index_select(1, transformedColumns);
        (torch.Tensor sizes, torch.Tensor derivatives, torch.Tensor shift) = Parameters(identity, condition);

        torch.Tensor value = Wrapped((moved - lower) / length);
        torch.Tensor place = BatchedRationalQuadraticSpline.Invert(value.clamp(0, 1), sizes, derivatives);
        torch.Tensor moving = torch.where(IsInside(value), (place * length) + lower - shift, moved);
        return torch.cat([moving, identity], 1).index_select(1, inverseColumns);
    }

    /// <summary>The coupling as plain arrays, in the order of the weights record.</summary>
    public SplineCoupling ToWeights()
    {
        Perceptron network = conditioner.ToPerceptron();
        DenseLayer[] layers = [.. network.Layers];
        layers[0] = DenseReorder.Inputs(layers[0], layout.RecordInputs(conditionSize));
        layers[^1] = DenseReorder.Outputs(layers[^1], layout.RecordOutputs());
        return new SplineCoupling(transformed, new Perceptron(layers, network.Hidden));
    }

    private (torch.Tensor Sizes, torch.Tensor Derivatives, torch.Tensor Shift) Parameters(torch.Tensor identity, torch.Tensor condition)
    {
        long count = layout.Transformed.Length;
        torch.Tensor[] raw = conditioner.forward(Inputs(identity, condition)).split(layout.OutputGroups, 1);
        return (raw[0].reshape(-1, count, 2, bins), KnotDerivatives(raw[1].reshape(-1, count, bins)), raw[2] * isCircle);
    }

    private static torch.Tensor IsInside(torch.Tensor place) => place.detach().ge(0).logical_and(place.detach().le(1));

    private torch.Tensor Inputs(torch.Tensor identity, torch.Tensor condition)
    {
        if (layout.CircleIdentity.Length == 0)
            return torch.cat([identity, condition], 1);

        torch.Tensor angles = identity.index_select(1, circleColumns);
        return torch.cat([identity.index_select(1, lineColumns), angles.cos(), angles.sin(), condition], 1);
    }

    private long[] PlacesOf(long[] coordinates) => [.. coordinates.Select(coordinate => (long)Array.IndexOf(layout.Identity, coordinate))];

    // A place on the circle is brought to [0, 1]; one on the line stays.
    private torch.Tensor Wrapped(torch.Tensor place) => place - (place.detach().floor() * isCircle);

    // The derivative at both ends of the circle is the same; at the ends of the line it is 1, where the identity goes on.
    private torch.Tensor KnotDerivatives(torch.Tensor raw)
    {
        torch.Tensor boundary = raw.narrow(2, 0, 1) * isCircle.unsqueeze(1);
        return torch.cat([boundary, raw.narrow(2, 1, bins - 1), boundary], 2);
    }
}
