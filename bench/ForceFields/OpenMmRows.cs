using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ForceFields;

/// <summary>What OpenMM's reference platform computes, by the script that the tests use.</summary>
internal static class OpenMmRows
{
    /// <summary>[frame, terms + coordinates]: the energies of the terms, kJ/mol, then the forces, kJ/(mol nm).</summary>
    public static double[] Of(string python, string xml, double[][] positions)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("latentsim-forcefields-");
        try
        {
            string input = Path.Combine(folder.FullName, "positions.f64");
            string output = Path.Combine(folder.FullName, "rows.f64");
            File.WriteAllBytes(input, MemoryMarshal.AsBytes<double>([.. positions.SelectMany(frame => frame)]));
            using Process process = Process.Start(python, ["-W", "ignore", Script(), xml, input, output]);
            process.WaitForExit();
            if (process.ExitCode != 0)
                throw new InvalidOperationException($"OpenMM failed with exit code {process.ExitCode}.");
            return MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(output)).ToArray();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Script([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "tests", "Interop.Tests", "scripts", "force_field.py");
}
