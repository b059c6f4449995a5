using System.Globalization;
using LatentSim.Analysis;
using LatentSim.Engine.Runs;

namespace LatentSim.Engine.Streaming;

/// <summary>The potential energies of a run's frames in one line.</summary>
internal static class EnergyLine
{
    /// <summary>The line, after a line break; empty for a run without energies.</summary>
    public static string Of(RunDirectory directory) => EnergyStatistics.Read(directory.ObservablesFile) is { Frames: > 0 } found ? "\n" + Of(found) : "";

    private static string Of(PotentialEstimates energies)
    {
        string error = energies.Mean.StandardError is { } value ? $" +- {Text(value)}" : "";
        string line = $"potential energy {Text(energies.Mean.Value)}{error} kJ/mol, standard deviation {Text(energies.Deviation)}, highest {Text(energies.Most)}";
        if (energies.Coinciding > 0)
            line += string.Create(CultureInfo.InvariantCulture, $"; {energies.Coinciding:N0} frames with atoms in one place");
        return energies.Limit is { } limit
            ? line + string.Create(CultureInfo.InvariantCulture, $"; above {limit} kJ/mol: {energies.Redrawn:N0} drawn again, {energies.Above:N0} left")
            : line;
    }

    private static string Text(double? value) => value?.ToString(Math.Abs(value.Value) < 1e7 ? "F1" : "G3", CultureInfo.InvariantCulture) ?? "unknown";
}
