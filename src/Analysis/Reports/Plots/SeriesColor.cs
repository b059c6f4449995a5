namespace LatentSim.Analysis.Reports;

/// <summary>
/// Colours of curves, points and structures. The three ensembles have theirs wherever they are drawn; the others are for anything else. The page's style
/// sheet gives each a light and a dark shade; all are told apart in colour blindness (after Okabe and Ito), and curves by their dashes too.
/// </summary>
public enum SeriesColor
{
    /// <summary>What should be found: long MD that training never saw, or the exact answer.</summary>
    Truth,

    /// <summary>The MD that the model was trained on.</summary>
    Training,

    /// <summary>What LatentSim made.</summary>
    Run,

    /// <summary>Green.</summary>
    Green,

    /// <summary>Purple.</summary>
    Purple,

    /// <summary>Amber.</summary>
    Amber,

    /// <summary>Sky blue.</summary>
    Sky,

    /// <summary>Brown.</summary>
    Brown,

    /// <summary>Grey.</summary>
    Grey,
}
