using LatentSim.Models.Contacts;
using LatentSim.Models.Weights;
using TorchSharp;

namespace LatentSim.Models.Devices;

/// <summary>
/// <see cref="OverlapRelief"/> for frames on a device. It pushes one pair after the other, which a device does badly, and few frames need it: these few go to the
/// host and back.
/// </summary>
internal sealed class TorchRelief
{
    private readonly OverlapRelief relief;
    private readonly TorchContacts contacts;
    private readonly TorchDevice device;

    private TorchRelief(OverlapRelief relief, ContactLimits limits, TorchDevice device)
    {
        this.relief = relief;
        this.device = device;
        contacts = new TorchContacts(limits, device);
    }

    /// <summary>The relief of a decoder's draws; null where it has none.</summary>
    public static TorchRelief? For(FlowDecoderWeights weights, TorchDevice device) =>
        OverlapRelief.For(weights) is { } relief ? new TorchRelief(relief, weights.Skeleton!.Contacts, device) : null;

    /// <summary>Moves the sites of frames with overlaps, [site, 3, frame], nm, in double precision.</summary>
    public torch.Tensor Run(torch.Tensor positions)
    {
        torch.Tensor overlapping = contacts.Deficits(positions).gt(0).nonzero().flatten();
        int count = (int)overlapping.shape[0];
        if (count == 0)
            return positions;

        torch.Tensor some = DrawnFrames.OfGeometry(positions.index_select(2, overlapping));
        float[] frames = new float[some.numel()];
        TorchDevice.Download(some, frames);
        int length = frames.Length / count;
        for (int frame = 0; frame < count; frame++)
            relief.Run(frames.AsSpan(frame * length, length));
        torch.Tensor relieved = DrawnFrames.ToGeometry(device.Upload(frames, count, length / 3, 3));
        return positions.index_copy_(2, overlapping, relieved);
    }
}
