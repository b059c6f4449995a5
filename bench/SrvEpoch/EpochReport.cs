namespace SrvEpoch;

/// <summary>The times as a table.</summary>
internal static class EpochReport
{
    public static void Print(EpochData data, IReadOnlyList<EpochTime> ours, IReadOnlyList<EpochTime> theirs)
    {
        Console.WriteLine($"{data.Pairs} training pairs, lag {data.Lag}, {data.Features} features, 2 x 100 tanh with batch normalization, 6 functions, one core");
        Console.WriteLine("seconds an epoch        least   median   user, least");
        Row("LatentSim", ours);
        Console.WriteLine($"  held-out score     {ours.Min(time => time.ValidationSeconds),8:f3} {Median(ours, time => time.ValidationSeconds),8:f3}");
        if (theirs.Count == 0)
            return;
        Row("PyTorch", theirs);
        Console.WriteLine($"ratio                {theirs.Min(time => time.Seconds) / ours.Min(time => time.Seconds),8:f1} {Median(theirs, time => time.Seconds) / Median(ours, time => time.Seconds),8:f1}");
    }

    private static void Row(string name, IReadOnlyList<EpochTime> times) =>
        Console.WriteLine($"{name,-20} {times.Min(time => time.Seconds),8:f3} {Median(times, time => time.Seconds),8:f3} {times.Min(time => time.UserSeconds),8:f3}");

    private static double Median(IReadOnlyList<EpochTime> times, Func<EpochTime, double> of) => times.Select(of).Order().ElementAt(times.Count / 2);
}
