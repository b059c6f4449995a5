using System.Diagnostics;
using System.Globalization;
using LatentSim.Engine.Configuration;
using LatentSim.Engine.Terminal;
using LatentSim.Molecules;

namespace LatentSim.Engine.Reference;

/// <summary>Makes all trajectories of a configuration's reference process, on several threads. All of them appear under their names when the last is whole.</summary>
internal sealed class ReferenceSimulation
{
    private const string Partial = ".partial";
    private const int MostTrajectories = 10_000;

    // Before, equilibration makes the rate seem too low.
    private static readonly TimeSpan FirstReport = TimeSpan.FromSeconds(2);

    private readonly IReferenceProcess process;
    private readonly ProgressLine progress;

    private ReferenceSimulation(IReferenceProcess process, ProgressLine progress)
    {
        this.process = process;
        this.progress = progress;
    }

    /// <summary>Prepares the process that a configuration names.</summary>
    /// <exception cref="InvalidInputException">It names none.</exception>
    public static ReferenceSimulation Of(ConfigurationFile configuration, ProgressLine progress, CancellationToken cancellation = default)
    {
        ReferenceSettings settings = configuration.Settings.Reference;
        IReferenceProcess process = settings.Process switch
        {
            "none" => throw new InvalidInputException(configuration.FilePath, "reference.process", "names none; expected the process that makes the data of this system"),
            ReferenceSettings.Particles => SweepOf(configuration),
            "go-model" => GoModelProcess.Of(configuration),
            ReferenceSettings.FittedToData => CoarseLangevinProcess.Of(configuration, cancellation),
            _ => NumberProcess.Of(settings),
        };
        return new ReferenceSimulation(process, progress);
    }

    private static ParticleProcess SweepOf(ConfigurationFile configuration)
    {
        int count = configuration.Settings.Particles.Simulations;
        return count <= MostTrajectories
            ? new ParticleProcess(configuration.Settings.Sweep)
            : throw new InvalidInputException(configuration.FilePath, "particles.simulations", $"is {count}; expected at most {MostTrajectories}, a file each");
    }

    /// <summary>Where the trajectories go unless told: reference/NAME beside the folder of the configuration.</summary>
    public static string FolderOf(ConfigurationFile configuration) =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(configuration.FilePath))!, "..", "reference", configuration.Settings.Name));

    /// <summary>Makes all of them.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="force">Whether to replace the trajectories that are there.</param>
    /// <param name="threads">Trajectories at a time.</param>
    /// <param name="cancellation">The user's interruption: nothing is left of what was begun.</param>
    /// <returns>The files.</returns>
    /// <exception cref="InvalidInputException">The folder has trajectories already, or cannot be written.</exception>
    public IReadOnlyList<string> Run(string folder, bool force, int threads, CancellationToken cancellation)
    {
        string[] old = Existing(folder);
        if (old.Length > 0 && !force)
            throw new InvalidInputException(folder, "", $"has {Display.Count(old.Length, "trajectory", "trajectories")} already, such as {Path.GetFileName(old[0])}; expected an empty folder, or --force to replace them");

        progress.Print(process.Description);
        CreateFolder(folder);
        string[] files = [.. Enumerable.Range(0, process.Trajectories).Select(i => Path.Combine(folder, NameOf(i)))];
        try
        {
            MakeAll(files, threads, cancellation);
            process.Prepare(folder);
            foreach (string file in old)
                File.Delete(file);
            foreach (string file in files)
                File.Move(file + Partial, file);
        }
        finally
        {
            foreach (string file in files)
                File.Delete(file + Partial);
        }

        foreach (string line in process.Summary)
            progress.Print(line);
        return files;
    }

    private string NameOf(int trajectory) => trajectory.ToString("D4", CultureInfo.InvariantCulture) + process.Ending;

    private static void CreateFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException(folder, "", $"cannot be made: {e.Message}");
        }
    }

    private string[] Existing(string folder) => !Directory.Exists(folder)
        ? []
        : [.. Directory.GetFiles(folder, "????" + process.Ending).Where(file => Path.GetFileNameWithoutExtension(file).All(char.IsAsciiDigit)).Order(StringComparer.Ordinal)];

    private void MakeAll(string[] files, int threads, CancellationToken cancellation)
    {
        using var failure = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var clock = Stopwatch.StartNew();
        long[] done = new long[files.Length];
        try
        {
            Parallel.For(0, files.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
            {
                failure.Token.ThrowIfCancellationRequested();
                StopAllOnFailure(failure, () => process.Write(i, files[i] + Partial, frames => Show(done, i, frames, clock), failure.Token));
            });
        }
        catch (AggregateException e)
        {
            cancellation.ThrowIfCancellationRequested();
            throw e.InnerExceptions.FirstOrDefault(inner => inner is not OperationCanceledException) ?? e;
        }
    }

    private static void StopAllOnFailure(CancellationTokenSource failure, Action work)
    {
        try
        {
            work();
        }
        catch
        {
            failure.Cancel();
            throw;
        }
    }

    private void Show(long[] done, int trajectory, long frames, Stopwatch clock)
    {
        Volatile.Write(ref done[trajectory], frames);
        if (clock.Elapsed < FirstReport)
            return;
        progress.Update(() =>
        {
            long made = done.Sum();
            long all = process.Frames * process.Trajectories;
            double rate = made / Math.Max(1e-3, clock.Elapsed.TotalSeconds);
            return string.Create(
                CultureInfo.InvariantCulture, $"{100.0 * made / all,5:0.0} %  {made:N0} of {all:N0} frames  {rate:N0} frames/s  {Duration.Of((all - made) / rate)} left");
        });
    }
}
