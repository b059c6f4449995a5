using LatentSim.Models.Integrators;
using LatentSim.Models.ModelFile;
using LatentSim.Molecules;
using LatentSim.Molecules.Particles;

namespace LatentSim.Engine.Configuration;

/// <summary>One system's YAML file: what to learn from and how. Every field and its default is described in docs/configuration.md.</summary>
public sealed class SystemConfiguration
{
    private const string PropagatorSource = "propagator";
    private const string IntegratorSource = "integrator";
    private const string CoarseSource = "coarse";
    private const string NoAtoms = ".npy files hold no atoms";
    private const int LongestUnit = 20;

    /// <summary>Another file in the same folder, whose settings hold where this one has none.</summary>
    public string Base { get; set; } = "";

    /// <summary>The system's name; the model file is called NAME.lsbox.</summary>
    public string Name { get; set; } = "";

    /// <summary>
    /// What the stream begins with: propagator, learned from data; integrator, learned from particles that the program simulates; or coarse, a coarse
    /// trajectory from elsewhere, for a backmapper that is trained alone.
    /// </summary>
    public string Source { get; set; } = PropagatorSource;

    /// <summary>Which integrator.</summary>
    public string Integrator { get; set; } = "";

    /// <summary>The timestep Delta_R of the integrator and of the streamed frames, in tau.</summary>
    public double Timestep { get; set; }

    /// <summary>The particles that an integrator is trained on.</summary>
    public ParticleSettings Particles { get; set; } = new();

    /// <summary>The published integrator.</summary>
    public LstmSettings Lstm { get; set; } = new();

    /// <summary>The integrator in action-angle variables.</summary>
    public ActionAngleSettings ActionAngle { get; set; } = new();

    /// <summary>The symplectic integrator.</summary>
    public SymplecticSettings Symplectic { get; set; } = new();

    /// <summary>The trajectory that an integrator is measured on.</summary>
    public ParticleTestSettings Test { get; set; } = new();

    /// <summary>The trajectories.</summary>
    public DataSettings Data { get; set; } = new();

    /// <summary>How the data are made where they are not brought.</summary>
    public ReferenceSettings Reference { get; set; } = new();

    /// <summary>The unit of all times: ps, or a word of the user's for a system that knows no physical time.</summary>
    public string TimeUnit { get; set; } = Simulator.Picoseconds;

    /// <summary>The lag time tau of every stage and of the streamed frames, in the time unit.</summary>
    public double Lag { get; set; }

    /// <summary>A selection of the atoms that are the coarse sites.</summary>
    public string Coarse { get; set; } = "";

    /// <summary>What the encoder sees.</summary>
    public FeatureSettings Features { get; set; } = new();

    /// <summary>The SRV encoder.</summary>
    public EncoderSettings Encoder { get; set; } = new();

    /// <summary>The mixture density network.</summary>
    public PropagatorSettings Propagator { get; set; } = new();

    /// <summary>Which decoder: flow, wgan or none.</summary>
    public string Decoder { get; set; } = "flow";

    /// <summary>The flow decoder.</summary>
    public FlowSettings FlowDecoder { get; set; } = new();

    /// <summary>The published decoder.</summary>
    public WganSettings WganDecoder { get; set; } = new();

    /// <summary>Which backmapper: flow, voxel or none.</summary>
    public string Backmapper { get; set; } = "flow";

    /// <summary>The flow backmapper.</summary>
    public FlowSettings FlowBackmapper { get; set; } = new();

    /// <summary>The published backmapper.</summary>
    public VoxelSettings VoxelBackmapper { get; set; } = new();

    /// <summary>The fraction of each training trajectory, at its end, on which training stops early.</summary>
    public double Validation { get; set; } = 0.15;

    /// <summary>What is asked of runs.</summary>
    public EvaluationSettings Evaluation { get; set; } = new();

    /// <summary>The seed of all training.</summary>
    public int Seed { get; set; } = 1;

    /// <summary>The threads that libtorch uses.</summary>
    public int Threads { get; set; } = 1;

    /// <summary>Whether the source is an integrator of particles.</summary>
    internal bool IsIntegrator => Source == IntegratorSource;

    /// <summary>Whether the source is a coarse trajectory, so that a backmapper is trained alone.</summary>
    internal bool IsCoarse => Source == CoarseSource;

    /// <summary>Whether the published backmapper is trained.</summary>
    internal bool IsVoxel => Backmapper == "voxel";

    /// <summary>Whether training the flow backmapper needs the force field that data.energy names.</summary>
    internal bool NeedsFlowEnergy => Backmapper == "flow" && FlowBackmapper.EnergyWeight > 0;

    /// <summary>The sweep that an integrator is trained on.</summary>
    internal IntegratorData Sweep => new(Particles.System, Timestep, Particles.Simulations, Particles.Duration, (ulong)Seed);

    /// <summary>The start of the trajectory that an integrator is measured on.</summary>
    internal ParticleState TestStart => Test.StateOf(Particles.System, Seed);

    /// <summary>Checks every value that a later stage relies on.</summary>
    /// <param name="file">The file's name, for messages.</param>
    /// <exception cref="InvalidInputException">A value is missing or out of range.</exception>
    public void Validate(string file)
    {
        var check = new SettingCheck(file);
        check.That(Name.Length > 0 && Name.IndexOfAny(Path.GetInvalidFileNameChars()) < 0, "name", "a name that can be a file's", Name);
        check.OneOf("source", Source, PropagatorSource, IntegratorSource, CoarseSource);
        check.Positive("threads", Threads);
        Reference.Validate(check);
        if (IsIntegrator)
            ValidateIntegrator(check);
        else
            ValidateStages(check);
    }

    private void ValidateStages(SettingCheck check)
    {
        check.That(Integrator.Length == 0, "integrator", "nothing, unless source is integrator", Integrator);
        check.That(Particles.Potential.Length == 0, "particles", "nothing, unless source is integrator", Particles.Potential);
        check.That(Reference.Process != ReferenceSettings.Particles, "reference.process", "another, unless source is integrator", Reference.Process);
        check.That(Lag > 0 && double.IsFinite(Lag), "lag", $"a positive time in {TimeUnit}", Lag);
        check.OneOf("decoder", Decoder, "flow", "wgan", "none");
        check.OneOf("backmapper", Backmapper, "flow", "voxel", "none");
        if (Data.IsNumbers)
            ValidateNumbers(check);
        else if (IsCoarse)
            ValidateCoarse(check);
        else
            ValidateMolecule(check);
        check.Fraction("validation", Validation);
        Data.Validate(check, TimeUnit);
        check.That(!Reference.IsThermal || Data.Temperature is not null, "data.temperature", $"the temperature in K at which reference.process {Reference.Process} runs", null);
        Encoder.Validate(check);
        Propagator.Validate(check);
        FlowDecoder.Validate(check, "flow-decoder");
        FlowBackmapper.Validate(check, "flow-backmapper");
        check.That(FlowDecoder.EnergyWeight == 0, "flow-decoder.energy-weight", "0, because only a backmapper draws all atoms", FlowDecoder.EnergyWeight);
        check.That(
            !NeedsFlowEnergy || Data.Energy.Length > 0, "data.energy", "the force field of flow-backmapper's energy term (or flow-backmapper.energy-weight: 0)",
            Data.Energy);
        VoxelBackmapper.Validate(check);
        check.That(
            !IsVoxel || !VoxelBackmapper.NeedsEnergy || Data.Energy.Length > 0, "data.energy",
            "the force field of voxel-backmapper's energy term (or voxel-backmapper.energy-weight: 0)", Data.Energy);
        WganDecoder.Validate(check);
        Evaluation.Validate(check);
    }

    private void ValidateIntegrator(SettingCheck check)
    {
        const string OwnData = "nothing, because an integrator is trained on particles that the program simulates";
        check.OneOf("integrator", Integrator, [.. IntegratorKinds.All]);
        check.That(Data.Training.Count == 0, "data.training", OwnData, string.Join(", ", Data.Training));
        check.That(Data.Topology.Length == 0, "data.topology", OwnData, Data.Topology);
        check.That(Coarse.Length == 0, "coarse", OwnData, Coarse);
        check.That(Lag == 0, "lag", "nothing, because an integrator has a timestep", Lag);
        check.That(TimeUnit is Simulator.Picoseconds or Simulator.ReducedTime, "time-unit", $"nothing, because the unit of particles is {Simulator.ReducedTime}", TimeUnit);
        check.That(Reference.Process is "none" or ReferenceSettings.Particles, "reference.process", $"{ReferenceSettings.Particles}, because the source is an integrator", Reference.Process);
        check.That(Seed >= 0, "seed", "a whole number of at least 0", Seed);
        Particles.Validate(check);
        check.Positive("timestep", Timestep);
        check.That(
            VerletWindow.IsMultiple(Particles.System, Timestep), "timestep",
            FormattableString.Invariant($"a whole multiple of particles.verlet-timestep, {Particles.VerletTimestep}"), Timestep);
        check.That(Particles.Duration >= Timestep, "particles.duration", FormattableString.Invariant($"at least the timestep, {Timestep}"), Particles.Duration);
        bool isFluid = Particles.System.Potential == ParticlePotential.LennardJones;
        check.That(!isFluid || Integrator != IntegratorKinds.ActionAngle, "integrator", $"{IntegratorKinds.Symplectic}, {IntegratorKinds.Lstm} or {IntegratorKinds.Verlet} for many particles", Integrator);
        check.That(isFluid || Integrator != IntegratorKinds.Symplectic, "integrator", $"{IntegratorKinds.ActionAngle}, {IntegratorKinds.Lstm} or {IntegratorKinds.Verlet} for one particle on a line", Integrator);
        check.That(Integrator != IntegratorKinds.Symplectic || Particles.Count > 1, "particles.count", $"at least 2, because {IntegratorKinds.Symplectic} learns the force of pairs", Particles.Count);
        Test.Validate(check, Particles.System);
        Lstm.Validate(check, Integrator == IntegratorKinds.Lstm ? Sweep.Frames : int.MaxValue);
        ActionAngle.Validate(check);
        Symplectic.Validate(check);
    }

    private void ValidateAtoms(SettingCheck check)
    {
        check.That(Data.Topology.Length > 0, "data.topology", "a PDB file (or .npy files of plain numbers as data.training)", Data.Topology);
        check.That(Coarse.Length > 0, "coarse", "an atom selection", Coarse);
        check.That(TimeUnit == Simulator.Picoseconds, "time-unit", "ps, as MD has it", TimeUnit);
    }

    private void ValidateMolecule(SettingCheck check)
    {
        ValidateAtoms(check);
        check.OneOf("encoder.kind", Encoder.Kind, "srv");
        check.That(Decoder != "none" || Backmapper == "none", "backmapper", "none, because there is no decoder to follow", Backmapper);
        Features.Validate(check);
    }

    // Of a base, settings of stages that are not trained may be there: they are not looked at.
    private void ValidateCoarse(SettingCheck check)
    {
        ValidateAtoms(check);
        check.That(Backmapper != "none", "backmapper", "one, because source: coarse trains nothing else", Backmapper);
    }

    // Frames of plain numbers have no atoms: nothing to select, to decode to or to take features of.
    private void ValidateNumbers(SettingCheck check)
    {
        check.That(!IsCoarse, "source", $"propagator, because {NoAtoms}", Source);
        check.That(Data.Training.All(NpyFile.IsNpy), "data.training", ".npy files alone, or none of them", string.Join(", ", Data.Training));
        check.That(Data.Topology.Length == 0, "data.topology", $"nothing, because {NoAtoms}", Data.Topology);
        check.That(Coarse.Length == 0, "coarse", $"nothing, because {NoAtoms}", Coarse);
        check.That(Decoder == "none", "decoder", $"none, because {NoAtoms}", Decoder);
        check.That(Backmapper == "none", "backmapper", $"none, because {NoAtoms}", Backmapper);
        check.That(Reference.Process != ReferenceSettings.FittedToData, "reference.process", $"another, because {NoAtoms}", Reference.Process);
        check.That(Features.Distances.Length == 0, "features.distances", $"nothing, because {NoAtoms}", Features.Distances);
        check.That(Features.Aligned.Length == 0, "features.aligned", $"nothing, because {NoAtoms}", Features.Aligned);
        check.That(TimeUnit.Length is > 0 and <= LongestUnit, "time-unit", "a short word, such as steps", TimeUnit);
        check.That(Data.FrameInterval > 0, "data.frame-interval", $"the {TimeUnit} between frames, because .npy files keep no times", Data.FrameInterval);
    }
}
