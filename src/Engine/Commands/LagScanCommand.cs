using System.CommandLine;
using LatentSim.Engine.Configuration;
using LatentSim.Engine.LagScans;
using LatentSim.Engine.Terminal;
using LatentSim.Engine.Training;
using LatentSim.Models.Training;
using LatentSim.Molecules;

namespace LatentSim.Engine.Commands;

/// <summary>latentsim lag-scan: helps to choose the lag.</summary>
internal static class LagScanCommand
{
    private static readonly Argument<string> Configuration = new("CONFIG") { Description = "The system's YAML file." };
    private static readonly Option<double[]> Lags = new("--lags")
    {
        Description = "The lags, in the configuration's unit of time; the configured one times powers of two unless told.",
        HelpName = "TIME",
        AllowMultipleArgumentsPerToken = true,
    };
    private static readonly Option<string> Out = new("--out") { Description = "The folder for lag-scan.html.", HelpName = "DIR", DefaultValueFactory = _ => "." };
    private static readonly Option<string[]> Set = CommandHost.Set();
    private static readonly Option<string?> Json = CommandHost.Json();

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("lag-scan", "Train the encoder alone at several lags: timescales and VAMP-2 score against lag, and the spectral gap.") { Configuration, Lags, Out, Set, Json };
        CommandHost.Handle(command, Scan);
        return command;
    }

    private static Task<int> Scan(ParseResult arguments, CancellationToken cancellation)
    {
        var configuration = ConfigurationFile.Load(arguments.GetRequiredValue(Configuration), arguments.GetValue(Set));
        if (configuration.Settings.IsIntegrator)
            throw new InvalidInputException(configuration.FilePath, "source", "expected propagator, because integrators have a timestep and no lag, found integrator");
        if (configuration.Settings.IsCoarse)
            throw new InvalidInputException(configuration.FilePath, "source", "expected propagator, because a backmapper alone has no encoder, which a scan of lags trains, found coarse");
        if (configuration.Settings.Encoder.Kind != "srv")
            throw new InvalidInputException(configuration.FilePath, "encoder.kind", $"expected srv, which a scan of lags trains, found {configuration.Settings.Encoder.Kind}");
        string folder = arguments.GetRequiredValue(Out);
        Directory.CreateDirectory(folder);
        string? json = arguments.GetValue(Json);
        CommandOutput.RequireFolder(json);

        using var progress = new ProgressLine();
        ITrainingSource source = ModelTraining.Load(configuration, cancellation);
        progress.Print(source.Describe(configuration.Settings));
        int[] lags = ScannedLags.Of(configuration, source, arguments.GetValue(Lags) ?? []);
        LagScanPoint[] points = [.. Points(configuration.Settings, source, lags, progress, cancellation)];

        LagScanTable table = new(points, configuration.Settings.TimeUnit);
        table.Print();
        string page = Path.Combine(folder, "lag-scan.html");
        LagScanReport.Of(configuration.Settings, table).Save(page);
        Console.WriteLine($"report: {page}");
        CommandOutput.WriteJson(json, table.Figures());
        return Task.FromResult(ExitCode.Success);
    }

    private static IEnumerable<LagScanPoint> Points(SystemConfiguration settings, ITrainingSource source, int[] lags, ProgressLine progress, CancellationToken cancellation)
    {
        SrvOptions options = TrainingOptionsChoice.Of(settings, source.Deflated).Srv!;
        IReadOnlyList<float[,]> features = source.Features();
        foreach (LagScanPoint point in LagScan.Run(features, source.FrameSpacing, lags, options, settings.Seed, new ScanProgress(progress), cancellation))
        {
            progress.Print(FormattableString.Invariant($"lag {point.LagTime:g6} {settings.TimeUnit}: VAMP-2 {point.ValidationScore:f4} held out, {point.Encoder.Metrics.Epochs.Count} epochs, {point.Encoder.Metrics.Seconds:f1} s"));
            yield return point;
        }
    }

    private sealed class ScanProgress(ProgressLine progress) : ITrainingProgress
    {
        public void Report(TrainingEpoch epoch) =>
            progress.Update(() => FormattableString.Invariant($"epoch {epoch.Epoch} of {epoch.Epochs}  training {epoch.TrainingLoss:f4}  validation {epoch.ValidationLoss:f4}"));
    }
}
