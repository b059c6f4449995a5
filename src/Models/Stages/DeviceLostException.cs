namespace LatentSim.Models.Stages;

/// <summary>A device computes no more, whatever it is asked: it fell off the bus, or an error of its driver stays. What ran there goes on elsewhere.</summary>
/// <param name="message">What happened, one line.</param>
/// <param name="cause">What the driver said.</param>
public sealed class DeviceLostException(string message, Exception? cause = null) : Exception(message, cause);
