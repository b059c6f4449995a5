using LatentSim.Molecules.Particles;

namespace LatentSim.Models.Integrators;

/// <summary>Runs <see cref="SymplecticWeights"/>. A state is mass, starting energy, positions (not wrapped) and velocities.</summary>
internal sealed class SymplecticIntegrator : IIntegrator
{
    private const int Parameters = 2;
    private const int MostPlans = 64;
    private const int Axes = 3;

    // A step that changes speeds by more than this is no longer a correction of energy.
    private const double MostScaling = 2;

    private readonly SymplecticWeights weights;
    private readonly ParticleSystem system;
    private readonly double timestep;
    private readonly SymplecticFlow flow;
    private readonly ParticleEnergy energy;
    private readonly List<(double Mass, SymplecticPlan Plan)> plans = [];
    private int oldestPlan;

    public SymplecticIntegrator(SymplecticWeights weights, ParticleSystem system, double timestep, bool isVectorized = true)
    {
        this.weights = weights;
        this.system = system;
        this.timestep = timestep;
        flow = new SymplecticFlow(system, isVectorized);
        energy = new ParticleEnergy(system);
        PlanOf(system.Mass.Minimum);
    }

    /// <inheritdoc/>
    public int Window => 1;

    /// <inheritdoc/>
    public int FrameLength => 2 * system.CoordinateCount;

    /// <inheritdoc/>
    public int StateLength => Parameters + FrameLength;

    /// <inheritdoc/>
    public void Start(ReadOnlySpan<double> window, double mass, double stiffness, Span<double> state)
    {
        (state[0], state[1]) = (mass, energy.Total(window, mass, stiffness));
        window.CopyTo(state[Parameters..]);
    }

    /// <inheritdoc/>
    public void Step(Span<double> states)
    {
        for (int first = 0; first < states.Length; first += StateLength)
            StepOne(states.Slice(first, StateLength));
    }

    /// <inheritdoc/>
    public void Read(ReadOnlySpan<double> state, Span<double> frame) => state[Parameters..].CopyTo(frame);

    private void StepOne(Span<double> state)
    {
        double mass = state[0];
        Span<double> frame = state[Parameters..];
        double velocity = Math.Sqrt(system.Epsilon / mass);
        flow.Load(frame, system.Sigma, velocity);
        flow.Advance(PlanOf(mass));
        flow.Store(frame, system.Sigma, velocity);
        if (weights.Projection)
            Project(frame, mass, state[1]);
    }

    // Velocities about their mean are scaled, which leaves momentum as it is. Where no scaling reaches the energy, the frame stays what the splitting made it.
    private void Project(Span<double> frame, double mass, double target)
    {
        Span<double> velocities = frame[system.CoordinateCount..];
        Span<double> mean = stackalloc double[Axes];
        for (int i = 0; i < velocities.Length; i++)
            mean[i % Axes] += velocities[i] / system.Particles;
        double inside = 0;
        double whole = 0;
        for (int i = 0; i < velocities.Length; i++)
        {
            double relative = velocities[i] - mean[i % Axes];
            inside += 0.5 * mass * relative * relative;
            whole += 0.5 * mass * velocities[i] * velocities[i];
        }

        double potential = energy.Potential(frame[..system.CoordinateCount], 1);
        double scale = Math.Sqrt((target - potential - (whole - inside)) / inside);
        if (!(scale > 1 / MostScaling) || !(scale < MostScaling))
            return;
        for (int i = 0; i < velocities.Length; i++)
            velocities[i] = mean[i % Axes] + (scale * (velocities[i] - mean[i % Axes]));
    }

    // One plan a mass; where walkers have more masses than are kept, the oldest plan is made anew.
    private SymplecticPlan PlanOf(double mass)
    {
        foreach ((double planned, SymplecticPlan plan) in plans)
        {
            if (planned == mass)
                return plan;
        }

        double reduced = timestep * Math.Sqrt(system.Epsilon / mass) / system.Sigma;
        int stages = SymplecticPlan.StagesOf(weights, reduced);
        SymplecticPlan made = new(weights, reduced / stages, stages, SymplecticFlow.Cutoff(system), SymplecticFlow.IsShifted(system));
        if (plans.Count < MostPlans)
            plans.Add((mass, made));
        else
            plans[oldestPlan++ % MostPlans] = (mass, made);
        return made;
    }
}
