using LatentSim.Engine.Configuration;
using LatentSim.Engine.Terminal;
using LatentSim.Molecules;
using LatentSim.Molecules.Dynamics;
using LatentSim.Molecules.Potentials;

namespace LatentSim.Engine.Reference;

/// <summary>Langevin dynamics of a structure-based model of a protein, written as .xtc beside the topology of its C-alpha atoms.</summary>
internal sealed class GoModelProcess : IReferenceProcess
{
    /// <summary>The file of the topology.</summary>
    public const string TopologyFile = "topology.pdb";

    private readonly ReferenceSettings settings;
    private readonly double temperature;
    private readonly NativeChain native;
    private readonly GoModel model;
    private readonly FoldingStatistics seen = new();

    private GoModelProcess(ReferenceSettings settings, double temperature, NativeChain native, GoModel model)
    {
        this.settings = settings;
        this.temperature = temperature;
        this.native = native;
        this.model = model;
    }

    /// <inheritdoc/>
    public string Description => FormattableString.Invariant(
        $"structure-based model of {Display.Count(native.Topology.AtomCount, "residue")} with {Display.Count(model.Contacts.Pairs.Count, "native contact")} at {temperature} K: ")
        + $"{Display.Count(settings.Trajectories, "trajectory", "trajectories")} of {Duration.Molecular(settings.Frames * Interval)}, a frame each {Duration.Molecular(Interval)}, seed {settings.Seed}";

    /// <inheritdoc/>
    public IEnumerable<string> Summary
    {
        get
        {
            lock (seen)
                return [.. seen.Lines];
        }
    }

    /// <inheritdoc/>
    public string Ending => ".xtc";

    private double Interval => settings.Langevin.StepsPerFrame * settings.Langevin.TimeStep;

    /// <summary>Prepares the process of a configuration.</summary>
    /// <exception cref="InvalidInputException">The native structure does not fit.</exception>
    public static GoModelProcess Of(ConfigurationFile configuration)
    {
        ReferenceSettings settings = configuration.Settings.Reference;
        NativeChain native = NativeChain.Load(configuration);
        try
        {
            return new GoModelProcess(settings, configuration.Settings.Data.Temperature!.Value, native, new GoModel(native.Positions, ParametersOf(settings.GoModel)));
        }
        catch (ArgumentException e)
        {
            throw new InvalidInputException(configuration.FilePath, "reference.go-model", e.Message);
        }
    }

    /// <inheritdoc/>
    public int Trajectories => settings.Trajectories;

    /// <inheritdoc/>
    public long Frames => settings.Frames;

    /// <inheritdoc/>
    public void Prepare(string folder) => PdbFile.Write(Path.Combine(folder, TopologyFile), native.Topology, native.Positions);

    /// <inheritdoc/>
    public void Write(int index, string path, Action<long> framesDone, CancellationToken cancellation)
    {
        LangevinIntegrator dynamics = Start(index);
        LangevinFrames.Equilibrate(dynamics, settings.Langevin.Equilibration, settings.Langevin.TimeStep, cancellation);
        var folding = new FoldingStatistics();
        float[] frame = new float[native.Positions.Length];
        using var writer = new XtcWriter(path, native.Topology.AtomCount);
        for (long i = 0; i < settings.Frames; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            LangevinFrames.Center(dynamics.Positions, frame);
            folding.Add(model.Contacts.Fraction(frame));
            writer.Write(i * settings.Langevin.StepsPerFrame, i * Interval, frame, default);
            dynamics.Advance(settings.Langevin.StepsPerFrame);
            framesDone(i + 1);
        }

        writer.Flush();
        lock (seen)
            seen.Add(folding);
    }

    private static GoModelParameters ParametersOf(GoModelSettings settings) => new(settings.Energy)
    {
        Contacts = settings.Contacts == "desolvation" ? ContactForm.Desolvation : ContactForm.TwelveTen,
        ContactCutoff = settings.ContactCutoff,
        DesolvationBarrier = settings.DesolvationBarrier,
    };

    private LangevinIntegrator Start(int index)
    {
        double[] start = [.. native.Positions.Select(x => (double)x)];
        double[] masses = [.. Enumerable.Repeat(settings.Langevin.Mass, start.Length)];
        var langevin = new LangevinSettings(
            settings.Langevin.TimeStep, settings.Langevin.Friction, LangevinSettings.ThermalEnergyAt(temperature), (ulong)settings.Seed);
        return new LangevinIntegrator(model, masses, start, langevin, index);
    }
}
