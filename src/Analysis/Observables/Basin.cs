namespace LatentSim.Analysis;

/// <summary>
/// The four coarse regions of the Ramachandran plane, cut at phi = 0 and at psi = -120 and 60 degrees: where running rates are counted between.
/// </summary>
public enum Basin
{
    /// <summary>phi &lt; 0, psi between -120 and 60 degrees: right-handed helix.</summary>
    AlphaRight,

    /// <summary>phi &lt; 0, psi elsewhere: extended.</summary>
    Beta,

    /// <summary>phi &gt;= 0, psi between -120 and 60 degrees: left-handed helix.</summary>
    AlphaLeft,

    /// <summary>phi &gt;= 0, psi elsewhere.</summary>
    Epsilon,
}

/// <summary>Places angles in basins.</summary>
public static class Basins
{
    /// <summary>Number of basins.</summary>
    public const int Count = 4;

    /// <summary>The basin of angles in radians in (-pi, pi].</summary>
    public static Basin Of(double phi, double psi)
    {
        var helical = psi >= -2 * Math.PI / 3 && psi < Math.PI / 3;
        return phi < 0 ? (helical ? Basin.AlphaRight : Basin.Beta) : helical ? Basin.AlphaLeft : Basin.Epsilon;
    }
}
