using LatentSim.Models.Integrators;
using LatentSim.Molecules.Particles;
using LatentSim.Molecules.Random;

namespace LatentSim.Models.Training;

/// <summary>
/// Draws states along Verlet trajectories of a sweep, in reduced units, where a trajectory does not depend on the mass. Half of them are the hardest collisions
/// among the candidates: these are rare, and it is they that make a splitting lose its energy.
/// </summary>
internal sealed class SymplecticStates
{
    // The truth that a state is compared with takes steps this much finer than the system's.
    private const int Refinement = 2;
    private const int LooksPerStage = 4;

    // The stages of a timestep are as long as the spacing or a little shorter: shorter than half of it only where one stage is enough.
    private static readonly double[] Ratios = [1, 0.8, 0.6];

    // A wall in a stage is an error of its own, which no force of pairs can mend: states are followed in a sphere that is too large to meet.
    private const double WithoutWall = 16;

    private readonly IntegratorData data;
    private readonly SymplecticOptions options;
    private readonly ParticleSystem swept;
    private readonly double truthStep;

    public SymplecticStates(IntegratorData data, SymplecticOptions options)
    {
        this.data = data;
        this.options = options;
        swept = Reduced(data.System);
        System = swept.Boundary == ParticleBoundary.Sphere ? swept with { Size = WithoutWall * swept.Size } : swept;
        truthStep = System.VerletTimestep / Refinement;
    }

    /// <summary>The system that states are followed in, in units of Lennard-Jones.</summary>
    public ParticleSystem System { get; }

    /// <summary>Stages of the shorter window.</summary>
    public int MiddleStages => options.WindowStages / 2;

    /// <summary>The states of one trajectory, its start among them: a start has pairs that are closer than any later.</summary>
    public IEnumerable<SymplecticState> Draw(int simulation)
    {
        PhiloxStream random = new(data.Seed, simulation, 1, RandomPurpose.TrainingSweep);
        double[] times = Times(ref random);
        ParticleState drawn = ParticleSweep.Draw(data.System, data.Seed, simulation, RandomPurpose.TrainingSweep);
        ParticleState start = new(1, 1, [.. drawn.Positions.Select(x => x / data.System.Sigma)], drawn.Velocities);
        ParticleVerlet verlet = new(swept, start, swept.VerletTimestep);
        List<(double Closest, SymplecticState State)> candidates = [];
        SymplecticState first = Follow(verlet, 1, 1).State;
        foreach (double time in times)
        {
            verlet.Advance((long)(time / swept.VerletTimestep) - verlet.Step);
            candidates.Add(Follow(verlet, Ratios[candidates.Count % Ratios.Length], candidates.Count % 2 == 0 ? 1 : options.Heating));
        }

        int hardest = options.StatesPerTrajectory / 2;
        List<SymplecticState> byHardness = [.. candidates.OrderBy(candidate => candidate.Closest).Select(candidate => candidate.State)];
        int stride = Math.Max(1, (byHardness.Count - hardest) / Math.Max(1, options.StatesPerTrajectory - hardest));
        return byHardness.Take(hardest).Concat(byHardness.Skip(hardest).Where((_, i) => i % stride == 0).Take(options.StatesPerTrajectory - hardest)).Prepend(first);
    }

    private static ParticleSystem Reduced(ParticleSystem system) => system with
    {
        Size = system.Size / system.Sigma,
        Epsilon = 1,
        Sigma = 1,
        Start = new SweepRange(system.Start.Minimum / system.Sigma, system.Start.Maximum / system.Sigma),
        VerletTimestep = system.VerletTimestep * Math.Sqrt(system.Epsilon) / system.Sigma,
    };

    private double[] Times(ref PhiloxStream random)
    {
        double duration = Math.Min(options.Duration, data.Duration * Math.Sqrt(data.System.Epsilon) / data.System.Sigma);
        double[] times = new double[options.StatesPerTrajectory * options.Candidates];
        for (int i = 0; i < times.Length; i++)
            times[i] = duration * random.NextUniform();
        Array.Sort(times);
        return times;
    }

    private (double Closest, SymplecticState State) Follow(ParticleVerlet verlet, double ratio, double heating)
    {
        double[] start = Frame(verlet);
        int half = start.Length / 2;
        for (int i = half; i < start.Length; i++)
            start[i] *= heating;
        double look = ratio * options.Spacing / LooksPerStage;
        int steps = Math.Max(1, (int)Math.Round(look / truthStep));
        ParticleVerlet truth = new(System, new ParticleState(1, 1, start[..half], start[half..]), look / steps);
        double energy = truth.TotalEnergy;
        double closest = double.PositiveInfinity;
        double[] middle = start;
        for (int i = 1; i <= options.WindowStages * LooksPerStage; i++)
        {
            truth.Advance(steps);
            closest = Math.Min(closest, ClosestPair(truth.Positions));
            if (i == MiddleStages * LooksPerStage)
                middle = Frame(truth);
        }

        return (closest, new SymplecticState(ratio, start, middle, Frame(truth), energy));
    }

    private double ClosestPair(ReadOnlySpan<double> positions)
    {
        double closest = double.PositiveInfinity;
        for (int i = 3; i < positions.Length; i += 3)
        {
            for (int j = 0; j < i; j += 3)
            {
                double square = 0;
                for (int k = 0; k < 3; k++)
                {
                    double separation = positions[i + k] - positions[j + k];
                    if (System.Boundary == ParticleBoundary.Periodic)
                        separation = ParticleBox.MinimumImage(separation, System.Size);
                    square += separation * separation;
                }

                closest = Math.Min(closest, square);
            }
        }

        return closest;
    }

    private static double[] Frame(ParticleVerlet verlet)
    {
        double[] frame = new double[verlet.Positions.Length * 2];
        verlet.CopyFrame(frame);
        return frame;
    }
}
