using System.CommandLine;
using System.Net;
using LatentSim.Actors;
using LatentSim.Engine.Live.Imd;
using LatentSim.Molecules;

namespace LatentSim.Engine.Commands;

/// <summary>The options with which a run is shown to clients that speak IMD.</summary>
internal sealed class ImdOptions
{
    private const string Newest = "newest";
    private const string All = "all";

    private readonly Option<string[]> ports = new("--imd") { Description = "Serve frames by IMD (VMD, MDAnalysis, MolecularNodes): PORT, ADDRESS:PORT or [ADDRESS]:PORT, with :walker=N for a walker other than 0; may be given several times. 0 for any free port.", HelpName = "PORT[:walker=N]", DefaultValueFactory = _ => [] };
    private readonly Option<int> version = VersionOption();
    private readonly Option<string> delivery = DeliveryOption();
    private readonly Option<bool> control = new("--imd-control") { Description = "Let IMD clients pause the run, end it, and hold it when they go; else they act on their own stream alone." };
    private readonly Option<bool> wait = new("--imd-wait") { Description = "Hold the run until a client has come to every IMD port." };
    private readonly Option<string[]> allow = new("--imd-allow") { Description = "Who may connect by IMD, which knows no password: ADDRESS/PREFIX; may be given several times. Needed to listen on an address other than this machine's own.", HelpName = "ADDRESS/PREFIX", DefaultValueFactory = _ => [] };
    private readonly Option<int> rate = new("--imd-rate") { Description = "Steps from one IMD frame to the next, unless a client asks for another transmission rate.", HelpName = "N", DefaultValueFactory = _ => 1 };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { ports, version, delivery, control, wait, allow, rate })
            command.Options.Add(option);
    }

    /// <summary>The servers that were asked for.</summary>
    /// <exception cref="InvalidInputException">A value cannot be used, or a port is taken.</exception>
    public IReadOnlyList<ImdSettings> Read(ParseResult arguments)
    {
        ImdPort[] asked = [.. (arguments.GetValue(ports) ?? []).Select(ImdPort.Parse)];
        if (asked.Length == 0)
        {
            RequireNone(arguments);
            return [];
        }

        RequireDistinct(asked);
        string[] allowed = arguments.GetValue(allow) ?? [];
        ImdAllowList list = ImdAllowList.Of(allowed);
        ImdSettings[] settings = [.. asked.Select(port => new ImdSettings
        {
            Address = port.Address,
            Port = port.Port,
            Walker = port.Walker,
            Version = VersionOf(arguments),
            Delivery = arguments.GetValue(delivery) == All ? LiveDelivery.All : LiveDelivery.Newest,
            Control = arguments.GetValue(control),
            Wait = arguments.GetValue(wait),
            Rate = RateOf(arguments),
            Allowed = list,
        })];
        foreach (ImdSettings server in settings)
        {
            if (allowed.Length == 0 && !IPAddress.IsLoopback(server.Address))
                throw new InvalidInputException("--imd", "", $"{server.Address} can be reached from other machines and IMD knows no password; say with --imd-allow ADDRESS/PREFIX who may connect");
            ImdListener.RequireFree(server);
        }

        return settings;
    }

    private static Option<int> VersionOption() => new("--imd-version")
    {
        Description = "The version of IMD: 3, or 2 for programs that know no other, VMD among them.",
        HelpName = "2|3",
        DefaultValueFactory = _ => 3,
    };

    private static Option<string> DeliveryOption()
    {
        var option = new Option<string>("--imd-delivery")
        {
            Description = "What a client that is slower than the run gets: newest, every n-th frame such that it is never behind, unless told; or all, every frame, for which the run waits.",
            DefaultValueFactory = _ => Newest,
        };
        option.AcceptOnlyFromAmong(Newest, All);
        return option;
    }

    private static void RequireDistinct(ImdPort[] asked)
    {
        if (asked.Where(port => port.Port != 0).GroupBy(port => (port.Address, port.Port)).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new InvalidInputException("--imd", "", $"names port {twice.Key.Port} twice");
    }

    private int VersionOf(ParseResult arguments)
    {
        int given = arguments.GetValue(version);
        return ImdSettings.Versions.Contains(given) ? given : throw new InvalidInputException("--imd-version", "", $"expected 2 or 3, found {given}");
    }

    private int RateOf(ParseResult arguments)
    {
        int given = arguments.GetValue(rate);
        return given >= 1 ? given : throw new InvalidInputException("--imd-rate", "", $"expected a whole number of at least 1, found {given}");
    }

    private void RequireNone(ParseResult arguments)
    {
        foreach (Option option in new Option[] { version, delivery, control, wait, allow, rate })
        {
            if (arguments.GetResult(option) is { Implicit: false })
                throw new InvalidInputException(option.Name, "", "is of no use without --imd PORT");
        }
    }
}
