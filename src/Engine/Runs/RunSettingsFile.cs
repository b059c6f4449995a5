using System.Globalization;
using System.Text;
using LatentSim.Models.Integrators;
using LatentSim.Molecules;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace LatentSim.Engine.Runs;

/// <summary>run.yaml: the settings of a run, to be read by people and by the program.</summary>
public static class RunSettingsFile
{
    private const int LargestFile = 1 << 26;

    /// <summary>Writes the settings; the file is durable when this returns.</summary>
    public static void Write(string path, RunSettings settings) => DurableFile.Replace(path, Encoding.UTF8.GetBytes(Text(settings)));

    /// <summary>Writes the settings, where the file does not hold them already.</summary>
    public static void Update(string path, RunSettings settings)
    {
        if (File.ReadAllText(path) != Text(settings))
            Write(path, settings);
    }

    /// <summary>Reads the settings.</summary>
    /// <exception cref="InvalidInputException">The file is not what <see cref="Write"/> makes; the message names the line or the field.</exception>
    public static RunSettings Read(string path)
    {
        if (new FileInfo(path).Length > LargestFile)
            throw new InvalidInputException(path, "", $"is larger than {LargestFile} bytes; expected the settings of a run");

        Document document = Parse(path);
        var settings = new RunSettings
        {
            Seed = Given(path, "seed", document.Seed),
            Walkers = Given(path, "walkers", document.Walkers),
            Frames = Given(path, "frames", document.Frames),
            Devices = document.Devices ?? throw Missing(path, "devices"),
            Stages = document.Stages ?? throw Missing(path, "stages"),
            Start = StartOf(path, document.Start),
            Coarse = document.Coarse?.Read(path),
            EnergyHash = EnergyHashOf(path, document),
            MostEnergy = document.MostEnergy,
            ModelHash = document.ModelHash ?? throw Missing(path, "model-hash"),
            WalkersPerShard = Given(path, "walkers-per-shard", document.WalkersPerShard),
            FramesPerBlock = Given(path, "frames-per-block", document.FramesPerBlock),
            CheckpointSeconds = Given(path, "checkpoint-seconds", document.CheckpointSeconds),
        };
        settings = settings with
        {
            CheckpointFrames = document.CheckpointFrames ?? settings.CheckpointFrames,
            CheckpointShare = document.CheckpointShare ?? settings.CheckpointShare,
        };
        settings.Validate(path);
        return settings;
    }

    private static string Text(RunSettings settings) => string.Create(CultureInfo.InvariantCulture, $"""
        # A run of latentsim. The same settings and the same model give the same trajectories.
        seed: {settings.Seed}
        walkers: {settings.Walkers}
        # Frames of each walker.
        frames: {settings.Frames}
        stages: [{string.Join(", ", settings.Stages)}]{(settings.Start == WalkerStart.Test ? "\nstart: test" : "")}
        # SHA-256 of model.lsbox.
        model-hash: {settings.ModelHash}{EnergyText(settings)}{(settings.Coarse is null ? "" : CoarseDocument.Text(settings.Coarse))}
        # The settings below have no influence on trajectories, but for rounding on devices that compute through libtorch: cuda:N and torch:N.
        devices: [{string.Join(", ", settings.Devices.Select(name => $"'{name}'"))}]
        walkers-per-shard: {settings.WalkersPerShard}
        frames-per-block: {settings.FramesPerBlock}
        checkpoint-seconds: {settings.CheckpointSeconds}
        # 0 for checkpoints by time alone; the share is of the run's time, at most.
        checkpoint-frames: {settings.CheckpointFrames}
        checkpoint-share: {settings.CheckpointShare}

        """);

    private static string EnergyText(RunSettings settings)
    {
        if (settings.EnergyHash is null)
            return "";
        string limit = settings.MostEnergy is { } most ? FormattableString.Invariant($"\n# Frames above so many kJ/mol are drawn again.\nmost-energy: {most:R}") : "";
        return $"\n# The force field that tells the potential energy of each frame, and its SHA-256.\nenergy: {RunDirectory.EnergyFileName}\nenergy-hash: {settings.EnergyHash}{limit}";
    }

    private static string? EnergyHashOf(string path, Document document)
    {
        if (document.Energy is null && document.EnergyHash is null)
            return null;
        if (document.Energy != RunDirectory.EnergyFileName)
            throw new InvalidInputException(path, "energy", $"is {document.Energy ?? "missing"}; expected {RunDirectory.EnergyFileName}, in the run directory");
        return document.EnergyHash ?? throw Missing(path, "energy-hash");
    }

    private static Document Parse(string path)
    {
        IDeserializer deserializer = new DeserializerBuilder()
            .WithNamingConvention(HyphenatedNamingConvention.Instance)
            .WithDuplicateKeyChecking()
            .Build();
        try
        {
            return deserializer.Deserialize<Document?>(File.ReadAllText(path)) ?? throw new InvalidInputException(path, "", "is empty; expected the settings of a run");
        }
        catch (YamlException exception)
        {
            throw new InvalidInputException(path, $"line {exception.Start.Line}", exception.InnerException?.Message ?? exception.Message);
        }
    }

    private static WalkerStart StartOf(string path, string? word) => word switch
    {
        null or "sweep" => WalkerStart.Sweep,
        "test" => WalkerStart.Test,
        _ => throw new InvalidInputException(path, "start", $"is {word}; expected sweep or test"),
    };

    private static T Given<T>(string path, string field, T? value)
        where T : struct => value ?? throw Missing(path, field);

    private static InvalidInputException Missing(string path, string field) => new(path, field, "is missing; expected a value");

    private sealed class Document
    {
        public ulong? Seed { get; set; }

        public int? Walkers { get; set; }

        public long? Frames { get; set; }

        public List<string>? Stages { get; set; }

        public string? Start { get; set; }

        public string? ModelHash { get; set; }

        public string? Energy { get; set; }

        public string? EnergyHash { get; set; }

        public double? MostEnergy { get; set; }

        public CoarseDocument? Coarse { get; set; }

        public List<string>? Devices { get; set; }

        public int? WalkersPerShard { get; set; }

        public int? FramesPerBlock { get; set; }

        public double? CheckpointSeconds { get; set; }

        public long? CheckpointFrames { get; set; }

        public double? CheckpointShare { get; set; }
    }
}
