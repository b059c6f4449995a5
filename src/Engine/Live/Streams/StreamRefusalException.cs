namespace LatentSim.Engine.Live.Streams;

/// <summary>A client asks for what cannot be; it is told so and may go on.</summary>
internal sealed class StreamRefusalException(string message) : Exception(message);
