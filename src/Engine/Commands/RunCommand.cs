using System.CommandLine;
using LatentSim.Engine.Live;
using LatentSim.Engine.Live.Imd;
using LatentSim.Engine.Runs;
using LatentSim.Engine.Streaming;
using LatentSim.Models.Integrators;
using LatentSim.Molecules;

namespace LatentSim.Engine.Commands;

/// <summary>latentsim run: streams trajectories out of a model.</summary>
internal static class RunCommand
{
    private const string TestStart = "test";

    private static readonly Argument<string> Model = new("MODEL") { Description = "The model file (.lsbox)." };
    private static readonly Option<int> Walkers = new("--walkers") { Description = "How many independent trajectories.", HelpName = "N", Required = true };
    private static readonly Option<long> Frames = new("--frames") { Description = "Frames of each walker, one lag time apart.", HelpName = "N", Required = true };
    private static readonly Option<string> Out = new("--out") { Description = "The run directory; must be new or empty.", HelpName = "DIR", Required = true };
    private static readonly Option<ulong> Seed = new("--seed") { Description = "The key of every random number: the same seed gives the same trajectories.", HelpName = "S", DefaultValueFactory = _ => 1 };
    private static readonly Option<string?> Devices = new("--devices") { Description = "Device slots, such as cpu:0,cpu:1 or cuda:0; one for each core unless told.", HelpName = "LIST" };
    private static readonly Option<string?> Stages = StagesOption();
    private static readonly Option<string?> Start = StartOption();
    private static readonly PaceOptions Pace = new();
    private static readonly LiveOptions Live = new();
    private static readonly Option<string?> Energy = EnergyOptions.Energy();
    private static readonly Option<double?> MostEnergy = EnergyOptions.MostEnergy();
    private static readonly Option<string?> Json = CommandHost.Json();

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("run", "Stream trajectories out of a model. Ctrl-C makes a checkpoint; 'latentsim resume DIR' goes on.") { Model, Walkers, Frames, Out, Seed, Devices, Stages, Start, Energy, MostEnergy, Json };
        Pace.AddTo(command);
        Live.AddTo(command);
        CommandHost.Handle(command, Run);
        return command;
    }

    private static async Task<int> Run(ParseResult arguments, CancellationToken interruption)
    {
        string? json = arguments.GetValue(Json);
        CommandOutput.RequireFolder(json);
        LiveSettings live = Live.Read(arguments);
        var request = new RunRequest
        {
            ModelFile = arguments.GetRequiredValue(Model),
            Directory = arguments.GetRequiredValue(Out),
            Walkers = AtLeastOne("--walkers", arguments.GetValue(Walkers)),
            Frames = AtLeastOne("--frames", arguments.GetValue(Frames)),
            Seed = arguments.GetValue(Seed),
            Devices = DeviceChoice.Parse(arguments.GetValue(Devices)) ?? DeviceChoice.Default,
            Pace = Pace.Read(arguments),
            Start = arguments.GetValue(Start) == TestStart ? WalkerStart.Test : WalkerStart.Sweep,
            EnergyFile = arguments.GetValue(Energy),
            MostEnergy = arguments.GetValue(MostEnergy),
            StageCount = StageChoice.Parse(arguments.GetValue(Stages)),
        };
        // Before the directory of the run is made.
        foreach (ImdSettings server in live.Imd)
            server.RequireWalker(request.Walkers);
        using RunSession session = RunSession.Create(request);
        return await StreamedRun.Run(session, json, live, LogFormatOption.Of(arguments), interruption).ConfigureAwait(false);
    }

    private static T AtLeastOne<T>(string option, T value)
        where T : System.Numerics.INumber<T> =>
        value > T.Zero ? value : throw new InvalidInputException(option, "", $"expected a whole number of at least 1, found {value}");

    private static Option<string?> StartOption()
    {
        var option = new Option<string?>("--start") { Description = "Where walkers of a model of particles start: sweep, each anywhere in the ranges of its training, unless told; or test, the start that its training never saw." };
        option.AcceptOnlyFromAmong("sweep", TestStart);
        return option;
    }

    private static Option<string?> StagesOption()
    {
        var option = new Option<string?>("--stages") { Description = "How far to go: latent, coarse or atoms, for particles latent or frames; all that the model has unless told." };
        option.AcceptOnlyFromAmong(StageChoice.Words);
        return option;
    }
}
