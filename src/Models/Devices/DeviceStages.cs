using System.Runtime.CompilerServices;
using LatentSim.Models.Backmapper;
using LatentSim.Models.ModelFile;
using LatentSim.Models.Stages;
using LatentSim.Models.Weights;

namespace LatentSim.Models.Devices;

/// <summary>
/// Makes the stages of a slot: for cuda:N and torch:N those that compute through libtorch, for cpu:N the kernels. A stage that has no form for a device runs on
/// the kernel in such a slot, too.
/// </summary>
public static class DeviceStages
{
    /// <summary>Makes the propagator of a slot; called on its thread.</summary>
    /// <exception cref="InvalidOperationException">The model has none.</exception>
    public static IPropagator CreatePropagator(Simulator model, string slot) =>
        DeviceSlots.IsTorch(slot) && model is { Propagator: { } weights, Starts: { } starts } ? OnDevice(weights, starts, slot) : model.CreatePropagator();

    /// <summary>Makes the decoder of a slot; called on its thread.</summary>
    /// <param name="model">The model.</param>
    /// <param name="slot">The slot.</param>
    /// <param name="isLast">Whether no stage follows, so that frames are sure to be read in host memory.</param>
    /// <exception cref="InvalidOperationException">The model has none.</exception>
    public static IDecoder CreateDecoder(Simulator model, string slot, bool isLast) =>
        DeviceSlots.IsTorch(slot) && HasDeviceForm(model.Decoder) ? OnDevice(model.Decoder!, slot, isLast) : model.CreateDecoder();

    /// <summary>Makes the backmapper of a slot; called on its thread.</summary>
    /// <param name="model">The model.</param>
    /// <param name="slot">The slot.</param>
    /// <param name="limit">The energy that its frames may have; null to take every draw.</param>
    /// <exception cref="InvalidOperationException">The model has none.</exception>
    /// <exception cref="ArgumentException">The limit is of another molecule.</exception>
    public static IBackmapper CreateBackmapper(Simulator model, string slot, EnergyLimit? limit = null) =>
        DeviceSlots.IsTorch(slot) && HasDeviceForm(model.Backmapper, limit is not null) ? OnDevice((FlowBackmapperWeights)model.Backmapper!, slot) : model.CreateBackmapper(limit);

    /// <summary>Whether a decoder computes on a device.</summary>
    public static bool HasDeviceForm(IDecoderWeights? weights) => weights is WganDecoderWeights or FlowDecoderWeights;

    /// <summary>Whether a backmapper computes on a device.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="hasEnergyLimit">Whether frames above an energy are drawn again, which is computed in host memory.</param>
    public static bool HasDeviceForm(IBackmapperWeights? weights, bool hasEnergyLimit) => weights is FlowBackmapperWeights && !hasEnergyLimit;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TorchPropagator OnDevice(MixtureDensityWeights weights, StartLatents starts, string slot) =>
        new(weights, starts, TorchDevice.Open(slot));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static IDecoder OnDevice(IDecoderWeights weights, string slot, bool isLast) => weights is FlowDecoderWeights flow
        ? new TorchFlowDecoder(flow, TorchDevice.Open(slot), isLast)
        : new TorchWganDecoder((WganDecoderWeights)weights, TorchDevice.Open(slot), isLast);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TorchFlowBackmapper OnDevice(FlowBackmapperWeights weights, string slot) => new(weights, TorchDevice.Open(slot));
}
