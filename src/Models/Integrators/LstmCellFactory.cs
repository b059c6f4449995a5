using System.Runtime.Intrinsics;
using LatentSim.Models.Kernels.Vectors;
using LatentSim.Models.Weights;
using LatentSim.Molecules.Numerics;

namespace LatentSim.Models.Integrators;

/// <summary>Chooses what an LSTM does with each unit alone.</summary>
internal static class LstmCellFactory
{
    /// <summary>The arithmetic of an instruction set and an activation.</summary>
    public static ILstmCell Make(Activation activation, InstructionSet instructions) =>
        instructions == InstructionSet.Portable ? Make<Vectors128, Vector128<float>>(activation) : Make<Vectors256, Vector256<float>>(activation);

    private static ILstmCell Make<TVectors, TVector>(Activation activation)
        where TVectors : struct, IVectors<TVector>
        where TVector : struct => activation switch
        {
            Activation.Relu => new LstmCell<TVectors, TVector, Relu<TVectors, TVector>>(),
            Activation.Tanh => new LstmCell<TVectors, TVector, Tanh<TVectors, TVector>>(),
            Activation.Swish => new LstmCell<TVectors, TVector, Swish<TVectors, TVector>>(),
            _ => new LstmCell<TVectors, TVector, Identity<TVectors, TVector>>(),
        };
}
