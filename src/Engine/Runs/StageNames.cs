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

    /// <summary>The source of particles.</summary>
    public const string Integrator = "integrator";

    /// <summary>Particles to frames.</summary>
    public const string Frames = "frames";

    /// <summary>The source that reads coarse trajectories.</summary>
    public const string Coarse = "coarse";

    /// <summary>All that may follow a propagator, in order.</summary>
    public static readonly IReadOnlyList<string> All = [Propagator, Decoder, Backmapper];

    /// <summary>All that may follow an integrator, in order.</summary>
    public static readonly IReadOnlyList<string> OfParticles = [Integrator, Frames];

    /// <summary>What follows coarse trajectories.</summary>
    public static readonly IReadOnlyList<string> OfCoarse = [Coarse, Backmapper];

    internal static void Validate(string source, IReadOnlyList<string> stages)
    {
        if (!IsBeginning(stages, All) && !IsBeginning(stages, OfParticles) && !stages.SequenceEqual(OfCoarse))
        {
            throw new InvalidInputException(
                source, "stages", $"is [{string.Join(", ", stages)}]; expected [{string.Join(", ", All)}], or the beginning of it, or [{string.Join(", ", OfParticles)}], or the beginning of that, or [{string.Join(", ", OfCoarse)}]");
        }
    }

    private static bool IsBeginning(IReadOnlyList<string> stages, IReadOnlyList<string> of) => stages.Count > 0 && of.Take(stages.Count).SequenceEqual(stages);
}
