using LatentSim.Engine.Terminal;
using LatentSim.Models.Training;

namespace LatentSim.Engine.Training;

/// <summary>Training that tells of every epoch, and that the user's interruption ends early, keeping the best so far.</summary>
internal static class InterruptibleTraining
{
    /// <summary>Trains.</summary>
    /// <param name="progress">Where epochs are shown.</param>
    /// <param name="logFile">Where the losses of every epoch are written.</param>
    /// <param name="onInterruption">What the user is told then.</param>
    /// <param name="train">The training.</param>
    /// <param name="cancellation">The user's interruption.</param>
    public static T Run<T>(ProgressLine progress, string logFile, string onInterruption, Func<ITrainingProgress, TrainingInterrupt, T> train, CancellationToken cancellation)
    {
        using var interrupt = new TrainingInterrupt();
        using CancellationTokenRegistration registration = cancellation.Register(() =>
        {
            progress.Print(onInterruption);
            interrupt.EndStage();
        });
        using var log = new TrainingLog(progress, logFile)
        {
            EpochEnded = () =>
            {
                if (cancellation.IsCancellationRequested)
                    interrupt.EndStage();
            },
        };
        try
        {
            return train(log, interrupt);
        }
        catch
        {
            log.Abandon();
            throw;
        }
    }
}
