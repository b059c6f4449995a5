using System.CommandLine;
using LatentSim.Engine.Live;
using LatentSim.Molecules;

namespace LatentSim.Engine.Commands;

/// <summary>The options of commands whose run can be watched, and how they say what happens.</summary>
/// <param name="isAlwaysServed">Whether the command serves the page even where nothing is asked for.</param>
internal sealed class LiveOptions(bool isAlwaysServed = false)
{
    private readonly ImdOptions imd = new();
    private readonly WebOptions web = new(isAlwaysServed: isAlwaysServed);

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        imd.AddTo(command);
        web.AddTo(command);
        LogFormatOption.AddTo(command);
    }

    /// <summary>The servers that were asked for.</summary>
    /// <exception cref="InvalidInputException">An option cannot be used.</exception>
    public LiveSettings Read(ParseResult arguments) => new()
    {
        Imd = imd.Read(arguments),
        Web = web.Read(arguments),
        Reference = web.Reference(arguments),
        Otlp = web.Otlp(arguments),
    };
}
