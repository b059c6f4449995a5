using LatentSim.Molecules.Potentials;

namespace LatentSim.Molecules.ForceFields;

/// <summary>Some of the terms of a force field, in double precision.</summary>
internal interface IForceFieldTerm
{
    /// <summary>Adds forces, kJ/(mol nm), and energies, kJ/mol, one for each <see cref="ForceFieldTerm"/>.</summary>
    void AddForces(in SiteArrays sites, Span<double> energies);
}
