using TorchSharp;

namespace LatentSim.Models.Devices;

/// <summary>Angles in radians as tensors.</summary>
internal static class Angles
{
    /// <summary>Angles moved by whole turns into [-pi, pi).</summary>
    public static torch.Tensor Wrap(torch.Tensor radians) => radians - (((radians + Math.PI) * (0.5 / Math.PI)).floor() * (2 * Math.PI));
}
