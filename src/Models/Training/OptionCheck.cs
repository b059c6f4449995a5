namespace LatentSim.Models.Training;

/// <summary>Checks the values of training options.</summary>
internal static class OptionCheck
{
    /// <summary>Throws when a value is below its least.</summary>
    /// <exception cref="ArgumentException">It is.</exception>
    public static void AtLeast(string option, double value, double least)
    {
        if (!(value >= least) || double.IsInfinity(value))
            throw new ArgumentException($"{option} is {value}, expected at least {least}.");
    }

    /// <summary>Throws when a value is not above zero.</summary>
    /// <exception cref="ArgumentException">It is not.</exception>
    public static void Positive(string option, double value)
    {
        if (!(value > 0) || double.IsInfinity(value))
            throw new ArgumentException($"{option} is {value}, expected a positive number.");
    }

    /// <summary>Throws when a value is not in [0, 1).</summary>
    /// <exception cref="ArgumentException">It is not.</exception>
    public static void Fraction(string option, double value)
    {
        if (!(value >= 0 && value < 1))
            throw new ArgumentException($"{option} is {value}, expected a number from 0 to below 1.");
    }
}
