namespace LatentSim.Molecules.CoarseGraining;

/// <summary>
/// The harmonic energy k (q - q0)^2 / 2 of a coordinate whose distribution, with the volume element J(q), has a given mean and variance:
/// p(q) = J(q) exp(-k (q - q0)^2 / 2 kT). It is the likeliest of its kind, since mean and variance are what the likelihood depends on.
/// </summary>
/// <param name="Centre">q0, nm or radians.</param>
/// <param name="Strength">k / kT, 1/nm^2 or 1/rad^2.</param>
internal readonly record struct HarmonicInversion(double Centre, double Strength)
{
    private const int Points = 801;
    private const double Reach = 8;
    private const int MostIterations = 200;
    private const double Tolerance = 1e-9;

    /// <summary>Finds it by matching both moments, each in turn.</summary>
    /// <param name="mean">The mean.</param>
    /// <param name="variance">The variance, positive.</param>
    /// <param name="volume">The volume element.</param>
    internal static HarmonicInversion Fit(double mean, double variance, CoordinateVolume volume)
    {
        double centre = mean;
        double strength = 1 / variance;
        double width = Math.Sqrt(variance);
        for (int i = 0; i < MostIterations && volume != CoordinateVolume.Torsion; i++)
        {
            (double modelMean, double modelVariance) = Moments(mean, width, centre, strength, volume);
            centre += mean - modelMean;
            strength *= modelVariance / variance;
            if (Math.Abs(mean - modelMean) < Tolerance * width && Math.Abs((modelVariance / variance) - 1) < Tolerance)
                break;
        }

        return new HarmonicInversion((float)centre, (float)strength);
    }

    private static (double Mean, double Variance) Moments(double around, double width, double centre, double strength, CoordinateVolume volume)
    {
        double first = Math.Max(0, around - (Reach * width));
        double last = around + (Reach * width);
        if (volume == CoordinateVolume.Angle)
            last = Math.Min(Math.PI, last);
        double step = (last - first) / (Points - 1);
        double weights = 0;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < Points; i++)
        {
            double value = first + (i * step);
            double weight = Volume(value, volume) * Math.Exp(-0.5 * strength * (value - centre) * (value - centre));
            double deviation = value - around;
            weights += weight;
            sum += weight * deviation;
            squares += weight * deviation * deviation;
        }

        double mean = sum / weights;
        return (around + mean, (squares / weights) - (mean * mean));
    }

    private static double Volume(double value, CoordinateVolume volume) => volume == CoordinateVolume.Bond ? value * value : Math.Sin(value);
}
