namespace LatentSim.Molecules.Particles;

/// <summary>The potential energies of Kadupitiya, Fox and Jadhao (2020), supporting information, in reduced units.</summary>
public enum ParticlePotential
{
    /// <summary>U = k x^2 / 2, equation 7.</summary>
    Harmonic = 0,

    /// <summary>U = 4 epsilon ((sigma/x)^12 - (sigma/x)^6) of one coordinate x > 0, equation 9.</summary>
    LennardJonesWell = 1,

    /// <summary>U = x^4 / 4 - x^2 / 2, equation 11.</summary>
    DoubleWell = 2,

    /// <summary>U = (x^4 - x^3 - 16 x^2 + 4 x + 48) / 50 + sin(30 (x + 5)) / 5, equation 13.</summary>
    Rugged = 3,

    /// <summary>U = 4 epsilon ((sigma/r)^12 - (sigma/r)^6) of every pair of particles in three dimensions, equation 15.</summary>
    LennardJones = 4,
}
