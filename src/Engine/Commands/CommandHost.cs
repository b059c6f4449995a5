using System.CommandLine;
using LatentSim.Engine.Terminal;
using LatentSim.Molecules;

namespace LatentSim.Engine.Commands;

/// <summary>Runs a command's work: turns interruption into cancellation, and failures into one line and an exit code.</summary>
public static class CommandHost
{
    /// <summary>The option, on every command, that shows stack traces.</summary>
    public static Option<bool> Verbose { get; } = new("--verbose") { Description = "Show where in the program an error came from.", Recursive = true };

    /// <summary>The option that writes a command's figures to a file.</summary>
    public static Option<string?> Json() => new("--json") { Description = "Also write the figures to this file as JSON.", HelpName = "FILE" };

    /// <summary>The option, repeatable, that replaces settings of a configuration.</summary>
    public static Option<string[]> Set() => new("--set")
    {
        Description = "Replace a setting of the configuration, such as encoder.epochs=50; may be given several times.",
        HelpName = "SETTING=VALUE",
        DefaultValueFactory = _ => [],
    };

    /// <summary>Makes <paramref name="work"/> what <paramref name="command"/> does; its token is cancelled when the user interrupts.</summary>
    public static void Handle(Command command, Func<ParseResult, CancellationToken, Task<int>> work) =>
        command.SetAction((arguments, _) => Guarded(arguments, work));

    /// <summary>Makes <paramref name="work"/> what <paramref name="command"/> does; the user's interruption ends it at once.</summary>
    public static void Handle(Command command, Func<ParseResult, int> work) =>
        command.SetAction((arguments, _) => Guarded(arguments, () => Task.FromResult(work(arguments))));

    /// <summary>Says on standard error what went wrong, in the format of the command's log.</summary>
    public static void Print(ParseResult arguments, string error) =>
        Console.Error.WriteLine(LogFormatOption.Of(arguments) == LogFormat.Json ? LogJson.Of("error", "error", error) : $"latentsim: {error}");

    private static async Task<int> Guarded(ParseResult arguments, Func<ParseResult, CancellationToken, Task<int>> work)
    {
        using var interruption = new Interruption();
        return await Guarded(arguments, () => work(arguments, interruption.Token)).ConfigureAwait(false);
    }

    private static async Task<int> Guarded(ParseResult arguments, Func<Task<int>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            Print(arguments, arguments.GetValue(Verbose) ? $"{e}" : Describe(e));
            return CodeOf(e);
        }
    }

    private static string Describe(Exception e) => Root(e) switch
    {
        OperationCanceledException => "interrupted; nothing was written",
        Exception root => root.Message.ReplaceLineEndings(" "),
    };

    private static int CodeOf(Exception e) => Root(e) is InvalidInputException ? ExitCode.BadInput : ExitCode.Failed;

    private static Exception Root(Exception e) => e is AggregateException { InnerExceptions.Count: 1 } several ? Root(several.InnerExceptions[0]) : e;
}
