namespace LatentSim.Models.Training;

/// <summary>Trajectories of plain numbers to train a simulator on: coordinates of a model system, or features that a user computed.</summary>
public sealed class CoordinateData
{
    /// <summary>Makes a training set.</summary>
    /// <param name="trajectories">float[frame, column] of each independent trajectory.</param>
    /// <param name="frameSpacing">The time from frame to frame, in the system's time unit.</param>
    /// <exception cref="ArgumentException">There are no frames, or columns differ in number.</exception>
    public CoordinateData(IReadOnlyList<float[,]> trajectories, double frameSpacing)
    {
        if (trajectories.Sum(trajectory => (long)trajectory.GetLength(0)) == 0)
            throw new ArgumentException("There are no frames.", nameof(trajectories));
        int columns = trajectories[0].GetLength(1);
        foreach (float[,] trajectory in trajectories)
        {
            if (trajectory.GetLength(1) != columns || columns == 0)
                throw new ArgumentException($"A trajectory has {trajectory.GetLength(1)} columns, expected {Math.Max(1, columns)}.", nameof(trajectories));
        }

        OptionCheck.Positive("frame spacing", frameSpacing);
        Trajectories = trajectories;
        FrameSpacing = frameSpacing;
        Columns = columns;
    }

    /// <summary>float[frame, column] of each trajectory.</summary>
    public IReadOnlyList<float[,]> Trajectories { get; }

    /// <summary>The time from frame to frame, in the system's time unit.</summary>
    public double FrameSpacing { get; }

    /// <summary>The number of columns.</summary>
    public int Columns { get; }
}
