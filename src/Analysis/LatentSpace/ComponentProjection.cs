using LatentSim.Models.Encoder;
using LatentSim.Models.Features;

namespace LatentSim.Analysis;

/// <summary>Projects frames on slow linear components, and encodes them again.</summary>
internal sealed class ComponentProjection
{
    private readonly LatentDefinition _definition;
    private readonly FeatureExtractor _extractor;
    private readonly SrvEncoder _encoder;
    private readonly float[] _features;
    private readonly float[] _latents;
    private readonly double[] _projected;
    private readonly List<List<float>> _components = [];
    private readonly List<List<double>> _slowest = [];

    internal ComponentProjection(LatentDefinition definition)
    {
        _definition = definition;
        (_extractor, _encoder) = (definition.System.CreateExtractor(), definition.System.CreateEncoder());
        _features = new float[FrameBatches.Size * _extractor.Count];
        _latents = new float[FrameBatches.Size * _encoder.Dimension];
        _projected = new double[definition.UsedComponents];
    }

    /// <summary>float[frame, component] of each trajectory.</summary>
    internal IReadOnlyList<float[]> Components => [.. _components.Select(trajectory => trajectory.ToArray())];

    /// <summary>psi_1 of each trajectory.</summary>
    internal IReadOnlyList<double[]> Slowest => [.. _slowest.Select(trajectory => trajectory.ToArray())];

    internal void BeginTrajectory()
    {
        _components.Add([]);
        _slowest.Add([]);
    }

    internal void Add(ReadOnlySpan<float> positions, int frames)
    {
        _encoder.Encode(positions, _latents.AsSpan(0, frames * _encoder.Dimension));
        for (var i = 0; i < frames; i++) _slowest[^1].Add(_latents[i * _encoder.Dimension]);
        if (_definition.Components is not { } model) return;
        _extractor.Extract(positions, _features.AsSpan(0, frames * _extractor.Count), frames);
        for (var i = 0; i < frames; i++)
        {
            model.Transform(_features.AsSpan(i * _extractor.Count, _extractor.Count), _projected);
            foreach (var x in _projected) _components[^1].Add((float)x);
        }
    }
}
