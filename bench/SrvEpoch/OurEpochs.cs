using System.Diagnostics;
using LatentSim.Models.Training;

namespace SrvEpoch;

/// <summary>Our training, an epoch at a time, at the published sizes.</summary>
internal static class OurEpochs
{
    public static IEnumerable<EpochTime> Measure(EpochData data, int epochs, int seed)
    {
        LaggedPairs pairs = LaggedPairs.Split(data.Trajectories.Select(table => table.GetLength(0)), data.Lag, EpochData.HeldOut);
        SrvFit fit = new(Rows.Concatenate(data.Trajectories), pairs, new SrvOptions { LagFrames = data.Lag }, seed);
        for (int epoch = 1; epoch <= epochs; epoch++)
        {
            long start = Stopwatch.GetTimestamp();
            TimeSpan user = Process.GetCurrentProcess().UserProcessorTime;
            double loss = fit.TrainEpoch(epoch, CancellationToken.None);
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            TimeSpan spent = Process.GetCurrentProcess().UserProcessorTime - user;
            start = Stopwatch.GetTimestamp();
            fit.ValidationLoss();
            yield return new EpochTime(seconds, spent.TotalSeconds, loss) { ValidationSeconds = Stopwatch.GetElapsedTime(start).TotalSeconds };
        }
    }
}
