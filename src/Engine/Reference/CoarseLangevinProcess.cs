using LatentSim.Engine.Configuration;
using LatentSim.Engine.Terminal;
using LatentSim.Engine.Training;
using LatentSim.Molecules;
using LatentSim.Molecules.CoarseGraining;
using LatentSim.Molecules.Dynamics;
using LatentSim.Molecules.Random;

namespace LatentSim.Engine.Reference;

/// <summary>Langevin dynamics of a coarse-grained force field that is fitted to all-atom data, written as .xtc beside the topology of its sites.</summary>
internal sealed class CoarseLangevinProcess : IReferenceProcess
{
    /// <summary>The file of the topology.</summary>
    public const string TopologyFile = "topology.pdb";

    // The dynamics would become unstable at half as many.
    private const double StepsPerVibration = 6;

    private readonly ReferenceSettings settings;
    private readonly double thermalEnergy;
    private readonly CoarseSites sites;
    private readonly CoarseModel model;
    private readonly float[] starts;
    private readonly double period;
    private readonly CoarseComparison seen;

    private CoarseLangevinProcess(ReferenceSettings settings, double thermalEnergy, CoarseSites sites, CoarseModel model, float[] starts, CoarseComparison seen)
    {
        this.settings = settings;
        this.thermalEnergy = thermalEnergy;
        this.sites = sites;
        this.model = model;
        this.starts = starts;
        this.seen = seen;
        period = FastestVibration.Period(model, Masses, Start(0));
    }

    /// <inheritdoc/>
    public string Description => FormattableString.Invariant(
        $"force field of {Display.Count(sites.Topology.AtomCount, "coarse site")} fitted to {Display.Count(starts.Length / Length, "frame")}: {Display.Count(model.ForceField.Bonds.Length, "bond")}, ")
        + $"{Display.Count(model.ForceField.Angles.Length, "angle")}, {Display.Count(model.ForceField.HarmonicTorsions.Length, "improper")}, {Display.Count(model.Coordinates.Torsions.Count, "torsion")}, "
        + $"{Display.Count(model.Repulsions.Count, "repulsion")}; its fastest vibration takes {Duration.Molecular(period)}\n"
        + $"Langevin dynamics: {Display.Count(settings.Trajectories, "trajectory", "trajectories")} of {Duration.Molecular(settings.Frames * Langevin.Interval)}, a frame each {Duration.Molecular(Langevin.Interval)}, seed {settings.Seed}";

    /// <inheritdoc/>
    public IEnumerable<string> Summary => seen.Lines;

    /// <inheritdoc/>
    public string Ending => ".xtc";

    /// <inheritdoc/>
    public int Trajectories => settings.Trajectories;

    /// <inheritdoc/>
    public long Frames => settings.Frames;

    private CoarseLangevinSettings Langevin => settings.CoarseLangevin;

    private int Length => 3 * sites.Topology.AtomCount;

    private double[] Masses => [.. sites.Masses.SelectMany(mass => Enumerable.Repeat(mass, 3))];

    /// <summary>Fits the force field of a configuration.</summary>
    /// <exception cref="InvalidInputException">The data do not fit, or the timestep is too long.</exception>
    public static CoarseLangevinProcess Of(ConfigurationFile configuration, CancellationToken cancellation)
    {
        ReferenceSettings settings = configuration.Settings.Reference;
        MolecularSystem system = MolecularSystem.Load(configuration);
        SiteTrajectories data = SiteTrajectories.Load(configuration, system, cancellation);
        double thermalEnergy = LangevinSettings.ThermalEnergyAt(configuration.Settings.Data.Temperature!.Value);
        try
        {
            CoarseSites sites = CoarseSites.Of(system);
            float[] frames = data.AllFrames;
            CoarseModel model = BoltzmannInversion.Fit(new SiteCoordinates(sites.Tree), sites.Masses, frames, thermalEnergy, settings.CoarseLangevin.Bandwidth);
            var seen = new CoarseComparison(model.Coordinates, data, configuration.Settings.Lag, settings.CoarseLangevin.Interval);
            var process = new CoarseLangevinProcess(settings, thermalEnergy, sites, model, frames, seen);
            process.RequireTimeStep(configuration.FilePath);
            return process;
        }
        catch (ArgumentException e)
        {
            throw new InvalidInputException(configuration.FilePath, "coarse", e.Message);
        }
    }

    /// <inheritdoc/>
    public void Prepare(string folder) => PdbFile.Write(Path.Combine(folder, TopologyFile), sites.Topology, sites.Positions);

    /// <inheritdoc/>
    public void Write(int index, string path, Action<long> framesDone, CancellationToken cancellation)
    {
        var langevin = new LangevinSettings(Langevin.TimeStep, Langevin.Friction, thermalEnergy, (ulong)settings.Seed);
        var dynamics = new LangevinIntegrator(model, Masses, Start(index), langevin, index);
        LangevinFrames.Equilibrate(dynamics, Langevin.Equilibration, Langevin.TimeStep, cancellation);
        CoarseComparison.Trajectory comparison = seen.Begin();
        float[] frame = new float[Length];
        using var writer = new XtcWriter(path, sites.Topology.AtomCount);
        for (long i = 0; i < settings.Frames; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            LangevinFrames.Center(dynamics.Positions, frame);
            comparison.Add(frame);
            writer.Write(i * Langevin.StepsPerFrame, i * Langevin.Interval, frame, default);
            dynamics.Advance(Langevin.StepsPerFrame);
            framesDone(i + 1);
        }

        writer.Flush();
        seen.End(comparison);
    }

    // A frame of the data, drawn for each trajectory.
    private double[] Start(int index)
    {
        var random = new PhiloxStream((ulong)settings.Seed, index, 0, RandomPurpose.Start);
        int frame = (int)(random.NextUniform() * (starts.Length / Length));
        return Array.ConvertAll(starts[(frame * Length)..((frame + 1) * Length)], x => (double)x);
    }

    private void RequireTimeStep(string file)
    {
        double longest = period / StepsPerVibration;
        if (Langevin.TimeStep > longest)
            throw new InvalidInputException(
                file, "reference.coarse-langevin.time-step", FormattableString.Invariant($"is {Langevin.TimeStep} ps, but the fastest vibration takes {period:0.####} ps; expected at most a sixth of it, {longest:0.####}"));
    }
}
