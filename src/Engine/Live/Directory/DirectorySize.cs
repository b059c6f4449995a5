using System.Diagnostics;
using LatentSim.Engine.Runs;

namespace LatentSim.Engine.Live;

/// <summary>The bytes of all files of a run, counted again now and then: seldom where counting takes long.</summary>
/// <param name="directory">The run directory.</param>
internal sealed class DirectorySize(RunDirectory directory)
{
    private const double LargestShare = 0.05;
    private readonly Stopwatch since = new();
    private double pause;

    /// <summary>The bytes, as last counted.</summary>
    public long Bytes { get; private set; }

    /// <summary>Counts again if it is time.</summary>
    /// <param name="isGrowing">Whether the files are being written.</param>
    public void Refresh(bool isGrowing)
    {
        if (since.IsRunning && (!isGrowing || since.Elapsed.TotalSeconds < pause))
            return;
        var took = Stopwatch.StartNew();
        try
        {
            Bytes = new DirectoryInfo(directory.Root).EnumerateFiles("*", SearchOption.AllDirectories).Sum(LengthOf);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The run is replacing a file; the next count has it.
        }

        pause = Math.Max(1, took.Elapsed.TotalSeconds / LargestShare);
        since.Restart();
    }

    private static long LengthOf(FileInfo file)
    {
        try
        {
            return file.Length;
        }
        catch (FileNotFoundException)
        {
            return 0;
        }
    }
}
