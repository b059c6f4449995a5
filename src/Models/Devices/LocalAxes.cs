using LatentSim.Models.Training;
using TorchSharp;

namespace LatentSim.Models.Devices;

/// <summary>
/// The axes in which atoms are placed from, or measured against, three others (Parsons et al., J. Comput. Chem. 26, 1063 (2005)), for many rows of a Z-matrix
/// and many frames at once; each component [row, frame].
/// </summary>
/// <param name="Origin">The bond's atom.</param>
/// <param name="Along">From the angle's atom to the bond's.</param>
/// <param name="Across">Across it, towards the torsion's side.</param>
/// <param name="Normal">Normal to both.</param>
/// <param name="Length">The distance from the angle's atom to the bond's.</param>
internal sealed record LocalAxes(VectorTensors Origin, VectorTensors Along, VectorTensors Across, VectorTensors Normal, torch.Tensor Length)
{
    // Below this sine three atoms are in line, and a direction fixed in space stands in.
    private const double CollinearSine = 1e-6;

    // An axis is at most this aligned with the direction that stands in.
    private const double MostAligned = 0.8;

    /// <summary>Builds the axes.</summary>
    public static LocalAxes Of(VectorTensors bond, VectorTensors angle, VectorTensors torsion)
    {
        VectorTensors axis = bond - angle;
        torch.Tensor length = axis.Length;
        VectorTensors along = Divide(axis, length);
        VectorTensors arm = angle - torsion;
        VectorTensors normal = VectorTensors.Cross(arm, along);
        normal = Where(normal.LengthSquared.le(arm.LengthSquared * (CollinearSine * CollinearSine)), AnyNormal(along), normal);
        normal = Divide(normal, normal.Length);
        return new LocalAxes(bond, along, VectorTensors.Cross(normal, along), normal, length);
    }

    /// <summary>Points from distances and the cosines and sines of angles, and torsions, [row, 3, frame].</summary>
    public torch.Tensor Place(torch.Tensor bond, torch.Tensor cosine, torch.Tensor sine, torch.Tensor torsion)
    {
        torch.Tensor alongPart = -bond * cosine;
        torch.Tensor radius = bond * sine;
        torch.Tensor acrossPart = radius * torsion.cos();
        torch.Tensor normalPart = radius * torsion.sin();
        return torch.stack(
            [
                Origin.X + (alongPart * Along.X) + (acrossPart * Across.X) + (normalPart * Normal.X),
                Origin.Y + (alongPart * Along.Y) + (acrossPart * Across.Y) + (normalPart * Normal.Y),
                Origin.Z + (alongPart * Along.Z) + (acrossPart * Across.Z) + (normalPart * Normal.Z),
            ],
            1);
    }

    private static VectorTensors Divide(VectorTensors vector, torch.Tensor by) => new(vector.X / by, vector.Y / by, vector.Z / by);

    private static VectorTensors Where(torch.Tensor condition, VectorTensors yes, VectorTensors no) =>
        new(torch.where(condition, yes.X, no.X), torch.where(condition, yes.Y, no.Y), torch.where(condition, yes.Z, no.Z));

    // Across x, unless the axis is nearly that: then across y.
    private static VectorTensors AnyNormal(VectorTensors along)
    {
        torch.Tensor isFar = along.X.abs().le(MostAligned);
        torch.Tensor none = torch.zeros_like(along.X);
        return new VectorTensors(torch.where(isFar, none, along.Z), torch.where(isFar, -along.Z, none), torch.where(isFar, along.Y, -along.X));
    }
}
