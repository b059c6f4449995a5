using LatentSim.Engine.Runs;
using LatentSim.Models.Encoder;
using LatentSim.Models.Features;
using LatentSim.Models.ModelFile;

namespace LatentSim.Engine.Live;

/// <summary>
/// The latents of frames whose file holds positions alone: through the model's encoder, as `latentsim evaluate` takes them. They are those of the frame, not those
/// that the propagator made it from. Used by one thread at a time.
/// </summary>
internal sealed class FrameLatents
{
    private readonly SrvEncoder encoder;
    private readonly IReadOnlyList<int> sites;
    private float[] atoms = [];

    private FrameLatents(SrvEncoder encoder, IReadOnlyList<int> sites)
    {
        this.encoder = encoder;
        this.sites = sites;
    }

    /// <summary>The number of latents of a frame.</summary>
    public int Dimension => encoder.Dimension;

    /// <summary>What encodes a run's frames; null where the model has no encoder, or one that looks at atoms that the frames lack.</summary>
    public static FrameLatents? Of(Simulator model, RunSettings settings)
    {
        if (model.Encoder is not { } weights || model.Molecule is not { } molecule || settings.Stages.Count == 1 || weights.Features.Columns > 0)
            return null;
        if (settings.Stages.Contains(StageNames.Backmapper))
            return new FrameLatents(model.CreateEncoder(), []);
        return AtomsOf(weights.Features).All(molecule.CoarseAtoms.Contains) ? new FrameLatents(model.CreateEncoder(), molecule.CoarseAtoms) : null;
    }

    /// <summary>Encodes frames.</summary>
    /// <param name="positions">[frame, site, 3] in nm.</param>
    /// <param name="frames">The number of frames.</param>
    /// <returns>[frame, m].</returns>
    public float[] Encode(ReadOnlySpan<float> positions, int frames)
    {
        float[] latents = new float[frames * encoder.Dimension];
        encoder.Encode(sites.Count == 0 ? positions : Spread(positions, frames), latents);
        return latents;
    }

    // Atoms between the coarse sites are looked at by no feature, and stay where they are.
    private ReadOnlySpan<float> Spread(ReadOnlySpan<float> positions, int frames)
    {
        if (atoms.Length < frames * encoder.FrameSize)
            atoms = new float[frames * encoder.FrameSize];
        for (int frame = 0; frame < frames; frame++)
        {
            for (int site = 0; site < sites.Count; site++)
                positions.Slice(3 * ((frame * sites.Count) + site), 3).CopyTo(atoms.AsSpan((frame * encoder.FrameSize) + (3 * sites[site])));
        }

        return atoms.AsSpan(0, frames * encoder.FrameSize);
    }

    private static IEnumerable<int> AtomsOf(FeatureDefinition features) =>
    [
        .. features.Torsions.SelectMany(torsion => (int[])[torsion.A, torsion.B, torsion.C, torsion.D]),
        .. features.Distances.SelectMany(pair => (int[])[pair.A, pair.B]),
        .. features.Aligned?.Atoms ?? [],
    ];
}
