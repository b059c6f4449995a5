using TorchSharp;

namespace Models.Tests.Training;

/// <summary>
/// What training must agree with: both frames of every pair through a torch network, and automatic differentiation. Minus the VAMP-2 score in its reversible form (Chen, Sidky and Ferguson 2019, "Nonlinear discovery of slow molecular modes using state-free
/// reversible VAMPnets"): the sum of squared eigenvalues of C0^-1 Ct, with C0 = (X'X + Y'Y) / 2N and Ct = (X'Y + Y'X) / 2N, means removed.
/// </summary>
internal static class TwinVampLoss
{
    /// <summary>The loss of N pairs.</summary>
    /// <param name="early">[pair, function], the functions at t.</param>
    /// <param name="late">[pair, function], the functions at t + lag.</param>
    /// <param name="ridge">Added to the diagonal of C0.</param>
    public static torch.Tensor Of(torch.Tensor early, torch.Tensor late, double ridge)
    {
        long pairs = early.shape[0];
        torch.Tensor x = early.to_type(torch.ScalarType.Float64);
        torch.Tensor y = late.to_type(torch.ScalarType.Float64);
        torch.Tensor mean = (x.mean([0L]) + y.mean([0L])) * 0.5;
        x = x - mean;
        y = y - mean;
        torch.Tensor cross = x.transpose(0, 1).matmul(y) / (2.0 * pairs);
        torch.Tensor instantaneous = (x.transpose(0, 1).matmul(x) + y.transpose(0, 1).matmul(y)) / (2.0 * pairs)
            + (torch.eye(early.shape[1], dtype: torch.ScalarType.Float64, device: early.device) * ridge);
        torch.Tensor lagged = cross + cross.transpose(0, 1);

        torch.Tensor inverse = torch.linalg.inv(torch.linalg.cholesky(instantaneous));
        torch.Tensor whitened = inverse.matmul(lagged).matmul(inverse.transpose(0, 1));
        return -whitened.square().sum();
    }
}
