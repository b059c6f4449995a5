using LatentSim.Models.Flow;
using LatentSim.Models.Weights;
using LatentSim.Molecules.Random;
using TorchSharp;

namespace LatentSim.Models.Devices;

/// <summary><see cref="SplineFlow"/> on a device, from the base to the data: the same base from the same random numbers, in double precision between couplings.</summary>
internal sealed class TorchFlow
{
    // The standard deviation of a uniform angle.
    private static readonly double DeviationOfCircle = Math.PI / Math.Sqrt(3);

    private readonly TorchCoupling[] couplings;
    private readonly DrawPlan baseDraws;
    private readonly DrawPlan moves;
    private readonly torch.Tensor isCircle;

    /// <summary>Copies a trained flow to a device.</summary>
    /// <exception cref="ArgumentException">Sizes do not agree.</exception>
    public TorchFlow(SplineFlowWeights weights, TorchDevice device)
    {
        if (SplineFlowCheck.Problem(weights) is { } problem)
            throw new ArgumentException(problem, nameof(weights));

        couplings = [.. weights.Couplings.Select(coupling => new TorchCoupling(weights, coupling, device))];
        baseDraws = new DrawPlan([.. weights.Circular.Select(circle => !circle)], device);
        moves = new DrawPlan([.. weights.Circular.Select(_ => true)], device);
        isCircle = torch.tensor(weights.Circular, device: device.Torch).DetachFromDisposeScope();
    }

    /// <summary>Base coordinates of rows, [row, coordinate], rounded to single precision as the kernel's are.</summary>
    public torch.Tensor DrawBase(PhiloxTensors random, BlockRows rows, RandomPurpose purpose)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        torch.Tensor draws = baseDraws.Draw(random, rows, purpose);
        return Rounded(torch.where(isCircle, (draws - 0.5) * (2 * Math.PI), draws)).MoveToOuterDisposeScope();
    }

    /// <summary>Base coordinates a little further, such that their density stays what it is: <see cref="SplineFlow.MoveBase"/>.</summary>
    /// <param name="z">[row, coordinate].</param>
    /// <param name="size">The size of the step, in (0, 1].</param>
    /// <param name="random">The random numbers.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="purpose">What the numbers are for.</param>
    /// <param name="attempt">Which redraw this is.</param>
    public torch.Tensor MoveBase(torch.Tensor z, double size, PhiloxTensors random, BlockRows rows, RandomPurpose purpose, int attempt)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        torch.Tensor noise = Rounded(moves.Draw(random, rows, purpose, attempt)) * size;
        torch.Tensor turned = Angles.Wrap(z + (noise * DeviationOfCircle));
        return Rounded(torch.where(isCircle, turned, (z * Math.Sqrt(1 - (size * size))) + noise)).MoveToOuterDisposeScope();
    }

    /// <summary>Base to data.</summary>
    /// <param name="z">[row, coordinate], double precision.</param>
    /// <param name="conditions">[row, condition value], single precision.</param>
    /// <returns>[row, coordinate]; on the circle up to whole turns.</returns>
    public torch.Tensor Invert(torch.Tensor z, torch.Tensor conditions)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        torch.Tensor x = z;
        foreach (TorchCoupling coupling in couplings.Reverse())
            x = coupling.Invert(x, conditions);
        return x.MoveToOuterDisposeScope();
    }

    private static torch.Tensor Rounded(torch.Tensor values) => values.to(torch.ScalarType.Float32).to(torch.ScalarType.Float64);
}
