using System.Runtime.CompilerServices;
using LatentSim.Models.Kernels.Vectors;

namespace LatentSim.Models.Integrators;

/// <summary>c = f c + i g and h = o tanh c, where i, f and o are sigmoids and g is a tanh of the gates' sums; vectors of at most eight units.</summary>
internal sealed unsafe class LstmCell<TVectors, TVector, TActivation> : ILstmCell
    where TVectors : struct, IVectors<TVector>
    where TVector : struct
    where TActivation : struct, IActivation<TVector>
{
    private const int Together = GateKernel.UnitsTogether;

    /// <inheritdoc/>
    public void Update(float* gates, float* cells, float* hidden, int units)
    {
        for (int at = 0; at < units; at += Together, gates += Together * LstmLayer.Gates)
        {
            for (int unit = 0; unit < Together; unit += TVectors.Count)
                Update(gates + unit, cells + at + unit, hidden + at + unit);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Wrap(float* hidden, float* scale, float* shift, float* output, int units)
    {
        for (int at = 0; at < units; at += TVectors.Count)
        {
            TVector normalized = TVectors.MultiplyAdd(TVectors.Load(hidden + at), TVectors.Load(scale + at), TVectors.Load(shift + at));
            TVectors.Store(TActivation.Apply(normalized), output + at);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Update(float* gates, float* cell, float* hidden)
    {
        TVector inputGate = Elementary<TVectors, TVector>.Sigmoid(TVectors.Load(gates));
        TVector forgetGate = Elementary<TVectors, TVector>.Sigmoid(TVectors.Load(gates + Together));
        TVector candidate = Elementary<TVectors, TVector>.Tanh(TVectors.Load(gates + (2 * Together)));
        TVector outputGate = Elementary<TVectors, TVector>.Sigmoid(TVectors.Load(gates + (3 * Together)));
        TVector next = TVectors.MultiplyAdd(forgetGate, TVectors.Load(cell), TVectors.Multiply(inputGate, candidate));
        TVectors.Store(next, cell);
        TVectors.Store(TVectors.Multiply(outputGate, Elementary<TVectors, TVector>.Tanh(next)), hidden);
    }
}
