using System.Diagnostics;

namespace PipelineFrames;

/// <summary>The time of one stage, over many blocks.</summary>
/// <param name="name">The stage.</param>
internal sealed class StageTime(string name)
{
    private readonly List<double> times = [];

    /// <summary>The stage.</summary>
    public string Name => name;

    /// <summary>Bytes allocated over all blocks that counted.</summary>
    public long Bytes { get; private set; }

    /// <summary>The least time of a block, seconds: what the machine does while nobody else uses it.</summary>
    public double Least => times.Min();

    /// <summary>The median time of a block, seconds.</summary>
    public double Median => times.Order().ElementAt(times.Count / 2);

    /// <summary>Runs the stage on a block.</summary>
    public void Run(Action stage, bool counts)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        stage();
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        if (!counts)
            return;
        Bytes += GC.GetAllocatedBytesForCurrentThread() - before;
        times.Add(seconds);
    }
}
