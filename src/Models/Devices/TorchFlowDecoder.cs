using LatentSim.Models.Decoder;
using LatentSim.Models.Flow;
using LatentSim.Models.Weights;
using LatentSim.Molecules.Geometry;
using LatentSim.Molecules.Random;
using TorchSharp;

namespace LatentSim.Models.Devices;

/// <summary><see cref="FlowDecoder"/> on a device: the same draws from the same random numbers, a whole block at once.</summary>
internal sealed class TorchFlowDecoder : TorchDecoder
{
    private readonly TorchFlow flow;
    private readonly TorchLatentCondition condition;
    private readonly TorchScaler scaler;
    private readonly TorchPlacement placement;
    private readonly TorchRelief? relief;
    private readonly TorchSuperposition superposition;
    private readonly TorchSkeleton? skeleton;
    private readonly TorchRedraw? redraw;

    /// <summary>Copies a trained decoder to a device.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="device">The device.</param>
    /// <param name="isLast">Whether no stage follows.</param>
    /// <exception cref="ArgumentException">Sizes do not agree.</exception>
    /// <exception cref="LatentSim.Molecules.InvalidInputException">The rows are not a Z-matrix.</exception>
    public TorchFlowDecoder(FlowDecoderWeights weights, TorchDevice device, bool isLast)
        : base(device, weights.Dimension, weights.Sites, isLast)
    {
        if (FlowDecoderCheck.Problem(weights) is { } problem)
            throw new ArgumentException(problem, nameof(weights));

        flow = new TorchFlow(weights.Flow, device);
        condition = new TorchLatentCondition(weights.Latent, device);
        scaler = new TorchScaler(new CoordinateScaler(weights.Scales), device);
        placement = new TorchPlacement(InternalCoordinates.FromRows(weights.Rows.Count, [], weights.Rows), device);
        relief = TorchRelief.For(weights, device);
        superposition = new TorchSuperposition(weights.Reference, device);
        skeleton = weights.Skeleton is null ? null : new TorchSkeleton(weights.Skeleton, device);
        redraw = skeleton is not null || weights.Rows.Any(row => row.ByDistance) ? new TorchRedraw(flow, RandomPurpose.Decoder) : null;
    }

    /// <inheritdoc/>
    protected override torch.Tensor Draw(PhiloxTensors random, BlockRows rows, torch.Tensor points)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        torch.Tensor conditions = condition.Of(points);
        torch.Tensor bases = flow.DrawBase(random, rows, RandomPurpose.Decoder);
        DrawnFrames drawn = Place(flow.Invert(bases, conditions));
        redraw?.Run(random, rows, bases, conditions, drawn, (variables, _) => Place(variables));
        return drawn.Frames.MoveToOuterDisposeScope();
    }

    private DrawnFrames Place(torch.Tensor variables)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        (torch.Tensor positions, torch.Tensor? gaps) = placement.Place(scaler.ToCoordinates(variables), placed: null);
        torch.Tensor frames = DrawnFrames.OfGeometry(superposition.Apply(relief?.Run(positions) ?? positions));
        torch.Tensor overlaps = skeleton?.Deficits(DrawnFrames.ToGeometry(frames)) ?? torch.zeros(variables.shape[0], dtype: torch.ScalarType.Float64, device: Device.Torch);
        return new DrawnFrames(frames, gaps is null ? overlaps : overlaps.maximum(gaps)).MoveToOuterDisposeScope();
    }
}
