namespace LatentSim.Engine.Live.Streams;

/// <summary>A client broke the protocol; it is told so and disconnected.</summary>
internal sealed class StreamViolationException(string message) : Exception(message);
