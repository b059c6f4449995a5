using LatentSim.Models.Weights;
using LatentSim.Molecules.Geometry;
using TorchSharp;

namespace LatentSim.Models.Devices;

/// <summary><see cref="Contacts.Skeleton"/> on a device: whether coarse configurations leave room for the atoms that they carry.</summary>
internal sealed class TorchSkeleton
{
    private readonly TorchPlacement? attached;
    private readonly torch.Tensor coordinates;
    private readonly TorchContacts contacts;

    /// <summary>Copies a skeleton that has been checked to a device.</summary>
    public TorchSkeleton(SkeletonWeights weights, TorchDevice device)
    {
        int atoms = weights.Sites + weights.Rows.Count;
        attached = weights.Rows.Count == 0
            ? null
            : new TorchPlacement(InternalCoordinates.FromRows(atoms, [.. Enumerable.Range(0, weights.Sites)], weights.Rows), device);
        coordinates = device.Column(weights.Coordinates.Select(value => (double)value));
        contacts = new TorchContacts(weights.Contacts, device);
    }

    /// <summary>How far, in nm, the worst pair of each configuration's skeleton is inside its limit, [frame]; 0 if none is.</summary>
    /// <param name="coarse">[site, 3, frame], nm, in double precision.</param>
    public torch.Tensor Deficits(torch.Tensor coarse) =>
        contacts.Deficits(attached?.Place(coordinates.expand(coordinates.shape[0], coarse.shape[2]), coarse).Positions ?? coarse);
}
