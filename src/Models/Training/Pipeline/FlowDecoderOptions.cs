namespace LatentSim.Models.Training;

/// <summary>How the flow decoder is trained.</summary>
public sealed record FlowDecoderOptions
{
    /// <summary>The flow.</summary>
    public SplineFlowOptions Flow { get; init; } = new();

    /// <summary>What the flow draws.</summary>
    public DecoderCoordinates Coordinates { get; init; } = DecoderCoordinates.Auto;

    /// <summary>The tail of each trajectory that is held out.</summary>
    public double ValidationFraction { get; init; } = 0.1;

    /// <summary>Draws again what leaves no room for the atoms, by the closest contacts of the training data.</summary>
    public bool Contacts { get; init; } = true;
}
