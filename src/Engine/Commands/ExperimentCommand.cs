using System.CommandLine;
using System.Globalization;
using LatentSim.Engine.Configuration;
using LatentSim.Engine.Experiments;
using LatentSim.Engine.Terminal;
using LatentSim.Models.Integrators;
using LatentSim.Molecules;

namespace LatentSim.Engine.Commands;

/// <summary>latentsim experiment: measures learned integrators as their paper does, and as it does not.</summary>
internal static class ExperimentCommand
{
    private const int MostHeldOut = 10_000;
    private const int MostTimesteps = 20;
    private static readonly Argument<string> Configuration = new("CONFIG") { Description = "The system's YAML file, with source: integrator." };
    private static readonly Option<string?> Timesteps = new("--timesteps") { Description = "Timesteps Delta_R, such as 0.1,0.4,1,4; those of the paper unless told.", HelpName = "TIMES" };
    private static readonly Option<string?> Integrators = new("--integrators") { Description = "Kinds of integrators, such as lstm,action-angle; the published one and the configuration's unless told.", HelpName = "KINDS" };
    private static readonly Option<string?> Out = new("--out") { Description = "The folder for figures, report and models; experiments/NAME unless told.", HelpName = "DIR" };
    private static readonly Option<double?> Length = new("--duration") { Description = "How long to simulate, or the time in equation 3 for speedup.", HelpName = "T" };
    private static readonly Option<int> HeldOut = new("--held-out") { Description = "How many trajectories of the sweep that training never saw are measured beside the test trajectory.", HelpName = "N", DefaultValueFactory = _ => 20 };
    private static readonly Option<bool> Force = new("--force") { Description = "Train models again that are in the folder." };
    private static readonly Option<string[]> Set = CommandHost.Set();
    private static readonly Option<string?> Json = CommandHost.Json();

    /// <summary>The command, with one below it for each experiment.</summary>
    public static Command Create()
    {
        var command = new Command("experiment", "Measure learned integrators of particles beside Verlet: every figure one-step, as the paper has it, and free-running, as a simulation is.");
        foreach (ExperimentKind kind in ExperimentKind.All)
        {
            var experiment = new Command(kind.Name, kind.Description) { Configuration, Timesteps, Integrators, Out, Length, HeldOut, Force, Set, Json };
            CommandHost.Handle(experiment, (arguments, cancellation) => Run(kind, arguments, cancellation));
            command.Subcommands.Add(experiment);
        }

        return command;
    }

    private static Task<int> Run(ExperimentKind kind, ParseResult arguments, CancellationToken cancellation)
    {
        string? json = arguments.GetValue(Json);
        CommandOutput.RequireFolder(json);
        string file = arguments.GetRequiredValue(Configuration);
        string[] overrides = arguments.GetValue(Set) ?? [];
        var configuration = ConfigurationFile.Load(file, overrides);
        SystemConfiguration settings = configuration.Settings;
        if (!settings.IsIntegrator)
            throw new InvalidInputException(file, "source", "expected integrator, which experiments are about");
        using var progress = new ProgressLine();
        double[] timesteps = TimestepsOf(settings, arguments.GetValue(Timesteps), kind.Timesteps);
        string[] integrators = IntegratorsOf(settings, arguments.GetValue(Integrators));
        foreach (string integrator in integrators)
            ConfigurationFile.Load(file, [.. overrides, $"integrator={integrator}"]);
        double? duration = DurationOf(arguments.GetValue(Length), timesteps);
        int heldOut = HeldOutOf(arguments.GetValue(HeldOut));

        var folder = new ExperimentFolder(arguments.GetValue(Out) ?? Path.Combine("experiments", settings.Name));
        folder.RequireSystem(settings.Name);
        var models = new TrainedIntegrators(file, overrides, folder.Models, arguments.GetValue(Force), progress, cancellation);
        IExperimentResult result = kind.Run(new ExperimentSetup(settings.Name, settings.Particles.System, settings.TestStart, (ulong)settings.Seed, timesteps, integrators, models)
        {
            Duration = duration,
            HeldOut = heldOut,
            Tell = progress.Print,
            Cancellation = cancellation,
        });
        foreach (string written in folder.Add(kind, result))
            progress.Print($"written: {written}");
        Print(result);
        CommandOutput.WriteJson(json, result);
        return Task.FromResult(ExitCode.Success);
    }

    private static void Print(IExperimentResult result)
    {
        Console.WriteLine($"{result.System.Name}: {result.System.Describe()}");
        foreach (string line in result.Tables().SelectMany(table => table.Lines()))
            Console.WriteLine(line);
        foreach (string remark in result.Remarks())
            Console.WriteLine(remark);
    }

    private static double[] TimestepsOf(SystemConfiguration settings, string? given, IReadOnlyList<double> usual)
    {
        double[] timesteps = [.. given is null ? usual : given.Split(',', StringSplitOptions.TrimEntries).Select(Number)];
        if (timesteps.Length > MostTimesteps)
            throw new InvalidInputException("--timesteps", "", $"expected at most {MostTimesteps}, found {timesteps.Length}");
        double delta = settings.Particles.VerletTimestep;
        foreach (double timestep in timesteps)
        {
            if (!TimestepCheck.IsMultiple(timestep, delta))
                throw new InvalidInputException("--timesteps", "", FormattableString.Invariant($"expected whole multiples of particles.verlet-timestep, {delta}, found {timestep}"));
        }

        return [.. timesteps.Distinct()];
    }

    private static double Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value > 0 && double.IsFinite(value)
        ? value
        : throw new InvalidInputException("--timesteps", "", $"expected positive numbers with commas between them, such as 0.1,0.4, found '{text}'");

    private static string[] IntegratorsOf(SystemConfiguration settings, string? given)
    {
        string[] kinds = [.. (given is null ? [IntegratorKinds.Lstm, settings.Integrator] : given.Split(',', StringSplitOptions.TrimEntries)).Distinct()];
        foreach (string kind in kinds)
        {
            if (!IntegratorKinds.All.Contains(kind))
                throw new InvalidInputException("--integrators", "", $"expected some of {string.Join(", ", IntegratorKinds.All)}, found '{kind}'");
        }

        return kinds;
    }

    private static double? DurationOf(double? given, double[] timesteps)
    {
        double least = 10 * timesteps.Max();
        if (given is { } duration && !(duration >= least && double.IsFinite(duration)))
            throw new InvalidInputException("--duration", "", FormattableString.Invariant($"expected at least {FigureText.OfTime(least)}, ten of the largest timestep, found {duration}"));
        return given;
    }

    private static int HeldOutOf(int given) =>
        given is >= 0 and <= MostHeldOut ? given : throw new InvalidInputException("--held-out", "", $"expected 0 to {MostHeldOut}, found {given}");
}
