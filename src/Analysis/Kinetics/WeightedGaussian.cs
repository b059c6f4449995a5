namespace LatentSim.Analysis;

/// <summary>A term of a mixture of Gaussians along one coordinate.</summary>
/// <param name="Weight">Its probability.</param>
/// <param name="Mean">Its mean.</param>
/// <param name="Deviation">Its standard deviation, positive.</param>
public readonly record struct WeightedGaussian(double Weight, double Mean, double Deviation);
