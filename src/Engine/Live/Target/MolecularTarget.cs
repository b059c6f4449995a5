using System.Text;
using LatentSim.Engine.Runs;
using LatentSim.Models.ModelFile;
using LatentSim.Molecules;

namespace LatentSim.Engine.Live;

/// <summary>The estimates of a run's observables.json from the molecular dynamics of a configuration, to compare with: computed once, beside the run and out of its way.</summary>
internal sealed class MolecularTarget : IDisposable
{
    private readonly CancellationTokenSource closing = new();
    private readonly LiveLog log;
    private readonly string? keptIn;
    private volatile string? text;

    private MolecularTarget(LiveLog log, string? keptIn)
    {
        this.log = log;
        this.keptIn = keptIn;
    }

    /// <summary>The estimates, in the form of observables.json; null until they are there.</summary>
    public string? Text => text;

    /// <summary>Ends when the estimates are there, or cannot be had.</summary>
    internal Task Finished { get; private set; } = Task.CompletedTask;

    /// <summary>Where the estimates of a run's directory are kept.</summary>
    public static string FileOf(RunDirectory directory) => Path.Combine(directory.Root, "target.json");

    /// <summary>Checks what a configuration names, and begins.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="model">The model of the run.</param>
    /// <param name="settings">The run's settings.</param>
    /// <param name="log">Told when it is done, or cannot be done.</param>
    /// <param name="keptIn">The file that they are kept in, for those who show the directory later; null for none.</param>
    /// <exception cref="InvalidInputException">The configuration cannot be read, or names nothing that this run can be compared with.</exception>
    public static MolecularTarget Start(string configuration, Simulator model, RunSettings settings, LiveLog log, string? keptIn = null)
    {
        TargetData data = TargetData.Find(configuration, model, settings);
        var target = new MolecularTarget(log, keptIn);
        var finished = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        target.Finished = finished.Task;
        LowPriority.Start("target", () =>
        {
            target.Compute(data, model, settings);
            finished.SetResult();
        });
        return target;
    }

    /// <summary>Ends it, if it is not done.</summary>
    public void Dispose() => closing.Cancel();

    private void Compute(TargetData data, Simulator model, RunSettings settings)
    {
        try
        {
            string estimates = TargetEstimates.Of(data, model, settings, closing.Token);
            if (keptIn is not null)
                DurableFile.Replace(keptIn, Encoding.UTF8.GetBytes(estimates));
            text = estimates;
            log.Information("news", $"the run is compared with {data.Files.Count} trajectories of molecular dynamics");
        }
        catch (OperationCanceledException)
        {
            // The run ended before.
        }
        catch (Exception e)
        {
            // Whatever it is, the run does not end for it.
            log.Warning("news", $"there is nothing to compare with: {e.Message}");
        }
    }
}
