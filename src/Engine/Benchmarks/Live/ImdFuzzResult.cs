namespace LatentSim.Engine.Benchmarks.Live;

/// <summary>What became of an IMD server that was sent mutated packets.</summary>
/// <param name="Messages">The packets that were sent.</param>
/// <param name="Sessions">The connections that they were sent over.</param>
/// <param name="Crashes">Sessions that ended by a failure of the server itself.</param>
/// <param name="Hangs">How often a client that does nothing wrong was not served in time, or clients that had gone were not noticed.</param>
/// <param name="LogLines">Warnings that the sessions gave the server to write.</param>
internal sealed record ImdFuzzResult(long Messages, long Sessions, long Crashes, long Hangs, long LogLines);
