namespace LatentSim.Models.Weights;

/// <summary>Layer normalization over all channels and points of a sample (mean 0, variance 1; epsilon 1e-5), then a scale and a shift for each channel.</summary>
/// <param name="Scale">[channel].</param>
/// <param name="Shift">[channel].</param>
public sealed record GridNormalization(float[] Scale, float[] Shift);
