namespace LatentSim.Models.Integrators;

/// <summary>
/// What the stream carries of a walker at a step: numbers, each split into two floats: mass, spring constant, the frame (positions, then velocities) and the
/// integrator's state, which is zero before the integrator takes over.
/// </summary>
/// <param name="FrameLength">The length of a frame.</param>
/// <param name="StateLength">The length of a state.</param>
public sealed record IntegratorRow(int FrameLength, int StateLength)
{
    /// <summary>The numbers before the frame.</summary>
    public const int Parameters = 2;

    /// <summary>The floats of a row.</summary>
    public int Dimension => SplitNumbers.Parts * (Parameters + FrameLength + StateLength);

    /// <summary>Of an integrator.</summary>
    public static IntegratorRow Of(IIntegrator integrator) => new(integrator.FrameLength, integrator.StateLength);

    /// <summary>The part of a row that holds mass and spring constant.</summary>
    public static Span<float> ParametersOf(Span<float> row) => row[..(SplitNumbers.Parts * Parameters)];

    /// <summary>The part of a row that holds the frame.</summary>
    public Span<float> FrameOf(Span<float> row) => row.Slice(SplitNumbers.Parts * Parameters, SplitNumbers.Parts * FrameLength);

    /// <summary>The part of a row that holds the state.</summary>
    public Span<float> StateOf(Span<float> row) => row.Slice(SplitNumbers.Parts * (Parameters + FrameLength), SplitNumbers.Parts * StateLength);
}
