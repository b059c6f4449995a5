namespace LatentSim.Engine.Commands;

/// <summary>The program's exit codes.</summary>
public static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Success = 0;

    /// <summary>The run failed, or some of its walkers did.</summary>
    public const int Failed = 1;

    /// <summary>The input is bad: arguments, configuration or files.</summary>
    public const int BadInput = 2;
}
