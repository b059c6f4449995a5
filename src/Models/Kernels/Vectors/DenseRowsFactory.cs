using System.Runtime.Intrinsics;
using LatentSim.Models.Weights;
using LatentSim.Molecules.Numerics;

namespace LatentSim.Models.Kernels.Vectors;

/// <summary>Chooses a dense layer's arithmetic.</summary>
internal static class DenseRowsFactory
{
    /// <summary>The arithmetic of an instruction set and an activation on packed weights.</summary>
    public static IDenseRows Make(AlignedBuffer weights, AlignedBuffer bias, int inputs, int outputs, Activation activation, InstructionSet instructions) => instructions switch
    {
        InstructionSet.Avx512 => Make<Vectors512, Vector512<float>>(weights, bias, inputs, outputs, activation),
        InstructionSet.Avx2 => Make<Vectors256, Vector256<float>>(weights, bias, inputs, outputs, activation),
        _ => Make<Vectors128, Vector128<float>>(weights, bias, inputs, outputs, activation),
    };

    private static IDenseRows Make<TVectors, TVector>(AlignedBuffer weights, AlignedBuffer bias, int inputs, int outputs, Activation activation)
        where TVectors : struct, IVectors<TVector>
        where TVector : struct => activation switch
        {
            Activation.Relu => new DenseRows<TVectors, TVector, Relu<TVectors, TVector>>(weights, bias, inputs, outputs),
            Activation.Tanh => new DenseRows<TVectors, TVector, Tanh<TVectors, TVector>>(weights, bias, inputs, outputs),
            Activation.Swish => new DenseRows<TVectors, TVector, Swish<TVectors, TVector>>(weights, bias, inputs, outputs),
            _ => new DenseRows<TVectors, TVector, Identity<TVectors, TVector>>(weights, bias, inputs, outputs),
        };
}
