using LatentSim.Models.Integrators;
using LatentSim.Molecules.Particles;

namespace LatentSim.Engine.Experiments;

/// <summary>The system that an experiment was made on.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Potential">Its potential, as configurations call it.</param>
/// <param name="Particles">The number of particles.</param>
/// <param name="Boundary">Its enclosure.</param>
/// <param name="Size">The size of the enclosure.</param>
/// <param name="VerletTimestep">Delta.</param>
/// <param name="Mass">The mass of the test trajectory.</param>
/// <param name="Stiffness">Its spring constant.</param>
/// <param name="Start">Where it starts; empty for many particles.</param>
/// <param name="Seed">The seed of the sweep.</param>
internal sealed record SystemSummary(
    string Name, string Potential, int Particles, string Boundary, double Size, double VerletTimestep, double Mass, double Stiffness, IReadOnlyList<double> Start, ulong Seed)
{
    /// <summary>Of a setup.</summary>
    public static SystemSummary Of(ExperimentSetup setup) => new(
        setup.Name, ParticleNames.Of(setup.System.Potential), setup.System.Particles, ParticleNames.Of(setup.System.Boundary), setup.System.Size, setup.System.VerletTimestep,
        setup.Test.Mass, setup.Test.Stiffness, setup.IsFluid ? [] : setup.Test.Positions, setup.Seed);

    /// <summary>It, in a line.</summary>
    public string Describe()
    {
        string many = Particles > 1 ? FormattableString.Invariant($" of {Particles} particles in a {(Boundary == ParticleNames.Of(ParticleBoundary.Periodic) ? "periodic cube of edge" : "sphere of radius")} {Size}") : "";
        string spring = Potential == ParticleNames.Of(ParticlePotential.Harmonic) ? FormattableString.Invariant($", k = {Stiffness}") : "";
        string start = Start.Count > 0 ? FormattableString.Invariant($", x0 = {Start[0]}") : ", random places";
        return FormattableString.Invariant($"{Potential}{many}; test trajectory: m = {Mass}{spring}{start}, at rest; Delta = {VerletTimestep}");
    }
}
