using LatentSim.Analysis;
using LatentSim.Engine.Configuration;
using LatentSim.Molecules;
using LatentSim.Molecules.ForceFields;

namespace LatentSim.Engine.Evaluation;

/// <summary>The potential energies of held-out MD, which those of runs are compared with.</summary>
internal sealed class EnergyReference
{
    private const string Setting = "data.energy";
    private readonly ForceFieldPotential potential;
    private readonly EnergySample truth;
    private readonly (double? Mean, double? Distance) limits;

    private EnergyReference(ForceFieldPotential potential, EnergySample truth, (double? Mean, double? Distance) limits)
    {
        this.potential = potential;
        this.truth = truth;
        this.limits = limits;
    }

    /// <summary>Reads the force field of a configuration and computes the energies of what it holds out; null where it names none or holds out statistics only.</summary>
    /// <exception cref="InvalidInputException">The force field cannot be read, or is of another molecule than the trajectories.</exception>
    public static EnergyReference? Open(ConfigurationFile configuration)
    {
        string file = configuration.Settings.Data.Energy;
        IReadOnlyList<string> heldOut = configuration.Resolve("data.held-out", configuration.Settings.Data.HeldOut);
        if (file.Length == 0 || heldOut.Count == 0 || heldOut.Any(HeldOutReference.IsStatistics))
            return null;
        var potential = new ForceFieldPotential(SystemXmlFile.Read(configuration.Resolve(Setting, [file])[0]));
        EnergySample truth = EnergySample.Of(potential, HeldOutReference.Sources(configuration, heldOut));
        if (truth.Energies.Count < 2)
            throw new InvalidInputException(configuration.FilePath, "data.held-out", "has a single frame; energies need two to have a spread");
        return new EnergyReference(potential, truth, configuration.Settings.Evaluation.EnergyLimits);
    }

    /// <summary>Compares the energies of a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="asks">Whether the limits are asked of it.</param>
    /// <exception cref="InvalidInputException">A trajectory is missing or damaged, or of another molecule.</exception>
    public EnergyComparison Compare(FinishedRun run, bool asks)
    {
        EnergySample energies = run.Energies(potential);
        return new EnergyComparison(energies, truth, [.. EnergyRows.Of(energies, truth, asks ? limits.Mean : null, asks ? limits.Distance : null)]);
    }
}
