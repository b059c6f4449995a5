using LatentSim.Models.ModelFile;
using LatentSim.Molecules;

namespace LatentSim.Engine.Configuration;

/// <summary>One system's YAML file: what to learn from and how. Every field and its default is described in docs/configuration.md.</summary>
public sealed class SystemConfiguration
{
    private const string NoAtoms = ".npy files hold no atoms";
    private const int LongestUnit = 20;

    /// <summary>Another file in the same folder, whose settings hold where this one has none.</summary>
    public string Base { get; set; } = "";

    /// <summary>The system's name; the model file is called NAME.lsbox.</summary>
    public string Name { get; set; } = "";

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

    /// <summary>Which backmapper: flow or none.</summary>
    public string Backmapper { get; set; } = "flow";

    /// <summary>The flow backmapper.</summary>
    public FlowSettings FlowBackmapper { get; set; } = new();

    /// <summary>The fraction of each training trajectory, at its end, on which training stops early.</summary>
    public double Validation { get; set; } = 0.15;

    /// <summary>What is asked of runs.</summary>
    public EvaluationSettings Evaluation { get; set; } = new();

    /// <summary>The seed of all training.</summary>
    public int Seed { get; set; } = 1;

    /// <summary>The threads that libtorch uses.</summary>
    public int Threads { get; set; } = 1;

    /// <summary>Checks every value that a later stage relies on.</summary>
    /// <param name="file">The file's name, for messages.</param>
    /// <exception cref="InvalidInputException">A value is missing or out of range.</exception>
    public void Validate(string file)
    {
        var check = new SettingCheck(file);
        check.That(Name.Length > 0 && Name.IndexOfAny(Path.GetInvalidFileNameChars()) < 0, "name", "a name that can be a file's", Name);
        check.That(Lag > 0 && double.IsFinite(Lag), "lag", $"a positive time in {TimeUnit}", Lag);
        check.OneOf("decoder", Decoder, "flow", "wgan", "none");
        check.OneOf("backmapper", Backmapper, "flow", "none");
        if (Data.IsNumbers)
            ValidateNumbers(check);
        else
            ValidateMolecule(check);
        check.Fraction("validation", Validation);
        check.Positive("threads", Threads);
        Data.Validate(check, TimeUnit);
        Reference.Validate(check);
        check.That(Reference.Process != "go-model" || Data.Temperature is not null, "data.temperature", "the temperature in K at which reference.process go-model runs", null);
        Encoder.Validate(check);
        Propagator.Validate(check);
        FlowDecoder.Validate(check, "flow-decoder");
        FlowBackmapper.Validate(check, "flow-backmapper");
        WganDecoder.Validate(check);
        Evaluation.Validate(check);
    }

    private void ValidateMolecule(SettingCheck check)
    {
        check.That(Data.Topology.Length > 0, "data.topology", "a PDB file (or .npy files of plain numbers as data.training)", Data.Topology);
        check.That(Coarse.Length > 0, "coarse", "an atom selection", Coarse);
        check.That(TimeUnit == Simulator.Picoseconds, "time-unit", "ps, as MD has it", TimeUnit);
        check.OneOf("encoder.kind", Encoder.Kind, "srv");
        check.That(Decoder != "none" || Backmapper == "none", "backmapper", "none, because there is no decoder to follow", Backmapper);
        Features.Validate(check);
    }

    // Frames of plain numbers have no atoms: nothing to select, to decode to or to take features of.
    private void ValidateNumbers(SettingCheck check)
    {
        check.That(Data.Training.All(NpyFile.IsNpy), "data.training", ".npy files alone, or none of them", string.Join(", ", Data.Training));
        check.That(Data.Topology.Length == 0, "data.topology", $"nothing, because {NoAtoms}", Data.Topology);
        check.That(Coarse.Length == 0, "coarse", $"nothing, because {NoAtoms}", Coarse);
        check.That(Decoder == "none", "decoder", $"none, because {NoAtoms}", Decoder);
        check.That(Backmapper == "none", "backmapper", $"none, because {NoAtoms}", Backmapper);
        check.That(Features.Distances.Length == 0, "features.distances", $"nothing, because {NoAtoms}", Features.Distances);
        check.That(Features.Aligned.Length == 0, "features.aligned", $"nothing, because {NoAtoms}", Features.Aligned);
        check.That(TimeUnit.Length is > 0 and <= LongestUnit, "time-unit", "a short word, such as steps", TimeUnit);
        check.That(Data.FrameInterval > 0, "data.frame-interval", $"the {TimeUnit} between frames, because .npy files keep no times", Data.FrameInterval);
    }
}
