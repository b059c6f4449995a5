using LatentSim.Models.Weights;
using TorchSharp;

namespace LatentSim.Models.Training;

/// <summary>
/// The trainable face of <see cref="SplineFlowWeights"/>: a conditional density by rational-quadratic couplings (Durkan et al. 2019; on the circle,
/// Rezende et al. 2020).
/// </summary>
internal sealed class SplineFlowNetwork : torch.nn.Module
{
    private static readonly double LogTwoPi = Math.Log(2 * Math.PI);
    private readonly bool[] circular;
    private readonly int conditionSize;
    private readonly SplineFlowOptions options;
    private readonly SplineCouplingNetwork[] couplings;
    private readonly torch.Tensor isLine;
    private readonly double logBaseConstant;

    /// <summary>Makes a flow that is the identity until trained.</summary>
    public SplineFlowNetwork(bool[] circular, int conditionSize, SplineFlowOptions options, int seed, torch.Device device)
        : base(nameof(SplineFlowNetwork))
    {
        this.circular = circular;
        this.conditionSize = conditionSize;
        this.options = options;
        bool[][] masks = CouplingMasks.Draw(circular.Length, options.Couplings, seed);
        couplings = new SplineCouplingNetwork[masks.Length];
        for (int i = 0; i < masks.Length; i++)
        {
            couplings[i] = new SplineCouplingNetwork($"coupling{i}", circular, masks[i], conditionSize, options, device);
            register_module($"coupling{i}", couplings[i]);
        }

        isLine = torch.tensor([.. circular.Select(circle => circle ? 0f : 1f)], device: device);
        logBaseConstant = -circular.Sum(circle => circle ? LogTwoPi : 0.5 * LogTwoPi);
        RegisterComponents();
    }

    /// <summary>The log-density of each row: base density plus log |dz/dx|.</summary>
    /// <param name="x">[row, coordinate].</param>
    /// <param name="condition">[row, condition value].</param>
    public torch.Tensor LogDensity(torch.Tensor x, torch.Tensor condition)
    {
        (torch.Tensor z, torch.Tensor logDeterminant) = Normalize(x, condition);
        return logDeterminant - ((z.square() * isLine).sum([1L]) * 0.5) + logBaseConstant;
    }

    /// <summary>Maps data to the base.</summary>
    /// <returns>The base coordinates and log |dz/dx|, [row].</returns>
    public (torch.Tensor Z, torch.Tensor LogDeterminant) Normalize(torch.Tensor x, torch.Tensor condition)
    {
        (torch.Tensor z, torch.Tensor logDeterminant) = couplings[0].Normalize(x, condition);
        foreach (SplineCouplingNetwork coupling in couplings.Skip(1))
        {
            (z, torch.Tensor more) = coupling.Normalize(z, condition);
            logDeterminant = logDeterminant + more;
        }

        return (z, logDeterminant);
    }

    /// <summary>Maps the base to data: undoes <see cref="Normalize"/>, with gradients.</summary>
    /// <param name="z">[row, coordinate].</param>
    /// <param name="condition">[row, condition value].</param>
    /// <returns>[row, coordinate]; on the circle up to whole turns.</returns>
    public torch.Tensor Invert(torch.Tensor z, torch.Tensor condition) =>
        couplings.Reverse().Aggregate(z, (x, coupling) => coupling.Invert(x, condition));

    /// <summary>Draws from the base: N(0, 1) on the line, uniform on [-pi, pi) on the circle.</summary>
    /// <returns>[row, coordinate].</returns>
    public torch.Tensor DrawBase(long rows)
    {
        torch.Tensor line = torch.randn(rows, circular.Length, device: isLine.device);
        torch.Tensor circle = (torch.rand(rows, circular.Length, device: isLine.device) - 0.5) * (2 * Math.PI);
        return torch.where(isLine.gt(0), line, circle);
    }

    /// <summary>The flow as plain arrays.</summary>
    public SplineFlowWeights ToWeights() =>
        new(circular, conditionSize, options.Bins, options.TailBound, [.. couplings.Select(coupling => coupling.ToWeights())]);
}
