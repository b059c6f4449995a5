using LatentSim.Models.Training;
using LatentSim.Molecules.Geometry;
using TorchSharp;

namespace LatentSim.Models.Devices;

/// <summary>The internal coordinates of many frames: <see cref="InternalCoordinates.FromCartesian(ReadOnlySpan{float}, Span{float})"/> in double precision.</summary>
internal sealed class TorchMeasurement
{
    private readonly (torch.Tensor Atoms, torch.Tensor From) distances;
    private readonly (torch.Tensor Atoms, torch.Tensor Bond, torch.Tensor Angle) angles;
    private readonly (torch.Tensor Atoms, torch.Tensor Bond, torch.Tensor Angle, torch.Tensor Torsion) torsions;
    private readonly torch.Tensor order;

    /// <summary>Prepares the measurement.</summary>
    public TorchMeasurement(InternalCoordinates coordinates, TorchDevice device)
    {
        ZMatrixRow[] rows = [.. coordinates.Rows];
        ZMatrixRow[] bonded = [.. rows.Where(row => row.Bond >= 0)];
        ZMatrixRow[] second = [.. rows.Where(row => row.ByDistance)];
        ZMatrixRow[] bent = [.. rows.Where(row => row.Angle >= 0 && !row.ByDistance)];
        ZMatrixRow[] turned = [.. rows.Where(row => row.Torsion >= 0)];
        distances = (
            device.Indices([.. bonded.Select(row => row.Atom), .. second.Select(row => row.Atom)]),
            device.Indices([.. bonded.Select(row => row.Bond), .. second.Select(row => row.Angle)]));
        angles = (device.Indices(bent.Select(row => row.Atom)), device.Indices(bent.Select(row => row.Bond)), device.Indices(bent.Select(row => row.Angle)));
        torsions = (
            device.Indices(turned.Select(row => row.Atom)), device.Indices(turned.Select(row => row.Bond)),
            device.Indices(turned.Select(row => row.Angle)), device.Indices(turned.Select(row => row.Torsion)));
        order = device.Indices(Order(bonded, second.Length, bent.Length));
    }

    /// <summary>Measures.</summary>
    /// <param name="positions">[atom, 3, frame], nm, in double precision.</param>
    /// <returns>[coordinate, frame], nm and radians.</returns>
    public torch.Tensor Measure(torch.Tensor positions)
    {
        torch.Tensor lengths = (VectorTensors.At(positions, distances.Atoms) - VectorTensors.At(positions, distances.From)).Length;
        return torch.cat([lengths, Angles(positions), Torsions(positions)], 0).index_select(0, order);
    }

    private torch.Tensor Angles(torch.Tensor positions)
    {
        VectorTensors bond = VectorTensors.At(positions, angles.Bond);
        VectorTensors arm = VectorTensors.At(positions, angles.Atoms) - bond;
        VectorTensors axis = VectorTensors.At(positions, angles.Angle) - bond;
        return VectorTensors.Cross(arm, axis).LengthSquared.sqrt().atan2(VectorTensors.Dot(arm, axis));
    }

    private torch.Tensor Torsions(torch.Tensor positions)
    {
        VectorTensors bond = VectorTensors.At(positions, torsions.Bond);
        LocalAxes axes = LocalAxes.Of(bond, VectorTensors.At(positions, torsions.Angle), VectorTensors.At(positions, torsions.Torsion));
        VectorTensors arm = VectorTensors.At(positions, torsions.Atoms) - bond;
        return VectorTensors.Dot(arm, axes.Normal).atan2(VectorTensors.Dot(arm, axes.Across));
    }

    // For each coordinate, row after row, its place in [bonds | second distances | angles | torsions].
    private static IEnumerable<int> Order(ZMatrixRow[] rows, int seconds, int bents)
    {
        (int bond, int second, int bent, int turned) = (0, rows.Length, rows.Length + seconds, rows.Length + seconds + bents);
        foreach (ZMatrixRow row in rows)
        {
            yield return bond++;
            if (row.Angle >= 0)
                yield return row.ByDistance ? second++ : bent++;
            if (row.Torsion >= 0)
                yield return turned++;
        }
    }
}
