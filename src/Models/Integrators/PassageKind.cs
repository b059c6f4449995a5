namespace LatentSim.Models.Integrators;

/// <summary>How an orbit passes through one well of a potential.</summary>
public enum PassageKind
{
    /// <summary>It turns on both sides: the orbit never leaves the well.</summary>
    Trapped = 0,

    /// <summary>It turns on the left and goes over the barrier on the right.</summary>
    LeftEnd = 1,

    /// <summary>It goes over both barriers.</summary>
    Crossing = 2,

    /// <summary>It goes over the barrier on the left and turns on the right.</summary>
    RightEnd = 3,
}
