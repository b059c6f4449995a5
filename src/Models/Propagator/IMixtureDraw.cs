using LatentSim.Models.Kernels.Vectors;

namespace LatentSim.Models.Propagator;

/// <summary>Draws latents from the mixtures that a network's last hidden layer and logits tell, for one width of vectors.</summary>
internal unsafe interface IMixtureDraw
{
    /// <summary>Draws rows; latents whose mixture is not made of numbers are not numbers.</summary>
    /// <param name="hidden">The last hidden layer.</param>
    /// <param name="logits">The logits; whole vectors of them are read.</param>
    /// <param name="noise">A uniform number for the component and m normal numbers for the Gaussian, [row, 1 + m].</param>
    /// <param name="latents">Filled with [row, m].</param>
    /// <param name="rows">How many rows.</param>
    void Draw(RowPointers hidden, RowPointers logits, ReadOnlySpan<double> noise, float* latents, int rows);
}
