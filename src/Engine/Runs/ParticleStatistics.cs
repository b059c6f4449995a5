using LatentSim.Actors;
using LatentSim.Analysis;
using LatentSim.Models.Integrators;
using LatentSim.Models.Stages;
using LatentSim.Molecules.Particles;

namespace LatentSim.Engine.Runs;

/// <summary>The statistics that a run of particles keeps: their total energy (<see cref="RunningEnergies"/>).</summary>
/// <param name="system">The particles.</param>
/// <param name="layout">What the rows of the source hold.</param>
/// <param name="walkers">Walkers of the run.</param>
/// <param name="timestep">The time of one step.</param>
internal sealed class ParticleStatistics(ParticleSystem system, IntegratorRow layout, int walkers, double timestep) : IRunStatistics
{
    /// <inheritdoc/>
    public IRunObservables Resume(byte[] state) => new Running(Load(state), new ParticleEnergy(system), layout);

    /// <inheritdoc/>
    public string Report(byte[] state) => Load(state).Estimate().ToJson();

    private RunningEnergies Load(byte[] state) =>
        state.Length == 0 ? new RunningEnergies(walkers, timestep) : RunningEnergies.FromBytes(walkers, timestep, state);

    private sealed class Running(RunningEnergies energies, ParticleEnergy energy, IntegratorRow layout) : IRunObservables
    {
        private readonly double[] parameters = new double[IntegratorRow.Parameters];
        private readonly double[] frame = new double[layout.FrameLength];

        public void Add(ShardBlock block)
        {
            LatentBlock rows = block.Latents;
            for (int step = 0; step < rows.Steps; step++)
            {
                for (int walker = 0; walker < rows.Walkers; walker++)
                    energies.Add(rows.FirstWalker + walker, Energy(rows.Step(step).Slice(walker * layout.Dimension, layout.Dimension)));
            }
        }

        public byte[] Save() => energies.ToBytes();

        private double Energy(Span<float> row)
        {
            SplitNumbers.Join(IntegratorRow.ParametersOf(row), parameters);
            SplitNumbers.Join(layout.FrameOf(row), frame);
            return energy.Total(frame, parameters[0], parameters[1]);
        }
    }
}
