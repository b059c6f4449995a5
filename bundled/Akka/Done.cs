namespace Akka;

/// <summary>The value of a task that says only that something has finished.</summary>
public sealed class Done
{
    /// <summary>The only instance.</summary>
    public static readonly Done Instance = new();

    private Done()
    {
    }
}
