namespace LatentSim.Molecules.Potentials;

/// <summary>The energy of native contacts.</summary>
internal interface IContactTerm
{
    /// <summary>Adds forces, kJ/(mol nm); the energy, kJ/mol.</summary>
    double AddForces(in SiteArrays sites);
}
