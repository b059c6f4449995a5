namespace LatentSim.Analysis;

/// <summary>What a comparison says of one figure.</summary>
public enum Verdict
{
    /// <summary>It is as asked.</summary>
    Pass,

    /// <summary>It is not as asked.</summary>
    Fail,

    /// <summary>Nothing is asked of it.</summary>
    Measured,
}
