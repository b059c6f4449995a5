namespace LatentSim.Models.Training;

/// <summary>Which decoder is trained.</summary>
public enum DecoderKind
{
    /// <summary>None: the simulator gives latent trajectories only.</summary>
    None = 0,

    /// <summary>A conditional spline flow on internal coordinates.</summary>
    Flow = 1,

    /// <summary>The published conditional Wasserstein GAN.</summary>
    Wgan = 2,
}
