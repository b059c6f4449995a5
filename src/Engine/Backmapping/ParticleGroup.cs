using LatentSim.Molecules;

namespace LatentSim.Engine.Backmapping;

/// <summary>The particles of one residue of a coarse topology, which may be anywhere in it.</summary>
/// <param name="Residue">The residue, where it appears first.</param>
/// <param name="Particles">All its particles.</param>
internal sealed record ParticleGroup(Residue Residue, int[] Particles)
{
    /// <summary>The residues of a topology, by first appearance; those of one chain, number and name are one.</summary>
    public static ParticleGroup[] Of(Topology topology) =>
    [
        .. topology.Residues
            .GroupBy(residue => (residue.ChainId, residue.SequenceNumber, residue.InsertionCode, residue.Name))
            .Select(same => new ParticleGroup(same.First(), [.. same.SelectMany(residue => residue.AtomIndices)])),
    ];
}
