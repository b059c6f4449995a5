namespace LatentSim.Engine.Benchmarks.Live;

/// <summary>What became of a web server whose stream was sent mutated messages.</summary>
/// <param name="Messages">The messages that were sent, each over a connection of its own, for the first that breaks the protocol ends one.</param>
/// <param name="Refused">Those that the server called a breach of the protocol.</param>
/// <param name="Crashes">Failures of the server itself.</param>
/// <param name="Hangs">Connections that the server did not end in time, and clients that did nothing wrong and were not served in time.</param>
/// <param name="LogLines">Lines that the server wrote.</param>
internal sealed record StreamFuzzResult(long Messages, long Refused, long Crashes, long Hangs, long LogLines);
