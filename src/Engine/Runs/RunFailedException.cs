namespace LatentSim.Engine.Runs;

/// <summary>A run could not go on, for a reason that is not the user's input: a full disk, a lost file. The message says what to do. The program ends with exit code 1.</summary>
public sealed class RunFailedException(string message, Exception? cause = null) : Exception(message, cause);
