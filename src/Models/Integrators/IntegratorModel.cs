using LatentSim.Molecules.Particles;

namespace LatentSim.Models.Integrators;

/// <summary>The source of a simulator of particles: their system and what steps them by Delta_R.</summary>
/// <param name="System">The system, with the ranges that training swept.</param>
/// <param name="Weights">The integrator.</param>
/// <param name="Test">A start that is no part of the training.</param>
public sealed record IntegratorModel(ParticleSystem System, IIntegratorWeights Weights, ParticleState Test)
{
    /// <summary>The field that is wrong and what is wrong with it, or null.</summary>
    internal (string Field, string Problem)? Problem()
    {
        if (System.Problem() is (string field, string problem))
            return ($"system.{field}", problem);
        if (Weights.Problem(System) is { } wrongWeights)
            return ("weights", wrongWeights);
        return TestProblem() is { } wrongTest ? ("test", wrongTest) : null;
    }

    private string? TestProblem()
    {
        if (Test.Positions.Length != System.CoordinateCount || Test.Velocities.Length != System.CoordinateCount)
            return $"{Test.Positions.Length} positions and {Test.Velocities.Length} velocities, expected {System.CoordinateCount} of both";
        if (!IsPositive(Test.Mass) || !IsPositive(Test.Stiffness))
            return FormattableString.Invariant($"mass {Test.Mass} and stiffness {Test.Stiffness}, expected positive numbers");
        return Test.Positions.All(double.IsFinite) && Test.Velocities.All(double.IsFinite) ? null : "positions or velocities that are not finite";
    }

    private static bool IsPositive(double value) => value > 0 && double.IsFinite(value);
}
