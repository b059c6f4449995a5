using LatentSim.Molecules.Geometry;
using TorchSharp;

namespace LatentSim.Models.Devices;

/// <summary>
/// <see cref="Superposition"/> of many frames on one reference: the quaternion that belongs to the largest eigenvalue of the key matrix (Horn 1987; Theobald
/// 2005), which powers of the matrix bring out, without a decision that the host would have to wait for.
/// </summary>
internal sealed class TorchSuperposition
{
    // The matrix to the power 2^20: eigenvalues that differ by one in ten thousand are as far apart as numbers can be.
    private const int Squarings = 20;
    private const int SquaringsBetweenScalings = 4;

    // Of several best rotations the one that turns least, unless it is at right angles to not turning at all.
    private const double LeastShare = 1e-6;

    // The key matrix, row after row, from the nine sums x x', x y', ..., z z' (Theobald 2005, eq. 6).
    private static readonly string[] Key =
    [
        "xx+yy+zz", "yz-zy", "zx-xz", "xy-yx",
        "yz-zy", "xx-yy-zz", "xy+yx", "zx+xz",
        "zx-xz", "xy+yx", "yy-xx-zz", "yz+zy",
        "xy-yx", "zx+xz", "yz+zy", "zz-xx-yy",
    ];

    // The rotation matrix, row after row, from the products of two components of the quaternion.
    private static readonly string[] Rotation =
    [
        "ww+xx-yy-zz", "xy+xy-wz-wz", "xz+xz+wy+wy",
        "xy+xy+wz+wz", "ww-xx+yy-zz", "yz+yz-wx-wx",
        "xz+xz-wy-wy", "yz+yz+wx+wx", "ww-xx-yy+zz",
    ];

    private readonly torch.Tensor reference;
    private readonly torch.Tensor center;
    private readonly torch.Tensor toKey;
    private readonly torch.Tensor toRotation;
    private readonly torch.Tensor identity;

    /// <summary>Prepares superpositions on a reference, [atom, 3], nm.</summary>
    public TorchSuperposition(float[] reference, TorchDevice device)
    {
        int atoms = reference.Length / 3;
        double[] middle = [.. Enumerable.Range(0, 3).Select(axis => Enumerable.Range(0, atoms).Average(atom => (double)reference[(3 * atom) + axis]))];
        this.reference = device.Doubles(reference.Select((value, i) => value - middle[i % 3]), atoms, 3);
        center = device.Doubles(middle, 1, 3, 1);
        toKey = Sums(Key, "xyz", device);
        toRotation = Sums(Rotation, "wxyz", device);
        identity = torch.eye(4, dtype: torch.ScalarType.Float64, device: device.Torch).DetachFromDisposeScope();
    }

    /// <summary>Moves frames onto the reference, [atom, 3, frame], nm, in double precision.</summary>
    public torch.Tensor Apply(torch.Tensor positions)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        long frames = positions.shape[2];
        torch.Tensor centered = positions - positions.mean([0L], keepdim: true);
        torch.Tensor sums = centered.permute(2, 1, 0).matmul(reference).reshape(frames, 9);
        torch.Tensor quaternion = LargestEigenvector(sums.mm(toKey).reshape(frames, 4, 4));
        torch.Tensor products = (quaternion.unsqueeze(2) * quaternion.unsqueeze(1)).reshape(frames, 16);
        torch.Tensor rotation = products.mm(toRotation).reshape(frames, 3, 3);
        return (rotation.bmm(centered.permute(2, 1, 0)).permute(2, 1, 0) + center).MoveToOuterDisposeScope();
    }

    // Shifted to be positive, the power of the matrix becomes the projection on the space of its largest eigenvalue.
    private torch.Tensor LargestEigenvector(torch.Tensor matrix)
    {
        torch.Tensor norm = matrix.square().sum([1L, 2L], keepdim: true).sqrt();
        torch.Tensor power = Scaled(matrix + (norm * identity));
        for (int i = 1; i <= Squarings; i++)
        {
            power = power.bmm(power);
            if (i % SquaringsBetweenScalings == 0)
                power = Scaled(power);
        }

        torch.Tensor diagonal = power.diagonal(0, 1, 2);
        torch.Tensor column = torch.where(diagonal.narrow(1, 0, 1).gt(LeastShare), torch.zeros_like(diagonal.narrow(1, 0, 1)).to(torch.ScalarType.Int64), diagonal.argmax(1, true));
        torch.Tensor vector = power.gather(2, column.unsqueeze(2).expand(-1, 4, 1)).squeeze(2);
        return vector / vector.square().sum([1L], keepdim: true).sqrt();
    }

    private static torch.Tensor Scaled(torch.Tensor matrix) => matrix / matrix.diagonal(0, 1, 2).sum([1L]).unsqueeze(1).unsqueeze(2);

    // [product, sum]: the matrix that takes products of two to sums of them, each written as in "xx+yy-wz".
    private static torch.Tensor Sums(string[] sums, string axes, TorchDevice device)
    {
        double[] weights = new double[axes.Length * axes.Length * sums.Length];
        for (int sum = 0; sum < sums.Length; sum++)
        {
            string signed = sums[sum][0] is '+' or '-' ? sums[sum] : '+' + sums[sum];
            for (int i = 0; i < signed.Length; i += 3)
            {
                int product = (axes.IndexOf(signed[i + 1], StringComparison.Ordinal) * axes.Length) + axes.IndexOf(signed[i + 2], StringComparison.Ordinal);
                weights[(product * sums.Length) + sum] += signed[i] == '+' ? 1 : -1;
            }
        }

        return device.Doubles(weights, axes.Length * axes.Length, sums.Length);
    }
}
