using System.Runtime.Intrinsics;
using MathNet.Numerics.LinearAlgebra;

namespace LatentSim.Models.Training;

/// <summary>
/// Minus the VAMP-2 score in its reversible form (Chen, Sidky and Ferguson 2019, "Nonlinear discovery of slow molecular modes using state-free reversible
/// VAMPnets") on chains of frames, and its gradient: L = -tr (C0^-1 Ct)^2, the sum of squared eigenvalues, with C0 = (X'X + Y'Y) / 2N + ridge and
/// Ct = (X'Y + Y'X) / 2N, means removed. With A = C0^-1 Ct C0^-1 and B = A Ct C0^-1, the gradient of a frame's functions is
/// (2 / N) (w B f - A n): w counts the pairs that the frame is in, n is the sum of the functions of its partners there.
/// </summary>
internal sealed unsafe class ReversibleVampGradient
{
    private readonly double ridge;
    private readonly FrameTable weighted;
    private readonly FrameTable partners;

    /// <summary>Prepares for so many functions.</summary>
    /// <param name="functions">Functions.</param>
    /// <param name="ridge">Added to the diagonal of C0.</param>
    public ReversibleVampGradient(int functions, double ridge)
    {
        this.ridge = ridge;
        weighted = new FrameTable(functions);
        partners = new FrameTable(functions);
    }

    /// <summary>The loss of a batch.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="functions">[function, frame]; their means are removed.</param>
    /// <param name="gradient">Becomes the gradient; null when it is not wanted.</param>
    /// <returns>The loss; not a number where a function is none.</returns>
    public double Of(ChainBatch batch, FrameTable functions, FrameTable? gradient)
    {
        weighted.Resize(batch.Panels);
        partners.Resize(batch.Panels);
        for (int i = 0; i < functions.Units; i++)
            FrameArithmetic.RemoveMean(functions.Row(i), batch, functions.Frames);
        for (int i = 0; i < functions.Units; i++)
            Spread(functions.Row(i), batch, weighted.Row(i), partners.Row(i), functions.Frames);

        Matrix<double> instantaneous = FrameArithmetic.Products(functions, weighted) / (2.0 * batch.Pairs);
        Matrix<double> lagged = FrameArithmetic.Products(functions, partners) / (2.0 * batch.Pairs);
        if (!double.IsFinite(instantaneous.Trace()))
            return double.NaN;

        var factor = (instantaneous + (Matrix<double>.Build.DenseIdentity(functions.Units) * ridge)).Cholesky();
        Matrix<double> propagator = factor.Solve(lagged);
        Matrix<double> partnerTerm = factor.Solve(propagator.Transpose());
        if (gradient is not null)
            Differentiate(propagator * partnerTerm, partnerTerm, 2.0 / batch.Pairs, gradient, batch.Panels);
        return -(propagator * propagator).Trace();
    }

    private static void Spread(float* values, ChainBatch batch, float* weightedValues, float* partnerValues, int frames)
    {
        FrameArithmetic.Multiply(batch.Weights, values, weightedValues, frames);
        for (int frame = 0; frame < frames; frame += FramePanel.Lanes)
        {
            Vector256<float> next = Vector256.Load(batch.HasNext + frame) * Vector256.Load(values + frame + 1);
            Vector256<float> previous = Vector256.Load(batch.HasNext + frame - 1) * Vector256.Load(values + frame - 1);
            (next + previous).Store(partnerValues + frame);
        }
    }

    private void Differentiate(Matrix<double> own, Matrix<double> partner, double factor, FrameTable gradient, int panels)
    {
        gradient.Resize(panels);
        for (int i = 0; i < gradient.Units; i++)
        {
            float* target = gradient.Row(i);
            for (int j = 0; j < gradient.Units; j++)
            {
                FrameArithmetic.Add(target, weighted.Row(j), (float)(factor * own[i, j]), gradient.Frames);
                FrameArithmetic.Add(target, partners.Row(j), (float)(-factor * partner[i, j]), gradient.Frames);
            }
        }
    }
}
