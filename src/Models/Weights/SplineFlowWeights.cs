namespace LatentSim.Models.Weights;

/// <summary>
/// A conditional neural spline flow: couplings of monotonic rational-quadratic splines (Durkan et al. 2019; on the circle, Rezende et al. 2020).
/// The normalizing direction, data to base, applies <see cref="Couplings"/> first to last; the base is N(0, 1) for a coordinate on the line and
/// uniform on [-pi, pi) for one on the circle.
/// </summary>
/// <param name="Circular">For each coordinate: whether it lives on the circle [-pi, pi) rather than on the line.</param>
/// <param name="ConditionSize">The length of the condition row that every conditioner sees after the identity coordinates.</param>
/// <param name="Bins">The number of spline bins.</param>
/// <param name="TailBound">Splines on the line act on [-TailBound, TailBound] and are the identity outside.</param>
/// <param name="Couplings">The couplings, in the normalizing direction.</param>
public sealed record SplineFlowWeights(
    bool[] Circular, int ConditionSize, int Bins, float TailBound, IReadOnlyList<SplineCoupling> Couplings);

/// <summary>One coupling: the coordinates not in <paramref name="Transformed"/> and the condition set the splines of those that are.</summary>
/// <param name="Transformed">For each coordinate of the flow: whether this coupling transforms it.</param>
/// <param name="Conditioner">
/// Input: identity coordinates in index order (x on the line; cos x, sin x on the circle), then the condition. Output: for each transformed coordinate
/// in index order, on the line B widths, B heights, B - 1 interior derivatives; on the circle B widths, B heights, B derivatives, one shift.
/// </param>
public sealed record SplineCoupling(bool[] Transformed, Perceptron Conditioner);
