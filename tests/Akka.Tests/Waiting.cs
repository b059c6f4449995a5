namespace Akka.Tests;

/// <summary>Bounded waits.</summary>
internal static class Waiting
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    public static Task<T> Soon<T>(this Task<T> task) => task.WaitAsync(Limit);

    public static Task Soon(this Task task) => task.WaitAsync(Limit);

    /// <summary>Waits until a condition holds; the test fails where it does not in time.</summary>
    public static async Task Until(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!condition())
            await Task.Delay(5, limit.Token);
    }

    /// <summary>Lets all that can happen happen: for a while, a count does not change any more.</summary>
    public static async Task<int> Settled(Func<int> count)
    {
        var before = -1;
        while (before != count())
        {
            before = count();
            await Task.Delay(100);
        }
        return before;
    }
}
