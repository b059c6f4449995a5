namespace LatentSim.Models.Training;

/// <summary>
/// Windows of consecutive frames, each one frame on from the last and none across two trajectories, shuffled and split (Kadupitiya, Fox and Jadhao 2020,
/// supporting information, Fig. 6). A window is named by the row of its first frame.
/// </summary>
/// <param name="Training">Windows to train on.</param>
/// <param name="Validation">Windows held out.</param>
internal sealed record FrameWindows(long[] Training, long[] Validation)
{
    /// <summary>Makes windows.</summary>
    /// <param name="trajectories">The frames of each trajectory; their rows follow one another.</param>
    /// <param name="frames">The frames of a window with its targets.</param>
    /// <param name="validationFraction">The fraction that is held out.</param>
    /// <param name="seed">Shuffles.</param>
    /// <exception cref="ArgumentException">There are fewer than two windows.</exception>
    public static FrameWindows Split(IEnumerable<int> trajectories, int frames, double validationFraction, int seed)
    {
        List<long> starts = [];
        long first = 0;
        foreach (int length in trajectories)
        {
            for (int start = 0; start + frames <= length; start++)
                starts.Add(first + start);
            first += length;
        }

        if (starts.Count < 2)
            throw new ArgumentException($"Trajectories have {starts.Count} windows of {frames} frames, expected at least 2.", nameof(trajectories));
        long[] shuffled = [.. starts];
        new System.Random(seed).Shuffle(shuffled);
        int heldOut = Math.Clamp((int)(validationFraction * shuffled.Length), 1, shuffled.Length - 1);
        return new FrameWindows(shuffled[heldOut..], shuffled[..heldOut]);
    }
}
