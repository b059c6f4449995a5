using TorchSharp;

namespace LatentSim.Models.Devices;

/// <summary>Frames that a flow drew.</summary>
/// <param name="Frames">[row, atom, 3], nm, in single precision.</param>
/// <param name="Deficits">How far each frame is from one that may stay, [row], nm; 0 if it may.</param>
internal sealed record DrawnFrames(torch.Tensor Frames, torch.Tensor Deficits)
{
    /// <summary>Keeps both beyond the scope that they were made in.</summary>
    public DrawnFrames MoveToOuterDisposeScope() => new(Frames.MoveToOuterDisposeScope(), Deficits.MoveToOuterDisposeScope());

    /// <summary>Frames as [atom, 3, row] in double precision, which geometry is computed in.</summary>
    public static torch.Tensor ToGeometry(torch.Tensor frames) => frames.permute(1, 2, 0).to(torch.ScalarType.Float64);

    /// <summary>Positions [atom, 3, row] as frames.</summary>
    public static torch.Tensor OfGeometry(torch.Tensor positions) => positions.permute(2, 0, 1).to(torch.ScalarType.Float32).contiguous();
}
