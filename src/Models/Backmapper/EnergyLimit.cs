using LatentSim.Molecules.ForceFields;

namespace LatentSim.Models.Backmapper;

/// <summary>The energy that the frames of a backmapper may have. Safe to share among threads.</summary>
/// <param name="Potential">The molecule's energy.</param>
/// <param name="MostEnergy">The highest, kJ/mol; a frame above it is drawn again.</param>
public sealed record EnergyLimit(ForceFieldPotential Potential, double MostEnergy);
