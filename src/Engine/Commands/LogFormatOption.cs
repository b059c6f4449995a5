using System.CommandLine;
using LatentSim.Engine.Terminal;

namespace LatentSim.Engine.Commands;

/// <summary>The option of commands that last: how they say what happens.</summary>
internal static class LogFormatOption
{
    private const string Json = "json";
    private static readonly Option<string?> Option = Create();

    /// <summary>Adds it to a command.</summary>
    public static void AddTo(Command command) => command.Options.Add(Option);

    /// <summary>What was given; text for a command without the option, and for a value that there is not, of which an error has yet to be printed.</summary>
    public static LogFormat Of(ParseResult arguments) => arguments.GetResult(Option)?.Tokens is [{ Value: Json }] ? LogFormat.Json : LogFormat.Text;

    private static Option<string?> Create()
    {
        var option = new Option<string?>("--log-format") { Description = "How the command says on standard error what happens: text, unless told; or json, an object a line, for programs." };
        option.AcceptOnlyFromAmong("text", Json);
        return option;
    }
}
