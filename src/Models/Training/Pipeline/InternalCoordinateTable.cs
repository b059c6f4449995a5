using LatentSim.Models.Flow;
using LatentSim.Molecules.Geometry;

namespace LatentSim.Models.Training;

/// <summary>Internal coordinates of many frames, and their scaling.</summary>
/// <param name="Coordinates">The Z-matrix.</param>
/// <param name="Scaler">The scaling, fitted to all frames.</param>
/// <param name="Variables">[frame, variable].</param>
internal sealed record InternalCoordinateTable(InternalCoordinates Coordinates, CoordinateScaler Scaler, float[,] Variables)
{
    /// <summary>Measures frames.</summary>
    /// <param name="coordinates">The Z-matrix.</param>
    /// <param name="positions">[frame, 3 atom], nm.</param>
    /// <exception cref="ArgumentException">No coordinate varies.</exception>
    public static InternalCoordinateTable Of(InternalCoordinates coordinates, float[,] positions)
    {
        int frames = positions.GetLength(0);
        float[,] values = new float[frames, coordinates.Count];
        coordinates.FromCartesian(Rows.Span(positions), Rows.Span(values), frames);
        CoordinateScaler scaler = CoordinateScaler.Fit(coordinates, Rows.Span(values), frames);
        if (scaler.VariableCount == 0)
            throw new ArgumentException("No bond, angle or torsion varies in the training data.", nameof(positions));

        float[,] variables = new float[frames, scaler.VariableCount];
        for (int frame = 0; frame < frames; frame++)
            scaler.ToVariables(Rows.Row(values, frame), Rows.Row(variables, frame));
        return new InternalCoordinateTable(coordinates, scaler, variables);
    }
}
