namespace LatentSim.Models.Weights;

/// <summary>The weights of a decoder: <see cref="FlowDecoderWeights"/> or <see cref="WganDecoderWeights"/>.</summary>
public interface IDecoderWeights
{
    /// <summary>The number of latent coordinates, m.</summary>
    int Dimension { get; }

    /// <summary>The number of coarse sites.</summary>
    int Sites { get; }
}
