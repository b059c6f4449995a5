namespace LatentSim.Molecules.Random;

/// <summary>A distribution that a stream draws numbers from.</summary>
public enum RandomKind
{
    /// <summary>Uniform on (0, 1): <see cref="PhiloxStream.NextUniform"/>.</summary>
    Uniform,

    /// <summary>N(0, 1): <see cref="PhiloxStream.NextNormal"/>.</summary>
    Normal,
}
