using System.Diagnostics;

namespace LatentSim.Engine.Benchmarks;

/// <summary>One of several things that are timed in turns.</summary>
/// <param name="Name">What it is.</param>
/// <param name="SecondsPerUnit">Does a slice of its work and tells how long one unit of it took.</param>
internal sealed record Candidate(string Name, Func<double> SecondsPerUnit)
{
    /// <summary>Repeats an action for a fraction of a second, by this process's clock.</summary>
    /// <param name="name">What it is.</param>
    /// <param name="units">The units of work in one call.</param>
    /// <param name="slice">The seconds of a slice.</param>
    /// <param name="action">The work; it should take much less than a slice.</param>
    public static Candidate Repeating(string name, double units, double slice, Action action) => new(name, () =>
    {
        var clock = Stopwatch.StartNew();
        int calls = 0;
        do
        {
            action();
            calls++;
        }
        while (clock.Elapsed.TotalSeconds < slice);
        return clock.Elapsed.TotalSeconds / (calls * units);
    });
}
