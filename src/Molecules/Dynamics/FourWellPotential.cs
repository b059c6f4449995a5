namespace LatentSim.Molecules.Dynamics;

/// <summary>
/// V(x) = 2 (x^8 + 0.8 exp(-80 x^2) + 0.2 exp(-80 (x - 0.5)^2) + 0.5 exp(-40 (x + 0.5)^2)) in kT: four wells on [-1, 1] (Prinz et al., J. Chem. Phys. 134,
/// 174105 (2011); Sidky et al. 2020, section 3.1).
/// </summary>
public sealed class FourWellPotential : IReducedPotential
{
    private const double Scale = 2;

    private static readonly (double Height, double Sharpness, double Place)[] Barriers = [(0.8, 80, 0), (0.2, 80, 0.5), (0.5, 40, -0.5)];

    /// <inheritdoc/>
    public double Energy(double x)
    {
        double sum = Math.Pow(x * x, 4);
        foreach ((double height, double sharpness, double place) in Barriers)
            sum += height * Math.Exp(-sharpness * (x - place) * (x - place));
        return Scale * sum;
    }

    /// <inheritdoc/>
    public double Gradient(double x)
    {
        double sum = 8 * Math.Pow(x * x, 3) * x;
        foreach ((double height, double sharpness, double place) in Barriers)
            sum -= 2 * sharpness * (x - place) * height * Math.Exp(-sharpness * (x - place) * (x - place));
        return Scale * sum;
    }
}
