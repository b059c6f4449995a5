using TorchSharp;

namespace LatentSim.Models.Training;

/// <summary>Rotations drawn uniformly: what a network that is not equivariant has to learn is shown to it in every orientation.</summary>
internal static class RandomRotations
{
    /// <summary>Draws them, as normalized quaternions of normal components.</summary>
    /// <returns>[batch, 3, 3]; positions [batch, particle, 3] times one are rotated.</returns>
    public static torch.Tensor Draw(long batch, torch.Device device)
    {
        torch.Tensor quaternions = torch.randn(batch, 4, device: device);
        torch.Tensor[] unit = (quaternions / quaternions.square().sum([1L], keepdim: true).sqrt()).unbind(1);
        (torch.Tensor w, torch.Tensor x, torch.Tensor y, torch.Tensor z) = (unit[0], unit[1], unit[2], unit[3]);
        torch.Tensor[] entries =
        [
            1 - (((y * y) + (z * z)) * 2), ((x * y) - (w * z)) * 2, ((x * z) + (w * y)) * 2,
            ((x * y) + (w * z)) * 2, 1 - (((x * x) + (z * z)) * 2), ((y * z) - (w * x)) * 2,
            ((x * z) - (w * y)) * 2, ((y * z) + (w * x)) * 2, 1 - (((x * x) + (y * y)) * 2),
        ];
        return torch.stack(entries, 1).reshape(batch, 3, 3);
    }
}
