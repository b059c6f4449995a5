using LatentSim.Models.Stages;

namespace LatentSim.Actors;

/// <summary>
/// Makes the stages of a pipeline. Each is called on the thread of its slot, when the stage is first needed there and after each failure of it.
/// </summary>
/// <param name="Propagator">Makes the source of latents.</param>
/// <param name="Decoder">Makes the decoder; null for a pipeline of latents alone.</param>
/// <param name="Backmapper">Makes the backmapper; null for a pipeline that ends with coarse frames. It needs a decoder.</param>
public sealed record StageFactories(Func<IPropagator> Propagator, Func<IDecoder>? Decoder = null, Func<IBackmapper>? Backmapper = null);
