using System.Diagnostics;
using System.Globalization;
using LatentSim.Engine.Configuration;
using LatentSim.Engine.Terminal;
using LatentSim.Molecules;

namespace LatentSim.Engine.Reference;

/// <summary>Makes all trajectories of a configuration's reference process.</summary>
internal sealed class ReferenceSimulation
{
    private const string NumberFormat = "D4";
    private readonly ReferenceSettings settings;
    private readonly IReferenceProcess process;
    private readonly ProgressLine progress;

    private ReferenceSimulation(ReferenceSettings settings, IReferenceProcess process, ProgressLine progress)
    {
        this.settings = settings;
        this.process = process;
        this.progress = progress;
    }

    /// <summary>Prepares the process that a configuration names.</summary>
    /// <exception cref="InvalidInputException">It names none.</exception>
    public static ReferenceSimulation Of(ConfigurationFile configuration, ProgressLine progress)
    {
        ReferenceSettings settings = configuration.Settings.Reference;
        if (!settings.IsGiven)
            throw new InvalidInputException(configuration.FilePath, "reference.process", "names none; expected the process that makes the data of this system");
        return new ReferenceSimulation(settings, NumberProcess.Of(settings), progress);
    }

    /// <summary>Where the trajectories go unless told: reference/NAME beside the folder of the configuration.</summary>
    public static string FolderOf(ConfigurationFile configuration) =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(configuration.FilePath))!, "..", "reference", configuration.Settings.Name));

    /// <summary>Makes all of them; each appears whole under its name or not at all.</summary>
    /// <returns>The files.</returns>
    public IReadOnlyList<string> Run(string folder, CancellationToken cancellation)
    {
        progress.Print(process.Description);
        Directory.CreateDirectory(folder);
        process.Prepare(folder);
        var clock = Stopwatch.StartNew();
        List<string> files = [];
        for (int i = 0; i < settings.Trajectories; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            int made = i;
            string path = Path.Combine(folder, i.ToString(NumberFormat, CultureInfo.InvariantCulture) + process.Ending);
            string partial = Path.Combine(folder, ".partial" + process.Ending);
            process.Write(i, partial, frames => Show((made * settings.Frames) + frames, clock), cancellation);
            File.Move(partial, path, overwrite: true);
            files.Add(path);
        }

        return files;
    }

    private void Show(long frames, Stopwatch clock)
    {
        double rate = frames / Math.Max(1e-3, clock.Elapsed.TotalSeconds);
        long all = settings.Frames * settings.Trajectories;
        progress.Update(() => string.Create(
            CultureInfo.InvariantCulture, $"{100.0 * frames / all,5:0.0} %  {frames:N0} of {all:N0} frames  {rate:N0} frames/s  {Duration.Of((all - frames) / rate)} left"));
    }
}
