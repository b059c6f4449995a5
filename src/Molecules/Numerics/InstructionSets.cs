using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LatentSim.Molecules.Numerics;

/// <summary>Which instructions this processor has, and which of them kernels use.</summary>
public static class InstructionSets
{
    /// <summary>The environment variable that chooses: portable, avx2 or avx512.</summary>
    public const string Variable = "LATENTSIM_INSTRUCTIONS";

    /// <summary>The fastest that this processor has.</summary>
    public static InstructionSet Best { get; } = Detect();

    /// <summary>What kernels use unless told: the environment's choice, else <see cref="Best"/>.</summary>
    /// <exception cref="InvalidInputException">The environment names no instruction set.</exception>
    public static InstructionSet Chosen => Parse(Environment.GetEnvironmentVariable(Variable)) ?? Best;

    /// <summary>The instruction set of a name.</summary>
    /// <param name="name">portable, avx2 or avx512; null or empty for none.</param>
    /// <exception cref="InvalidInputException">It is another word.</exception>
    public static InstructionSet? Parse(string? name) => name switch
    {
        null or "" => null,
        "portable" => InstructionSet.Portable,
        "avx2" => InstructionSet.Avx2,
        "avx512" => InstructionSet.Avx512,
        _ => throw new InvalidInputException(Variable, "", $"is '{name}'; expected portable, avx2 or avx512"),
    };

    private static InstructionSet Detect()
    {
        if (Vector512.IsHardwareAccelerated)
            return InstructionSet.Avx512;
        return Avx2.IsSupported && Fma.IsSupported ? InstructionSet.Avx2 : InstructionSet.Portable;
    }
}
