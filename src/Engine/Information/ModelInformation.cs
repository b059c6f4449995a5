using LatentSim.Models.ModelFile;
using LatentSim.Models.Weights;

namespace LatentSim.Engine.Information;

/// <summary>One stage of a model.</summary>
/// <param name="Name">encoder, propagator, decoder or backmapper.</param>
/// <param name="Method">What it is.</param>
/// <param name="Parameters">The number of weights.</param>
/// <param name="From">What goes in.</param>
/// <param name="To">What comes out.</param>
internal sealed record StageInformation(string Name, string Method, long Parameters, string From, string To);

/// <summary>What a model file holds.</summary>
/// <param name="File">The file.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Name">The system's name.</param>
/// <param name="LagTime">The time of a step, in the time unit.</param>
/// <param name="TimeUnit">The unit of all times.</param>
/// <param name="Temperature">The temperature of the training data, K.</param>
/// <param name="Atoms">The number of atoms.</param>
/// <param name="Sites">The number of coarse sites.</param>
/// <param name="Latents">The number of latent coordinates, m; 0 for a model of particles and for a backmapper alone.</param>
/// <param name="Timescales">The implied timescales of the encoder's processes, in the time unit, slowest first.</param>
/// <param name="Coordinates">The range of a system's own coordinates that the latents are; null where an encoder makes them.</param>
/// <param name="Particles">The particles and their integrator; null where the source is another.</param>
/// <param name="Stages">The stages.</param>
/// <param name="Provenance">Where it comes from.</param>
internal sealed record ModelInformation(
    string File, long Bytes, string Name, double LagTime, string TimeUnit, double? Temperature, int? Atoms, int? Sites, int Latents, double[] Timescales,
    CoordinateRange? Coordinates, ParticleInformation? Particles, IReadOnlyList<StageInformation> Stages, Provenance Provenance)
{
    /// <summary>Reads a model file.</summary>
    /// <exception cref="LatentSim.Molecules.InvalidInputException">It is no model.</exception>
    public static ModelInformation Of(string path)
    {
        Simulator model = Simulator.Load(path);
        double[] timescales = [.. (model.Encoder?.Timescales ?? []).Where(double.IsFinite)];
        return new ModelInformation(
            path, new FileInfo(path).Length, model.Name, model.LagTime, model.TimeUnit, model.Temperature, model.Molecule?.Atoms.AtomCount, model.Molecule?.Coarse.AtomCount,
            model.Dimension, timescales, model.Coordinates, model.Integrator is { } integrator ? ParticleInformation.Of(integrator, model.LagTime) : null, [.. StagesOf(model)], model.Provenance);
    }

    private static IEnumerable<StageInformation> StagesOf(Simulator model)
    {
        (string latents, string sites) = ($"{model.Dimension} latents", $"{model.Molecule?.Coarse.AtomCount} sites");
        if (model.Encoder is { } encoder)
            yield return new StageInformation("encoder", "state-free reversible VAMPnet", Count(encoder.Network), $"{encoder.Features.Count} features", latents);

        if (model.Propagator is { } propagator)
            yield return new StageInformation("propagator", $"mixture density network, {propagator.Components} Gaussians", Count(propagator.Network), latents, latents);

        if (model.Decoder is FlowDecoderWeights flow)
            yield return new StageInformation("decoder", Describe(flow.Flow), Count(flow.Flow), latents, sites);
        if (model.Decoder is WganDecoderWeights wgan)
            yield return new StageInformation("decoder", "Wasserstein GAN with gradient penalty", Count(wgan.Generator), latents, sites);
        if (model.Backmapper is { } backmapper)
        {
            (string method, long parameters) = MethodOf(backmapper);
            yield return new StageInformation("backmapper", method, parameters, backmapper.UsesPrevious ? $"{sites}, previous atoms" : sites, $"{backmapper.Atoms} atoms");
        }
    }

    private static (string Method, long Parameters) MethodOf(IBackmapperWeights backmapper) => backmapper switch
    {
        FlowBackmapperWeights flow => (Describe(flow.Flow), Count(flow.Flow)),
        VoxelBackmapperWeights voxel => (VoxelInformation.Describe(voxel), VoxelInformation.Count(voxel.Decoder)),
        _ => (backmapper.GetType().Name, 0),
    };

    private static string Describe(SplineFlowWeights flow) => $"neural spline flow, {flow.Couplings.Count} couplings of {flow.Bins} bins";

    private static long Count(SplineFlowWeights flow) => flow.Couplings.Sum(coupling => Count(coupling.Conditioner));

    private static long Count(Perceptron network) => network.Layers.Sum(layer => (long)layer.Weights.Length + layer.Bias.Length);
}
