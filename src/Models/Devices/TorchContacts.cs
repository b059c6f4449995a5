using LatentSim.Models.Contacts;
using LatentSim.Models.Training;
using LatentSim.Models.Weights;
using LatentSim.Molecules.Geometry;
using TorchSharp;

namespace LatentSim.Models.Devices;

/// <summary><see cref="ContactCheck"/> on a device: how far atoms of many frames are inside each other's limits.</summary>
internal sealed class TorchContacts
{
    private readonly torch.Tensor first;
    private readonly torch.Tensor second;
    private readonly torch.Tensor limits;
    private readonly bool isEmpty;

    /// <summary>Copies limits to a device.</summary>
    public TorchContacts(ContactLimits contacts, TorchDevice device)
    {
        AtomPair[] pairs = [.. contacts.Pairs];
        isEmpty = pairs.Length == 0;
        first = device.Indices(pairs.Select(pair => pair.A));
        second = device.Indices(pairs.Select(pair => pair.B));
        limits = device.Column(contacts.Distances.Select(distance => (double)distance));
    }

    /// <summary>How far, in nm, the worst pair of each frame is inside its limit, [frame]; 0 if none is.</summary>
    /// <param name="positions">[atom, 3, frame], nm, in double precision.</param>
    public torch.Tensor Deficits(torch.Tensor positions)
    {
        if (isEmpty)
            return torch.zeros(positions.shape[2], dtype: torch.ScalarType.Float64, device: positions.device);
        VectorTensors apart = VectorTensors.At(positions, first) - VectorTensors.At(positions, second);
        return (limits - apart.LengthSquared.sqrt()).clamp_min(0).amax([0L]);
    }
}
