namespace LatentSim.Models.Integrators;

/// <summary>What integrators are called in configurations and model files.</summary>
public static class IntegratorKinds
{
    /// <summary>Velocity Verlet itself, which learns nothing: the truth, in the same stream.</summary>
    public const string Verlet = "verlet";

    /// <summary>The published one: layers of long short-term memory.</summary>
    public const string Lstm = "lstm";

    /// <summary>One particle in one dimension, in action and angle.</summary>
    public const string ActionAngle = "action-angle";

    /// <summary>Many particles, by symplectic updates.</summary>
    public const string Symplectic = "symplectic";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Lstm, ActionAngle, Symplectic, Verlet];

    /// <summary>The name of an integrator's kind.</summary>
    /// <exception cref="ArgumentException">It is none of them.</exception>
    public static string Of(IIntegratorWeights weights) => weights switch
    {
        LstmIntegratorWeights => Lstm,
        ActionAngleWeights => ActionAngle,
        SymplecticWeights => Symplectic,
        VerletWeights => Verlet,
        _ => throw new ArgumentException($"An integrator of type {weights.GetType().Name} has no name.", nameof(weights)),
    };
}
