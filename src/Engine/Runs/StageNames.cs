using LatentSim.Molecules;

namespace LatentSim.Engine.Runs;

/// <summary>The stages that a run may have, in the order in which they follow each other; a run may end after any of them.</summary>
public static class StageNames
{
    /// <summary>The source of latents.</summary>
    public const string Propagator = "propagator";

    /// <summary>Latents to coarse frames.</summary>
    public const string Decoder = "decoder";

    /// <summary>Coarse frames to atoms.</summary>
    public const string Backmapper = "backmapper";

    /// <summary>All of them, in order.</summary>
    public static readonly IReadOnlyList<string> All = [Propagator, Decoder, Backmapper];

    internal static void Validate(string source, IReadOnlyList<string> stages)
    {
        if (stages.Count == 0 || !All.Take(stages.Count).SequenceEqual(stages))
        {
            throw new InvalidInputException(
                source, "stages", $"is [{string.Join(", ", stages)}]; expected [{string.Join(", ", All)}], or the beginning of it");
        }
    }
}
