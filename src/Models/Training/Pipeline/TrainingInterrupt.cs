namespace LatentSim.Models.Training;

/// <summary>
/// Interrupts the training of a simulator from another thread. Ending a stage keeps the best weights that it has so far and goes on with the next, which
/// needs them; stopping gives up.
/// </summary>
public sealed class TrainingInterrupt : IDisposable
{
    private readonly Lock gate = new();
    private readonly CancellationTokenSource stop = new();
    private CancellationTokenSource stage = new();

    /// <summary>Ends the present stage, keeping its best weights so far.</summary>
    public void EndStage()
    {
        lock (gate)
            stage.Cancel();
    }

    /// <summary>Ends all training; <see cref="SimulatorTraining.Train"/> throws <see cref="OperationCanceledException"/>.</summary>
    public void Stop()
    {
        stop.Cancel();
        EndStage();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
            stage.Dispose();
        stop.Dispose();
    }

    /// <summary>Begins a stage that <see cref="EndStage"/> can end.</summary>
    /// <exception cref="OperationCanceledException">All training was stopped.</exception>
    internal CancellationToken BeginStage()
    {
        stop.Token.ThrowIfCancellationRequested();
        lock (gate)
        {
            stage.Dispose();
            stage = new CancellationTokenSource();
            return stage.Token;
        }
    }

    /// <summary>Throws when all training was stopped.</summary>
    /// <exception cref="OperationCanceledException">It was.</exception>
    internal void ThrowIfStopped() => stop.Token.ThrowIfCancellationRequested();
}
