using LatentSim.Models.Integrators;
using LatentSim.Molecules.Particles;

namespace LatentSim.Models.Training;

/// <summary>How far weights take states from where they should be: positions, velocities and energy after either window, each over what is thought a large error.</summary>
internal sealed class SymplecticResiduals
{
    private const double PositionScale = 0.01;
    private const double VelocityScale = 0.07;
    private const double EnergyScale = 0.25;
    private const double LargestResidual = 1e3;

    private readonly SymplecticFlow flow;
    private readonly ParticleEnergy energy;
    private readonly ParticleSystem system;
    private readonly int middleStages;
    private readonly int endStages;
    private readonly double[] frame;

    /// <param name="system">The system, in reduced units.</param>
    /// <param name="middleStages">Stages of the shorter window.</param>
    /// <param name="endStages">Stages of the longer.</param>
    public SymplecticResiduals(ParticleSystem system, int middleStages, int endStages)
    {
        this.system = system;
        this.middleStages = middleStages;
        this.endStages = endStages;
        flow = new SymplecticFlow(system);
        energy = new ParticleEnergy(system);
        frame = new double[2 * system.CoordinateCount];
    }

    /// <summary>The residuals of one state.</summary>
    public int Count => 2 * (frame.Length + 1);

    /// <summary>What weights do with stages of a length; to be made once for all states that share it.</summary>
    public SymplecticPlan Plan(SymplecticWeights weights, double ratio) =>
        new(weights, ratio * weights.Spacing, endStages, SymplecticFlow.Cutoff(system), SymplecticFlow.IsShifted(system));

    /// <summary>Evaluates one state.</summary>
    /// <param name="state">The state.</param>
    /// <param name="plan">The plan of its ratio.</param>
    /// <param name="residuals">[<see cref="Count"/>].</param>
    public void Evaluate(SymplecticState state, SymplecticPlan plan, Span<double> residuals)
    {
        Compare(state, plan with { Stages = middleStages }, state.Middle, residuals[..(Count / 2)]);
        Compare(state, plan with { Stages = endStages }, state.End, residuals[(Count / 2)..]);
    }

    // Short stages are more accurate by a power of their length, and must not be forgotten for it.
    private void Compare(SymplecticState state, SymplecticPlan plan, double[] truth, Span<double> residuals)
    {
        flow.Load(state.Start, 1, 1);
        flow.Advance(plan);
        flow.Store(frame, 1, 1);
        double weight = 1 / (state.Ratio * state.Ratio);
        int half = frame.Length / 2;
        double perCoordinate = weight / Math.Sqrt(half);
        for (int i = 0; i < frame.Length; i++)
            residuals[i] = Bounded(perCoordinate * (frame[i] - truth[i]) / (i < half ? PositionScale : VelocityScale));
        residuals[frame.Length] = Bounded(weight * (energy.Total(frame, 1, 1) - state.Energy) / EnergyScale);
    }

    private static double Bounded(double residual) => double.IsNaN(residual) ? LargestResidual : Math.Clamp(residual, -LargestResidual, LargestResidual);
}
