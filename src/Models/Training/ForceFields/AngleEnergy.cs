using LatentSim.Molecules.ForceFields;
using TorchSharp;

namespace LatentSim.Models.Training;

/// <summary>Harmonic angles: k (theta - theta0)^2 / 2, theta being the arc tangent of |u x v| and u.v, whose gradient is finite in line.</summary>
internal sealed class AngleEnergy(IReadOnlyCollection<HarmonicAngle> angles, EnergyConstants constants) : IEnergyTerm
{
    private readonly torch.Tensor first = constants.Indices(angles.Select(angle => angle.Atoms.A));
    private readonly torch.Tensor apex = constants.Indices(angles.Select(angle => angle.Atoms.B));
    private readonly torch.Tensor last = constants.Indices(angles.Select(angle => angle.Atoms.C));
    private readonly torch.Tensor rest = constants.Column(angles.Select(angle => angle.Angle));
    private readonly torch.Tensor strengths = constants.Weights(angles.Select(angle => 0.5 * angle.Strength));

    /// <inheritdoc/>
    public ForceFieldTerm Term => ForceFieldTerm.Angles;

    /// <inheritdoc/>
    public torch.Tensor Energies(EnergyInput input)
    {
        VectorTensors middle = VectorTensors.At(input.Positions, apex);
        VectorTensors u = VectorTensors.At(input.Positions, first) - middle;
        VectorTensors v = VectorTensors.At(input.Positions, last) - middle;
        torch.Tensor angle = VectorTensors.ArcTangent(VectorTensors.Cross(u, v).Length, VectorTensors.Dot(u, v));
        return strengths.mm((angle - rest).square());
    }
}
