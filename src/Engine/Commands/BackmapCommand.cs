using System.CommandLine;
using LatentSim.Engine.Backmapping;
using LatentSim.Engine.Live;
using LatentSim.Engine.Runs;
using LatentSim.Engine.Streaming;
using LatentSim.Engine.Terminal;
using LatentSim.Molecules;

namespace LatentSim.Engine.Commands;

/// <summary>latentsim backmap: adds the atoms to coarse trajectories from any program.</summary>
internal static class BackmapCommand
{
    private static readonly Argument<string> Model = new("MODEL") { Description = "The model file (.lsbox): a backmapper alone, or any model that has one." };
    private static readonly Option<string[]> Coarse = new("--coarse")
    {
        Description = "Coarse trajectories (.xtc, .dcd, .pdb); may be given several times.",
        HelpName = "FILE",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
    };
    private static readonly Option<string?> Topology = new("--topology") { Description = "A PDB file that names the particles of the trajectories; all atoms will do.", HelpName = "PDB" };
    private static readonly Option<string[]> Map = new("--map")
    {
        Description = "What particles are called in the model, such as BB=CA, or ALA:BB=CA for those of one kind of residue; may be given several times.",
        HelpName = "BEAD=ATOM",
        DefaultValueFactory = _ => [],
    };
    private static readonly Option<string> Out = new("--out") { Description = "The run directory; must be new or empty.", HelpName = "DIR", Required = true };
    private static readonly Option<int> Replicas = new("--replicas") { Description = "How many times each trajectory is backmapped, each time with other random numbers.", HelpName = "R", DefaultValueFactory = _ => 1 };
    private static readonly Option<long> Frames = new("--frames") { Description = "Frames of each trajectory, at most; all unless told.", HelpName = "N", DefaultValueFactory = _ => long.MaxValue };
    private static readonly Option<int> Stride = new("--stride") { Description = "Take one of every so many frames.", HelpName = "N", DefaultValueFactory = _ => 1 };
    private static readonly Option<ulong> Seed = new("--seed") { Description = "The key of every random number: the same seed gives the same atoms.", HelpName = "S", DefaultValueFactory = _ => 1 };
    private static readonly Option<string?> Devices = new("--devices") { Description = "Device slots, such as cpu:0,cpu:1 or cuda:0; one for each core unless told.", HelpName = "LIST" };
    private static readonly PaceOptions Pace = new();
    private static readonly LiveOptions Live = new();
    private static readonly Option<string?> Energy = EnergyOptions.Energy();
    private static readonly Option<double?> MostEnergy = EnergyOptions.MostEnergy();
    private static readonly Option<string?> Json = CommandHost.Json();

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("backmap", "Add the atoms to coarse trajectories from any program. Ctrl-C makes a checkpoint; 'latentsim resume DIR' goes on.")
        {
            Model, Coarse, Topology, Map, Out, Replicas, Frames, Stride, Seed, Devices, Energy, MostEnergy, Json,
        };
        Pace.AddTo(command);
        Live.AddTo(command);
        CommandHost.Handle(command, Backmap);
        return command;
    }

    private static async Task<int> Backmap(ParseResult arguments, CancellationToken interruption)
    {
        string? json = arguments.GetValue(Json);
        CommandOutput.RequireFolder(json);
        LiveSettings live = Live.Read(arguments);
        using RunSession session = Open(arguments);
        return await StreamedRun.Run(session, json, live, LogFormatOption.Of(arguments), interruption).ConfigureAwait(false);
    }

    private static RunSession Open(ParseResult arguments)
    {
        using var line = new StatusLine(LogFormatOption.Of(arguments));
        return RunSession.Create(new RunRequest
        {
            ModelFile = arguments.GetRequiredValue(Model),
            Directory = arguments.GetRequiredValue(Out),
            Walkers = AtLeastOne("--replicas", arguments.GetValue(Replicas)),
            Frames = AtLeastOne("--frames", arguments.GetValue(Frames)),
            Seed = arguments.GetValue(Seed),
            Devices = DeviceChoice.Parse(arguments.GetValue(Devices)) ?? DeviceChoice.Default,
            Pace = Pace.Read(arguments),
            EnergyFile = arguments.GetValue(Energy),
            MostEnergy = arguments.GetValue(MostEnergy),
            Status = line.Update,
            Coarse = new CoarseRequest
            {
                Files = arguments.GetRequiredValue(Coarse),
                Topology = arguments.GetValue(Topology),
                Names = new BeadNames(arguments.GetRequiredValue(Map)),
                Stride = AtLeastOne("--stride", arguments.GetValue(Stride)),
            },
        });
    }

    private static T AtLeastOne<T>(string option, T value)
        where T : System.Numerics.INumber<T> =>
        value > T.Zero ? value : throw new InvalidInputException(option, "", $"expected a whole number of at least 1, found {value}");
}
