namespace LatentSim.Molecules.Potentials;

/// <summary>The shape of a native contact's energy.</summary>
public enum ContactForm
{
    /// <summary>12-10: Clementi, Nymeyer and Onuchic 2000.</summary>
    TwelveTen,

    /// <summary>With a barrier for the water between two sites, and a shallow second minimum where one layer of it is left: Cheung, Garcia and Onuchic 2002.</summary>
    Desolvation,
}
