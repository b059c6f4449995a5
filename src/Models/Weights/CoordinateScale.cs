namespace LatentSim.Models.Weights;

/// <summary>How one internal coordinate becomes a variable of a flow.</summary>
public enum CoordinateScaling
{
    /// <summary>Constant in the training data to within the file's rounding (a constraint): not a variable of the flow.</summary>
    Fixed = 0,

    /// <summary>(x - Mean) / Scale; a torsion is first wrapped to [Cut, Cut + 2 pi).</summary>
    Linear = 1,

    /// <summary>A torsion that visits the whole circle: wrapped to [-pi, pi) and left as it is.</summary>
    Circular = 2,
}

/// <summary>The scaling of one internal coordinate.</summary>
/// <param name="Scaling">The kind of scaling.</param>
/// <param name="IsTorsion">Whether the coordinate is a torsion, in radians modulo 2 pi.</param>
/// <param name="Mean">The mean over the training data (of the wrapped value for a cut torsion); the value itself when fixed.</param>
/// <param name="Scale">The standard deviation over the training data, positive.</param>
/// <param name="Cut">For a linear torsion: where the circle is cut, in the middle of the widest arc without data.</param>
public sealed record CoordinateScale(CoordinateScaling Scaling, bool IsTorsion, float Mean, float Scale, float Cut);
