namespace LatentSim.Actors;

/// <summary>
/// A store has no room for what it was handed. Nothing is lost: the same call, made again when there is room, goes on where this one stopped.
/// </summary>
/// <param name="message">What there is no room for, where, and how much is missing; one line.</param>
/// <param name="cause">What the operating system said.</param>
public sealed class NoRoomException(string message, Exception? cause = null) : Exception(message, cause);
