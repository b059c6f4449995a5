using System.Runtime.CompilerServices;

namespace LatentSim.Models.Kernels.Vectors;

/// <summary>Weights in panels of outputs, [panel, input, output of the panel].</summary>
/// <param name="first">The first weight.</param>
/// <param name="panelBits">The binary logarithm of the outputs of a panel, which are whole vectors.</param>
/// <param name="depth">Inputs.</param>
internal readonly unsafe struct PackedWeights(float* first, int panelBits, int depth)
{
    private readonly float* first = first;
    private readonly int panelBits = panelBits;

    /// <summary>Inputs.</summary>
    public readonly nint Depth = depth;

    /// <summary>Floats from an input's weights to the next input's: the outputs of a panel.</summary>
    public nint Step => (nint)1 << panelBits;

    /// <summary>The first input's weight to an output.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float* At(int output) => first + ((((output >> panelBits) * Depth) << panelBits) + (output & ((1 << panelBits) - 1)));
}
