using TorchSharp;

namespace LatentSim.Models.Training;

/// <summary>Monotonic rational-quadratic splines of [0, 1] onto itself (Durkan et al. 2019, eqs. 4 and 5), for all rows and coordinates at once.</summary>
internal static class BatchedRationalQuadraticSpline
{
    /// <summary>The least width and height of a bin, as a fraction of the whole.</summary>
    public const double LeastFraction = 1e-3;

    /// <summary>The least derivative at a knot.</summary>
    public const double LeastDerivative = 1e-3;

    // The root of nothing has no slope; within a bin the discriminant is (dy/dx times the denominator)^2, above LeastDerivative^4.
    private const double LeastDiscriminant = 1e-14;

    private static readonly double DerivativeOffset = Math.Log(Math.Exp(1 - LeastDerivative) - 1);

    /// <summary>Evaluates the splines.</summary>
    /// <param name="u">[row, coordinate] on [0, 1].</param>
    /// <param name="sizes">[row, coordinate, 2, bin]: raw widths, raw heights.</param>
    /// <param name="derivatives">[row, coordinate, bin + 1]: raw derivatives at the knots; 0 gives a derivative of 1.</param>
    /// <returns>The value and the logarithm of the slope, both [row, coordinate].</returns>
    public static (torch.Tensor Value, torch.Tensor LogSlope) Evaluate(torch.Tensor u, torch.Tensor sizes, torch.Tensor derivatives)
    {
        Bin bin = Find(u, axis: 0, sizes, derivatives);
        return Within((u - bin.Left) / bin.Width, bin.Height / bin.Width, bin.Bottom, bin.Height, bin.Slopes);
    }

    /// <summary>The places at which the splines have given values (Durkan et al. 2019, eqs. 6 to 8).</summary>
    /// <param name="value">[row, coordinate] on [0, 1].</param>
    /// <param name="sizes">As for <see cref="Evaluate"/>.</param>
    /// <param name="derivatives">As for <see cref="Evaluate"/>.</param>
    /// <returns>[row, coordinate]; differentiable with respect to all three.</returns>
    public static torch.Tensor Invert(torch.Tensor value, torch.Tensor sizes, torch.Tensor derivatives)
    {
        Bin bin = Find(value, axis: 1, sizes, derivatives);
        torch.Tensor s = bin.Height / bin.Width;
        torch.Tensor rise = (value - bin.Bottom) / bin.Height;
        torch.Tensor curvature = rise * (bin.Slopes[0] + bin.Slopes[1] - (2 * s));
        torch.Tensor a = s - bin.Slopes[0] + curvature;
        torch.Tensor b = bin.Slopes[0] - curvature;
        torch.Tensor c = -s * rise;
        torch.Tensor root = ((b * b) - (4 * a * c)).clamp_min(LeastDiscriminant).sqrt();
        return bin.Left + (bin.Width * (2 * c / (-b - root)));
    }

    // The bin that holds u on an axis: 0 for places, 1 for values.
    private static Bin Find(torch.Tensor u, long axis, torch.Tensor sizes, torch.Tensor derivatives)
    {
        long bins = sizes.shape[3];
        double scale = 1 - (LeastFraction * bins);

        // A softmax whose normalization waits until only the bin that is needed is left. Raw sizes are of order one: nothing overflows.
        torch.Tensor shares = sizes.exp();
        torch.Tensor sums = shares.cumsum(3);
        torch.Tensor bin = BinOf(u, sums.detach().select(2, axis), scale);

        torch.Tensor both = bin.unsqueeze(2).expand(-1, -1, 2, 1);
        torch.Tensor total = sums.gather(3, torch.full_like(both, bins - 1)).squeeze(3);
        torch.Tensor size = (shares.gather(3, both).squeeze(3) / total * scale) + LeastFraction;
        torch.Tensor right = (sums.gather(3, both).squeeze(3) / total * scale) + ((bin + 1) * LeastFraction);
        torch.Tensor slopes = torch.nn.functional.softplus(derivatives.gather(2, torch.cat([bin, bin + 1], 2)) + DerivativeOffset)
            + LeastDerivative;

        torch.Tensor[] sides = size.unbind(2);
        torch.Tensor[] corner = (right - size).unbind(2);
        return new Bin(corner[0], corner[1], sides[0], sides[1], slopes.unbind(2));
    }

    // The number of interior knots at or below u, [row, coordinate, 1].
    private static torch.Tensor BinOf(torch.Tensor u, torch.Tensor sums, double scale)
    {
        long bins = sums.shape[2];
        torch.Tensor knots = (sums.narrow(2, 0, bins - 1) * (scale / sums.narrow(2, bins - 1, 1)))
            + (torch.arange(1, bins, dtype: torch.ScalarType.Float32, device: u.device) * LeastFraction);
        return u.detach().unsqueeze(2).ge(knots).sum([2L], keepdim: true);
    }

    // Durkan et al. 2019, eqs. 4 and 5: xi is the place within the bin, s its mean slope.
    private static (torch.Tensor Value, torch.Tensor LogSlope) Within(
        torch.Tensor xi, torch.Tensor s, torch.Tensor bottom, torch.Tensor height, torch.Tensor[] slopes)
    {
        torch.Tensor leftSlope = slopes[0];
        torch.Tensor rightSlope = slopes[1];
        torch.Tensor rest = 1 - xi;
        torch.Tensor mixed = xi * rest;
        torch.Tensor square = xi * xi;
        torch.Tensor denominator = s + ((leftSlope + rightSlope - (2 * s)) * mixed);
        torch.Tensor value = bottom + (height * ((s * square) + (leftSlope * mixed)) / denominator);
        torch.Tensor numerator = (rightSlope * square) + (2 * s * mixed) + (leftSlope * rest * rest);
        return (value, (2 * (s / denominator).log()) + numerator.log());
    }

    private sealed record Bin(torch.Tensor Left, torch.Tensor Bottom, torch.Tensor Width, torch.Tensor Height, torch.Tensor[] Slopes);
}
