using System.Runtime.InteropServices;
using LatentSim.Molecules.Numerics;

namespace LatentSim.Engine.Benchmarks;

/// <summary>The machine that figures come from.</summary>
/// <param name="Processor">Its name.</param>
/// <param name="Processors">How many the program may use.</param>
/// <param name="Instructions">The vector instructions that kernels use.</param>
/// <param name="System">The operating system.</param>
/// <param name="Runtime">The .NET runtime.</param>
internal sealed record Machine(string Processor, int Processors, InstructionSet Instructions, string System, string Runtime)
{
    private const string ProcessorFile = "/proc/cpuinfo";

    /// <summary>This one.</summary>
    public static Machine This { get; } = new(NameOfProcessor(), Environment.ProcessorCount, InstructionSets.Chosen, RuntimeInformation.OSDescription, RuntimeInformation.FrameworkDescription);

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Processor}, {Processors} processors, {Instructions.ToString().ToLowerInvariant()} kernels; {System}; {Runtime}";

    private static string NameOfProcessor() => File.Exists(ProcessorFile)
        ? File.ReadLines(ProcessorFile).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[^1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString()
        : RuntimeInformation.ProcessArchitecture.ToString();
}
