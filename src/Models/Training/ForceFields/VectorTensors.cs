using TorchSharp;

namespace LatentSim.Models.Training;

/// <summary>
/// Points or directions, each component [row, batch]. Lengths and angles have finite gradients everywhere: where one is not differentiable, and so close to
/// it that a gradient would overflow, the gradient is zero.
/// </summary>
internal readonly record struct VectorTensors(torch.Tensor X, torch.Tensor Y, torch.Tensor Z)
{
    /// <summary>The square of the smallest length, area or sine that has a gradient.</summary>
    public const double SmallestSquare = 1e-24;

    /// <summary>The squares of the lengths.</summary>
    public torch.Tensor LengthSquared => Dot(this, this);

    /// <summary>The lengths, at least the root of <see cref="SmallestSquare"/>.</summary>
    public torch.Tensor Length => LengthSquared.clamp_min(SmallestSquare).sqrt();

    /// <summary>The positions of some atoms.</summary>
    /// <param name="positions">[atom, 3, batch].</param>
    /// <param name="atoms">[row].</param>
    public static VectorTensors At(torch.Tensor positions, torch.Tensor atoms)
    {
        torch.Tensor[] components = positions.index_select(0, atoms).unbind(1);
        return new VectorTensors(components[0], components[1], components[2]);
    }

    /// <summary>Scalar products.</summary>
    public static torch.Tensor Dot(VectorTensors a, VectorTensors b) => (a.X * b.X) + (a.Y * b.Y) + (a.Z * b.Z);

    /// <summary>Vector products.</summary>
    public static VectorTensors Cross(VectorTensors a, VectorTensors b) =>
        new((a.Y * b.Z) - (a.Z * b.Y), (a.Z * b.X) - (a.X * b.Z), (a.X * b.Y) - (a.Y * b.X));

    /// <summary>The angles of points in a plane; zero, without a gradient, about the origin.</summary>
    public static torch.Tensor ArcTangent(torch.Tensor y, torch.Tensor x)
    {
        torch.Tensor atOrigin = ((x * x) + (y * y)).detach() < SmallestSquare;
        return y.masked_fill(atOrigin, 0).atan2(x.masked_fill(atOrigin, 1));
    }

    /// <summary>Differences.</summary>
    public static VectorTensors operator -(VectorTensors a, VectorTensors b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z);
}
