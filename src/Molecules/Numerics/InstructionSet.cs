namespace LatentSim.Molecules.Numerics;

/// <summary>The vector instructions that kernels are written for. Results are the same bit for bit with each: only the speed differs.</summary>
public enum InstructionSet
{
    /// <summary>Whatever the processor has: vectors of four floats, or plain numbers.</summary>
    Portable,

    /// <summary>Vectors of eight floats with fused multiply-add (x86-64-v3).</summary>
    Avx2,

    /// <summary>Vectors of sixteen floats (x86-64-v4).</summary>
    Avx512,
}
