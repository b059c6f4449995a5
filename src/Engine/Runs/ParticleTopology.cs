using LatentSim.Models.Integrators;
using LatentSim.Molecules;
using LatentSim.Molecules.Particles;

namespace LatentSim.Engine.Runs;

/// <summary>Particles as other programs know them: argon atoms without bonds, each a residue of its own.</summary>
internal static class ParticleTopology
{
    /// <summary>A PDB file of particles at an instant, in their box.</summary>
    public static byte[] PdbOf(ParticleSystem system, ParticleState state)
    {
        float[] positions = new float[state.Positions.Length];
        ParticleFrames.ToNanometres(system, [.. state.Positions], positions);
        using var bytes = new MemoryStream();
        using (var writer = new PdbWriter(bytes, Of(system), models: false, leaveOpen: true))
            writer.Write(0, 0, positions, ParticleFrames.BoxOf(system));
        return bytes.ToArray();
    }

    /// <summary>The topology of particles.</summary>
    public static Topology Of(ParticleSystem system)
    {
        var builder = new TopologyBuilder();
        for (int particle = 0; particle < system.Particles; particle++)
        {
            builder.AddResidue("AR", particle + 1, "A");
            builder.AddAtom("AR", Element.FromSymbol("Ar"));
        }

        return builder.Build();
    }
}
