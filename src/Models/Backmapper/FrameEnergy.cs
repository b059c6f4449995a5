using LatentSim.Molecules.ForceFields;

namespace LatentSim.Models.Backmapper;

/// <summary>The energies of single frames, in double precision. Used by one thread at a time.</summary>
/// <param name="potential">The molecule's energy.</param>
public sealed class FrameEnergy(ForceFieldPotential potential)
{
    private readonly double[] positions = new double[potential.CoordinateCount];
    private readonly double[] forces = new double[potential.CoordinateCount];

    /// <summary>The energy of a frame, kJ/mol; positive infinity where atoms coincide.</summary>
    /// <param name="frame">[atom, 3], nm.</param>
    /// <exception cref="ArgumentException">The frame has another number of atoms.</exception>
    public double Of(ReadOnlySpan<float> frame)
    {
        if (frame.Length != positions.Length)
            throw new ArgumentException($"A frame of {frame.Length} values, expected {positions.Length}.", nameof(frame));

        for (int i = 0; i < positions.Length; i++)
            positions[i] = frame[i];
        double energy = potential.AddForces(positions, forces);
        return double.IsNaN(energy) ? double.PositiveInfinity : energy;
    }
}
