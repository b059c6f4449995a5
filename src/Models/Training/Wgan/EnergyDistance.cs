using TorchSharp;

namespace LatentSim.Models.Training;

/// <summary>The energy distance of two samples, 2 E|X - Y| - E|X - X'| - E|Y - Y'|: zero just when their distributions agree (Szekely and Rizzo 2013).</summary>
internal static class EnergyDistance
{
    private const double LeastSquare = 1e-12;

    /// <summary>Estimates it without bias.</summary>
    /// <param name="x">[row, coordinate].</param>
    /// <param name="y">[row, coordinate].</param>
    public static torch.Tensor Of(torch.Tensor x, torch.Tensor y) =>
        (Distances(x, y).mean() * 2) - MeanOfPairs(x) - MeanOfPairs(y);

    private static torch.Tensor MeanOfPairs(torch.Tensor x)
    {
        double rows = x.shape[0];
        return Distances(x, x).sum() / (rows * (rows - 1));
    }

    private static torch.Tensor Distances(torch.Tensor x, torch.Tensor y)
    {
        torch.Tensor squares = x.square().sum([1L], keepdim: true) + y.square().sum([1L]).unsqueeze(0)
            - (x.matmul(y.transpose(0, 1)) * 2);
        return squares.clamp_min(LeastSquare).sqrt();
    }
}
