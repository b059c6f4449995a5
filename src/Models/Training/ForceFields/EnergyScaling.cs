using TorchSharp;

namespace LatentSim.Models.Training;

/// <summary>
/// Potential energies on a scale where their distributions are compared: asinh((U - mean) / deviation), nearly standard deviations where the data are and
/// logarithmic far away. A clash of 10^6 kJ/mol so counts as one frame among others, and still has a gradient that mends it; a clamp would leave it none.
/// </summary>
/// <param name="Mean">The mean of the data, kJ/mol.</param>
/// <param name="Deviation">Their standard deviation, kJ/mol.</param>
internal sealed record EnergyScaling(double Mean, double Deviation)
{
    // Above any energy of ForceFieldEnergy that a molecule's atoms in one place have, so that squares stay finite in single precision.
    private const double MostDeviations = 1e15;

    /// <summary>The scale of data.</summary>
    /// <exception cref="ArgumentException">An energy is not finite, or all are the same.</exception>
    public static EnergyScaling Of(double[] energies)
    {
        double mean = energies.Average();
        double deviation = Math.Sqrt(energies.Average(energy => (energy - mean) * (energy - mean)));
        return double.IsFinite(deviation) && deviation > 0
            ? new EnergyScaling(mean, deviation)
            : throw new ArgumentException("The potential energies of the training frames are not finite, or all the same.", nameof(energies));
    }

    /// <summary>Scales energies, kJ/mol.</summary>
    public torch.Tensor Of(torch.Tensor energies)
    {
        torch.Tensor deviations = ((energies - Mean) / Deviation).clamp(-MostDeviations, MostDeviations);
        torch.Tensor size = deviations.abs();
        return deviations.sign() * (size + ((size * size) + 1).sqrt()).log();
    }
}
